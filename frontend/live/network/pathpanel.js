/** The panel below the picture: every path from the loss to the chosen box, factor by factor. */

import { spoken, text } from "../parts/format.js";
import { multiplications, pathsTo, product } from "./paths.js";
import { hue, Slots, slotHtml } from "../parts/slots.js";
import { nudge } from "./step.js";

const DIGITS = 4;
const NUDGE = 0.01;
const COUNT = { 1: "One path leads", 2: "Two paths lead", 4: "Four paths lead" };

export class PathPanel {
  /**
   * @param {Element} section
   * @param {object} options {spec, graph, gradientOf, read(symbol): number, clear()}
   */
  constructor(section, { spec, graph, gradientOf, read, clear }) {
    Object.assign(this, { section, spec, graph, gradientOf, read });
    this.output = graph.names[graph.output];
    this.show(null);
    this.onClick = (event) => event.target.closest('[data-action="clear"]') && clear();
    section.addEventListener("click", this.onClick);
  }

  release() {
    this.section.removeEventListener("click", this.onClick);
  }

  /** Build the panel for a box, or say what it is for; the numbers come with `fill`. */
  show(name) {
    this.name = name;
    this.paths = name === null || name === this.output ? [] : pathsTo(this.graph, name);
    this.section.innerHTML = name === null
      ? '<p class="paths-hint">Choose a box: its paths from the loss stand here, factor by factor.</p>'
      : name === this.output ? this.#start() : this.#html(name);
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

  /** The loss itself has no path behind it. */
  #start() {
    const { symbols } = this.spec;
    const loss = symbols[this.output].html;
    return `${head(`Every path starts at ${loss}`)}<p class="nudge">${symbols[this.gradientOf(this.output)].html} = 1, `
      + `since ${loss} changes by as much as itself. On its way back this 1 is multiplied by one local derivative per line.</p>`;
  }

  /** A prediction whose loss is taken of the logit has no way to the loss. */
  #none(name) {
    const { symbols } = this.spec;
    const [loss, box] = [this.output, name].map((node) => symbols[node].html);
    return `${head(`No path leads from ${loss} back to ${box}`)}<p class="nudge">${loss} is computed without ${box}, `
      + `so ${symbols[this.gradientOf(name)].html} = 0.</p>`;
  }

  #html(name) {
    if (this.paths.length === 0) return this.#none(name);
    const { symbols } = this.spec;
    const loss = symbols[this.output].html;
    const count = COUNT[this.paths.length] ?? `${this.paths.length} paths lead`;
    const several = this.paths.length > 1;
    const gradient = this.gradientOf(name);
    return head(`${count} from ${loss} back to ${symbols[name].html}`)
      + `<ol class="path-list" role="list">${this.paths.map((path, k) => this.#row(path, k)).join("")}</ol>`
      + `<p class="path-sum"><span>${several ? "sum over the paths" : "its product is the gradient"}</span>`
      + `<span class="total">${symbols[gradient].html} = ${slotHtml(gradient, DIGITS, "zero")}</span></p>`
      + `<p class="nudge">Nudge it: with ${symbols[name].html} raised by ${NUDGE} and everything computed again, `
      + `${loss} <span class="nudge-change"></span>.</p>${this.#count(name)}`;
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
      `<span class="term computed"><span class="operator">${i ? "·" : ""}</span>`
      + `<span class="above">${this.#factor(this.spec.factors[key])}</span>`
      + `<span class="operator">${i ? "×" : ""}</span>`
      + `<span class="below">${slotHtml(`d${to}/d${from}`, DIGITS)}</span></span>`).join("");
    return '<li class="path"><span class="visually-hidden" data-path-speech></span>'
      + `<span class="visual" aria-hidden="true"><span class="route">${route}</span>`
      + `<span class="factors">${factors}</span>`
      + `<span class="product">= ${slotHtml(`path/${k}`, DIGITS, "zero")}</span></span></li>`;
  }

  /** The symbol of a local derivative, or its formula where it has one of its own: ŷ − y. */
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

function head(title) {
  return `<div class="paths-head"><h3>${title}</h3><button type="button" data-action="clear">clear</button></div>`;
}
