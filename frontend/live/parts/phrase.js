/**
 * A phrase is a list of pieces: plain text, {symbol} of the book, or {value, digits}.
 * One phrase can be shown (HTML), read aloud or compared as plain text.
 */

import { spoken, text } from "./format.js";
import { short } from "./limits.js";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text made safe for HTML. */
export function escape(string) {
  return string.replace(/[&<>"]/g, (character) => ESCAPES[character]);
}

/**
 * A phrase as a template: say`${symbol("eta")} = ${0.5} is large`. What stands in it is a number, which is shown with
 * three digits, a piece, or a phrase.
 */
export function say(texts, ...places) {
  return texts.flatMap((text, k) => [text, places[k] ?? ""].flat()).map((piece) => (typeof piece === "number" ? digits(piece, 3) : piece));
}

/** The piece for a symbol of the book. */
export const symbol = (name) => ({ symbol: name });

/** The piece for a number with so many digits. */
export const digits = (value, count) => ({ value, digits: count });

/** Two pieces for two numbers, with as many digits, of nine, as tell them apart. */
export function apart(a, b, count) {
  let more = count;
  while (more < 9 && text(a, more) === text(b, more)) more++;
  return [a, b].map((value) => digits(value, text(a, more) === text(b, more) ? count : more));
}

/** The piece for a number that was set or counted: without padding zeros, or as `shown`. */
export const exact = (value, shown = short(value)) => ({ value, shown });

/** The phrase as HTML; symbols are the spec's table of {html, text, spoken}. */
export function toHtml(phrase, symbols) {
  return phrase.map((piece) => {
    if (typeof piece === "string") return escape(piece).replace(" = ", "\u00a0=\u00a0"); // a line never breaks there
    if (piece.symbol) return `<span>${symbols[piece.symbol].html}</span>`;
    return `<strong data-value="${piece.value}">${print(piece)}</strong>`;
  }).join("");
}

/** The phrase as plain Unicode text. */
export function toText(phrase, symbols) {
  return phrase.map((piece) =>
    typeof piece === "string" ? piece : piece.symbol ? symbols[piece.symbol].text : print(piece)).join("");
}

/** The phrase as words for a screen reader. */
export function toSpeech(phrase, symbols) {
  return phrase.map((piece) => {
    if (typeof piece === "string") return piece;
    return piece.symbol ? symbols[piece.symbol].spoken : piece.shown ?? spoken(piece.value, piece.digits);
  }).join("");
}

/** What the first condition that holds says; each is a function of the present position, to a phrase or null. */
export function first(conditions, ...now) {
  for (const condition of conditions) {
    const phrase = condition(...now);
    if (phrase) return phrase;
  }
}

/** "1 layer", "2 layers". */
export const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Pieces joined as "a", "a and b", "a, b and c"; from three on, `last` joins the last. */
export function listOf(pieces, last = " and ") {
  return pieces.flatMap((piece, k) => [k === 0 ? "" : k < pieces.length - 1 ? ", " : k === 1 ? " and " : last, piece]);
}

/** A ratio as one says it: 2.4, 27, 10421, 1.234e6. */
export function times(ratio) {
  const shown = ratio < 9.95 ? ratio.toPrecision(ratio < 1.095 ? 3 : 2) : ratio < 999999.5 ? String(Math.round(ratio)) : undefined;
  return { value: ratio, digits: 2, shown };
}

function print({ value, digits, shown }) {
  return shown ?? text(value, digits);
}
