/** The panel below the picture: every path from the loss to the chosen box, factor by factor. */

import { spoken, text } from "../parts/format.js";
import { multiplications, pathsTo, product } from "./paths.js";
import { hue, Slots, slotHtml } from "../parts/slots.js";
import { nudge } from "./step.js";
import { DIGITS, term } from "./term.js";

const NUDGE = 0.01;
const COUNT = { 1: "One path leads", 2: "Two paths lead", 4: "Four paths lead" };

export class PathPanel {
  /**
   * @param {Element} section
   * @param {object} options {spec, graph, gradientOf, read(symbol): number}
   */
  constructor(section, options) {
    Object.assign(this, { section }, options);
    this.output = this.graph.names[this.graph.output];
    this.show(null);
  }

  /** Build the panel for a box, or say what it is for; the numbers come with `fill`. */
  show(name) {
    this.name = name;
    this.paths = name === null || name === this.output ? [] : pathsTo(this.graph, name);
    this.section.innerHTML = name === null
      ? '<p class="paths-hint">Choose a box: its paths from the loss stand here, factor by factor.</p>'
      : this.#html(name);
    this.slots = new Slots(this.section, (symbol) => this.#read(symbol));
    this.change = this.section.querySelector(".nudge-change");
  }

  /** Numbers after a replay. The probe is used for the nudge and left where it was. */
  fill(replay, probe) {
    if (this.paths.length === 0) return;
    this.replay = replay;
    this.changeOfLoss = nudge(replay, probe, this.name, NUDGE);
    this.slots.fill();
    this.change.innerHTML = this.#changeHtml();
  }

  /** Sentences for screen readers, when it is quiet. */
  describe() {
    this.section.querySelectorAll("[data-path-speech]").forEach((element, k) => {
      element.textContent = this.#speech(this.paths[k], k);
    });
  }

  #read(symbol) {
    const path = /^path\/(\d+)$/.exec(symbol);
    return path ? product(this.replay, this.paths[path[1]]) : this.read(symbol);
  }

  #html(name) {
    const { paths, spec: { symbols } } = this;
    const [loss, box] = [this.output, name].map((node) => symbols[node].html);
    const gradient = this.gradientOf(name);
    if (name === this.output) {
      return panel(`Every path starts at ${loss}`, nudged(`${symbols[gradient].html} = 1, since ${loss} changes by as much as `
        + "itself. On its way back this 1 is multiplied by one local derivative per line."));
    }
    if (paths.length === 0) { // a prediction whose loss is taken of the logit
      return panel(`No path leads from ${loss} back to ${box}`, nudged(`${loss} is computed without ${box}, so ${symbols[gradient].html} = 0.`));
    }
    return panel(`${COUNT[paths.length] ?? `${paths.length} paths lead`} from ${loss} back to ${box}`,
      `<ol class="path-list" role="list">${paths.map((path, k) => this.#row(path, k)).join("")}</ol>`
      + `<p class="path-sum"><span>${paths.length > 1 ? "sum over the paths" : "its product is the gradient"}</span>`
      + `<span class="total">${symbols[gradient].html} = ${slotHtml(gradient, DIGITS, "zero")}</span></p>`
      + nudged(`Nudge it: with ${box} raised by ${NUDGE} and everything computed again, ${loss} <span class="nudge-change"></span>.`)
      + this.#count(name));
  }

  /** What it costs to multiply along every path by itself, and what backpropagation saves. */
  #count(name) {
    const { graph, spec: { symbols, factors, parameters } } = this;
    const [one, all] = [[name], parameters].map((names) => multiplications(graph, factors, names));
    const number = (key, value) => `<strong data-count="${key}">${value}</strong>`;
    return `<p class="count">Multiplications by factors other than 1: path by path ${number("paths", one.byPath)} for `
      + `${symbols[name].html}, ${number("all-paths", all.byPath)} for ${parameters.length > 2 ? `all ${parameters.length}` : "both"} parameters; with backprop `
      + `${number("backprop", one.backprop)} and ${number("all-backprop", all.backprop)}, each gradient on the way once.</p>`;
  }

  #row(path, k) {
    const { symbols } = this.spec;
    const nodes = [this.output, ...path.map(({ from }) => from)];
    const route = nodes.map((node) => `<span>${symbols[node].html}</span>`).join("→");
    const factors = path.map(({ key, from, to }, i) =>
      term(i ? "·" : "", this.#factor(this.spec.factors[key]), i ? "×" : "", `d${to}/d${from}`)).join("");
    return '<li class="path"><span class="visually-hidden" data-path-speech></span>'
      + `<span class="visual" aria-hidden="true"><span class="route">${route}</span>`
      + `<span class="factors">${factors}</span>`
      + `<span class="product">= ${slotHtml(`path/${k}`, DIGITS, "zero")}</span></span></li>`;
  }

  /** The symbol of a local derivative, or its formula where it has one of its own: (ŷ − y). */
  #factor(symbol) {
    return this.spec.formulas[symbol] ?? this.spec.symbols[symbol]?.html ?? symbol;
  }

  #changeHtml() {
    const change = this.changeOfLoss;
    if (Number.isNaN(change)) return "is not a number";
    if (change === 0) return "does not change";
    const size = `<strong class="${hue(change)}" data-symbol="nudge/${this.name}" data-value="${change}">`
      + `${text(Math.abs(change), DIGITS)}</strong>`;
    return `${change > 0 ? "rises" : "falls"} by ${size}`;
  }

  #speech(path, k) {
    const { symbols, factors } = this.spec;
    const terms = path.map(({ key }) =>
      `${symbols[factors[key]]?.spoken ?? "1"}, ${spoken(this.replay.edgeValues.get(key))}`);
    const by = path.slice(0, -1).map(({ from }) => symbols[from].spoken).join(", ");
    return `Path ${k + 1}${by && ` by ${by}`}: ${terms.join(", times ")}; product ${spoken(product(this.replay, path))}.`;
  }
}

const panel = (title, body) =>
  `<div class="paths-head"><h3>${title}</h3><button type="button" data-action="clear">clear</button></div>${body}`;

const nudged = (text) => `<p class="nudge">${text}</p>`;
