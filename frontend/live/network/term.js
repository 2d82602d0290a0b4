/** A symbol above its number in the panels below the picture, each behind its operator, as Python writes the calculation. */

import { slotHtml } from "../parts/slots.js";

/** Of the numbers there. */
export const DIGITS = 4;

/** Markup; `above` is HTML, `symbol` that of the slot below it. */
export const term = (operator, above, operatorBelow, symbol, note = "") =>
  `<span class="term computed"><span class="operator">${operator}</span><span class="above">${above}</span>`
  + `<span class="operator">${operatorBelow}</span><span class="below">${slotHtml(symbol, DIGITS)}</span>${note}</span>`;
