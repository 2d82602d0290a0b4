/** A small network in a picture and a page of calculation: replay at every move, and touch only what changed. */

import { compile, Replay } from "../engine/graph.js";
import { digitsOfAgreement } from "../parts/agreement.js";
import { spoken } from "../parts/format.js";
import { toHtml } from "../parts/phrase.js";
import { View, write } from "../parts/view.js";
import { Curve } from "./curve.js";
import { Descent } from "../parts/descent.js";
import { Dock } from "./dock.js";
import { PathPanel } from "./pathpanel.js";
import { Picture } from "./picture.js";
import { SlopePanel } from "./slope.js";
import { Slots } from "../parts/slots.js";
import { curve, finiteDifference, roundingNoise, step, stepSentence } from "./step.js";
import { describe, isSaturated, sentence } from "./words.js";

export class NetworkView extends View {
  static Session = Descent;
  static resting = ".column, .parameters, .step";

  constructor(options) {
    super(options);
    this.described = this.spec;
    this.selected = null;
    this.places = [...this.root.querySelectorAll("[data-place]")].map((element) => ({ element, form: 0, forms: new Map() }));
    this.slopePlace = this.part("slope") ?? document.createElement("section"); // a line has no slope to show
    this.curve = new Curve(this.part("step-curve"));
    this.#adopt();
    this.dock = new Dock(this.part("dock"), this.root, {
      spec: this.spec, read: (symbol) => this.read(symbol), gradientOf: (name) => this.gradientOf(name),
      mountSlider: (name, place) => this.mountControl(name, place),
    });
    Object.assign(this.actions, {
      step: () => this.session.step(this.step.values),
      undo: () => this.session.undo(),
      clear: () => this.select(null),
      previous: () => this.select(this.dock.neighbour(-1)),
      next: () => this.select(this.dock.neighbour(1)),
    });
    this.#onNode("click", (event, node) => this.#pick(node.dataset.node));
    this.#onNode("keydown", (event, node) => this.picture.press(event, node));
    this.releases.push(() => this.dock.release());
  }

  /** Take up the graph of the functions that are chosen, and whatever of the markup belongs to it. */
  #adopt() {
    const { described, root } = this;
    this.keys = this.#chosen();
    const variant = described.variants[this.keys];
    for (const panel of [this.part("paths"), this.slopePlace]) panel.replaceChildren();
    variant.forms.forEach((form, k) => this.#put(k, form));
    const spec = { ...described, ...variant, lines: variant.lines.map(([k, number]) => ({ ...described.lines[k], number })) };
    const graph = compile(spec.graph);
    this.spec = spec;
    this.replay = new Replay(graph);
    this.probe = new Replay(graph);
    this.facts = describe(spec, graph);
    this.gradientOf = (name) => this.facts.gradientSymbols.get(graph.ids.get(name));
    this.readers = this.#readers();
    const read = (symbol) => this.read(symbol);
    this.slots = new Slots(root, read);
    this.lines = spec.lines.map((line) => ({
      ...line,
      element: root.querySelector(`[data-line="${line.symbol}"]`),
      voice: root.querySelector(`[data-speech="${line.symbol}"]`),
      last: undefined,
    }));
    for (const { element, number } of this.lines) element.querySelector(".number").textContent = number;
    const { gradientOf } = this;
    const select = (name) => this.#pick(name);
    this.picture = new Picture(this.part("picture"), graph, { symbols: spec.symbols, gradientOf, select });
    this.panel = new PathPanel(this.part("paths"), { spec, graph, gradientOf, read });
    this.slope = new SlopePanel(this.slopePlace, { spec, gradientOf, read });
    this.fresh = true;
    root.classList.remove("settled"); // new lines have no height yet
  }

  #chosen() {
    return Object.keys(this.described.choices).map((choice) => this.session.value(choice)).join(" ");
  }

  /** What happens at a box of the picture. */
  #onNode(type, listener) {
    this.on(this.root, type, (event) => {
      const node = event.target.closest(".node");
      if (node) listener(event, node);
    });
  }

  /** A box that is chosen already is left. */
  #pick(name) {
    this.select(name === this.selected ? null : name);
  }

  /** Put one of its forms into a place; the others wait as they are. */
  #put(k, form) {
    const place = this.places[k];
    if (place.form === form) return;
    const { element, forms } = place;
    forms.set(place.form, [...element.childNodes]);
    if (!forms.has(form)) {
      const template = this.root.querySelector(`template[data-form="${k} ${form}"]`);
      forms.set(form, [...template.content.cloneNode(true).childNodes]);
    }
    element.replaceChildren(...forms.get(form));
    place.form = form;
  }

  async start() {
    await super.start();
    for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) {
      this.on(this.root, type, (event) => this.#highlight(type.endsWith("out") ? event.relatedTarget : event.target));
    }
    this.select(this.spec.parameters[0]);
    for (const { element } of this.lines) element.classList.remove("changed");
  }

  compute() {
    if (this.#chosen() !== this.keys) this.#adopt();
    const { spec, replay, probe } = this;
    const position = this.session.values;
    Object.assign(this, { eta: position.eta, h: position.h });
    replay.run(position);
    probe.values.set(replay.values);
    this.checks = {};
    for (const name of spec.parameters) {
      const difference = finiteDifference(probe, name, this.h);
      this.checks[name] = { difference, digits: digitsOfAgreement(difference, replay.gradient(name)) };
    }
    this.step = step(replay, probe, spec.parameters, this.eta);
    this.noise = roundingNoise(replay);
  }

  read(symbol) {
    return this.readers.get(symbol)();
  }

  draw() {
    const { spec, replay, probe, eta, session } = this;
    this.dock.fill();
    this.picture.paint(replay);
    this.#flag();
    this.#markChanges();
    if (this.fresh) this.select(this.selected);
    else this.#fillPanels();
    this.fresh = false;
    this.curve.draw(this.step, curve(replay, probe, spec.parameters, eta), eta);
    write(this.part("step-sentence"), toHtml(stepSentence(this.step, this.noise), spec.symbols));
    this.root.querySelector('[data-action="undo"]').ariaDisabled = session.history.length === 0;
  }

  sentence() {
    return sentence(this);
  }

  describe() {
    for (const { speech, voice } of this.lines) write(voice, this.inWords(speech));
    this.picture.describe((symbol) => this.read(symbol));
    this.panel.describe();
    this.slope.describe();
  }

  summary() {
    return `${this.spec.symbols.L.spoken} is ${spoken(this.read("L"))}.`;
  }

  /** Choose a box, or none. */
  select(name) {
    this.selected = name;
    this.panel.show(name);
    const { paths } = this.panel;
    this.slope.show(name, paths);
    this.#fillPanels();
    this.panel.describe();
    this.slope.describe();
    this.picture.mark(name, paths);
    const symbols = new Set(paths.flatMap((path) =>
      path.flatMap(({ key, from }) => [this.gradientOf(from), this.spec.factors[key]])));
    for (const { element, symbol, part } of this.lines) {
      element.classList.toggle("selected", part === "backward" && symbols.has(symbol));
    }
    for (const row of this.root.querySelectorAll("[data-row]")) row.classList.toggle("selected", row.dataset.row === name);
    this.dock.show(name ?? this.dock.name);
  }

  #fillPanels() {
    this.panel.fill(this.replay, this.probe);
    this.slope.fill();
  }

  #readers() {
    const { spec, session, replay } = this;
    const readers = new Map(Object.entries(spec.quantities).map(([symbol, quantity]) => [symbol, () => replay.read(quantity)]));
    for (const name of spec.order) if (!readers.has(name)) readers.set(name, () => session.value(name));
    for (const name of spec.parameters) {
      readers.set(`fd/${name}`, () => this.checks[name].difference);
      readers.set(`agreement/${name}`, () => this.checks[name].digits);
      readers.set(`update/${name}`, () => this.step.updates[name]);
      readers.set(`moves/${name}`, () => this.step.updates[name]);
      readers.set(`new/${name}`, () => this.step.values[name]);
    }
    readers.set("new/L", () => this.step.after);
    readers.set("predicted", () => this.step.predicted);
    readers.set("actual", () => this.step.actual);
    return readers;
  }

  /** The same symbol in the picture and in every line, while the pointer or the focus is on one of them. */
  #highlight(target) {
    const symbol = this.#symbolAt(target) ?? this.#symbolAt(document.activeElement);
    if (symbol === this.highlighted) return;
    this.#setHighlight(this.highlighted, false);
    this.highlighted = symbol;
    this.#setHighlight(symbol, true);
  }

  #symbolAt(element) {
    const found = element?.closest?.("[data-node], [data-name], [data-symbol], [data-row], [data-control]");
    if (!found || !this.root.contains(found)) return undefined;
    const { node, name, symbol, row, control } = found.dataset;
    return node ?? name ?? row ?? control ?? symbol.replace(/^(fd|agreement|update|new|moves)\//, "");
  }

  #setHighlight(symbol, on) {
    if (symbol === undefined) return;
    for (const element of this.root.querySelectorAll(`[data-name="${CSS.escape(symbol)}"]`)) {
      element.classList.toggle("hover", on);
    }
    const [kind, id] = this.spec.quantities[symbol] ?? [];
    const node = kind === "value" || kind === "gradient" ? this.replay.graph.names[id] : undefined;
    if (node !== undefined) this.picture.setState(node, "hover", on);
  }

  /** Boxes that are saturated, dead or not finite. */
  #flag() {
    const { replay, picture } = this;
    for (const each of Object.values(this.spec.slopes)) {
      const slope = replay.edge(each.of, each.into);
      picture.setState(each.into, "saturated", isSaturated(each, slope));
      picture.setState(each.into, "dead", slope === 0);
    }
    const { names } = replay.graph;
    const ids = [...replay.graph.ids.values()];
    const first = ids.find((id) => !Number.isFinite(replay.values[id]))
      ?? ids.findLast((id) => !Number.isFinite(replay.gradients[id]));
    for (const id of ids) picture.setState(names[id], "not-finite", id === first);
  }

  #markChanges() {
    for (const line of this.lines) {
      const value = this.read(line.symbol);
      line.element.classList.toggle("changed", !Object.is(value, line.last));
      line.last = value;
    }
  }
}
