/** The slope of the chosen box's neuron: δ is the error that comes back times f′(z), which is drawn at the present z. */

import { OPERATIONS } from "../engine/graph.js";
import { path, scale } from "../parts/axes.js";
import { text } from "../parts/format.js";
import { Slots } from "../parts/slots.js";
import { write } from "../parts/view.js";
import { toHtml } from "../parts/phrase.js";
import { DIGITS, term } from "./term.js";
import { slopeSentence } from "./words.js";

const REACH = 8; // z from −8 to 8
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 214, 12, 74];

const onAxis = scale(-REACH, REACH, LEFT, RIGHT);
const across = (z) => onAxis(Math.min(Math.max(z, -REACH), REACH));
const height = scale(0, 1, BOTTOM, TOP);

/** The curve of f′ over z; share of its largest value. Steps are drawn as such. */
export function slopePath(op, max) {
  const { value, local: [slope] } = OPERATIONS[op];
  const points = Array.from({ length: 161 }, (_, k) => ((k - 80) / 80) * REACH);
  return path(across, height, points, points.map((z) => slope(z, 0, value(z)) / max));
}

/** The slope on the way to a box: of the neuron whose value it is, else the next one on the path; null where there is none. */
export function slopeOf(slopes, paths, name) {
  const found = Object.entries(slopes).find(([, { into }]) => into === name);
  if (found && paths.length) return found[0];
  for (const { key } of [...(paths[0] ?? [])].reverse()) {
    const passed = Object.entries(slopes).find(([, { of, into }]) => key === `${of}>${into}`);
    if (passed) return passed[0];
  }
  return null;
}

export class SlopePanel {
  /** @param {object} options {spec, gradientOf, read(symbol): number} */
  constructor(section, options) {
    Object.assign(this, { section }, options);
  }

  /** Build the panel for a box, or say why it has none; the numbers come with `fill`. */
  show(name, paths) {
    const { spec, section } = this;
    this.symbol = name === null ? null : slopeOf(spec.slopes, paths, name);
    if (this.symbol === null) {
      section.innerHTML = `<p class="paths-hint">${name === null
        ? "Choose a box: the slope of its neuron stands here."
        : `No slope of an activation is a factor on the way to ${spec.symbols[name].html}.`}</p>`;
      return;
    }
    const { of, into, op, max } = spec.slopes[this.symbol];
    const [delta, error] = [this.gradientOf(of), this.gradientOf(into)];
    const factor = (symbol, operator, operatorBelow, note) =>
      term(operator, spec.symbols[symbol].html, operatorBelow, symbol, `<span class="what">${note}</span>`);
    section.innerHTML = `<div><h3>${spec.symbols[delta].html} is error × slope</h3>`
      + `<p class="factors" aria-hidden="true">${factor(delta, "", "", "")}${factor(error, "=", "=", "error")}`
      + `${factor(this.symbol, "·", "×", "slope")}</p><p class="slope-sentence"></p></div>`
      + `<svg class="plot" viewBox="0 0 220 96" width="220" height="96" role="img" aria-label="">`
      + `<path class="grid" d="M${LEFT} ${BOTTOM}H${RIGHT}M${across(0)} ${TOP}V${BOTTOM}"/>`
      + `<path class="curve" d="${slopePath(op, max)}"/><path class="dashed" data-slope="drop"/><circle data-slope="dot" r="4.5"/>`
      + `<text class="tick y" x="${LEFT - 6}" y="${TOP + 4}">${max === 0.25 ? "¼" : max}</text>`
      + `<text class="tick y" x="${LEFT - 6}" y="${BOTTOM + 4}">0</text>`
      + [-REACH, 0, REACH].map((z) => `<text class="tick x" x="${across(z)}" y="${BOTTOM + 18}">${text(z, 1)}</text>`).join("")
      + "</svg>";
    this.slots = new Slots(section, this.read);
    this.words = section.querySelector(".slope-sentence");
    this.svg = section.querySelector("svg");
    [this.drop, this.dot] = section.querySelectorAll("[data-slope]");
  }

  /** Numbers after a replay. */
  fill() {
    if (this.symbol === null) return;
    const { spec } = this;
    const { of, max } = spec.slopes[this.symbol];
    const [z, slope] = [this.read(of), this.read(this.symbol)];
    this.slots.fill();
    write(this.words, toHtml(slopeSentence(spec, this.symbol, z, slope), spec.symbols));
    const drawn = Number.isFinite(z) && Number.isFinite(slope);
    this.dot.style.display = this.drop.style.display = drawn ? "" : "none";
    if (!drawn) return;
    this.dot.setAttribute("cx", across(z));
    this.dot.setAttribute("cy", height(slope / max));
    this.drop.setAttribute("d", `M${across(z)} ${BOTTOM}V${height(slope / max)}`);
  }

  /** A name for screen readers, when it is quiet. */
  describe() {
    if (this.symbol === null) return;
    const { of } = this.spec.slopes[this.symbol];
    this.svg.ariaLabel = `The slope over ${this.spec.symbols[of].text}: ${text(this.read(this.symbol), DIGITS)} at ${text(this.read(of), DIGITS)}`;
  }
}
