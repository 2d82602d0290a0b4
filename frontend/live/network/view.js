/** A small network in a picture and a page of calculation: replay at every move, and touch only what changed. */

import { compile, Replay } from "../engine/graph.js";
import { digitsOfAgreement } from "../parts/agreement.js";
import { spoken } from "../parts/format.js";
import { toHtml } from "../parts/phrase.js";
import { View, write } from "../parts/view.js";
import { Curve } from "./curve.js";
import { Descent } from "./descent.js";
import { Dock } from "./dock.js";
import { PathPanel } from "./pathpanel.js";
import { Picture } from "./picture.js";
import { curve, finiteDifference, roundingNoise, step, stepSentence } from "./step.js";
import { describe, SATURATED, sentence } from "./words.js";

export class NetworkView extends View {
  static Session = Descent;

  constructor(options) {
    super(options);
    const { spec, root } = this;
    const graph = compile(spec.graph);
    this.replay = new Replay(graph);
    this.probe = new Replay(graph);
    this.facts = describe(spec, graph);
    this.selected = null;
    this.gradientOf = (name) => this.facts.gradientSymbols.get(graph.ids.get(name));
    this.readers = this.#readers();
    this.lines = spec.lines.map((line) => ({
      ...line,
      element: root.querySelector(`[data-line="${line.symbol}"]`),
      voice: root.querySelector(`[data-speech="${line.symbol}"]`),
      last: undefined,
    }));
    const read = (symbol) => this.read(symbol);
    const select = (name) => this.select(name === this.selected ? null : name);
    this.picture = new Picture(this.part("picture"), graph, { symbols: spec.symbols, gradientOf: this.gradientOf, select });
    this.panel = new PathPanel(this.part("paths"), {
      spec, graph, gradientOf: this.gradientOf, read, clear: () => this.select(null),
    });
    this.curve = new Curve(this.part("step-curve"));
    this.dock = new Dock(this.part("dock"), root, {
      spec, read, gradientOf: this.gradientOf, choose: (name) => this.select(name),
      mountSlider: (name, place) => this.mountControl(name, place),
    });
    Object.assign(this.actions, {
      step: () => this.session.step(this.step.values),
      undo: () => this.session.undo(),
    });
    this.releases.push(() => this.picture.release(), () => this.panel.release(), () => this.dock.release());
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
    const { spec, replay, probe, session } = this;
    for (const name of spec.order) if (replay.graph.ids.has(name)) replay.set(name, session.value(name));
    replay.forward();
    replay.backward();
    probe.values.set(replay.values);
    const h = session.value("h");
    this.checks = {};
    for (const name of spec.parameters) {
      const difference = finiteDifference(probe, name, h);
      this.checks[name] = { difference, digits: digitsOfAgreement(difference, replay.gradient(name)) };
    }
    this.step = step(replay, probe, spec.parameters, session.value("eta"));
    this.noise = roundingNoise(replay);
  }

  read(symbol) {
    return this.readers.get(symbol)();
  }

  draw() {
    const { spec, replay, probe, session } = this;
    const eta = session.value("eta");
    this.dock.fill();
    this.picture.paint(replay);
    this.#flag();
    this.#markChanges();
    this.panel.fill(replay, probe);
    this.curve.draw(this.step, curve(replay, probe, spec.parameters, eta), eta);
    write(this.part("step-sentence"), toHtml(stepSentence(this.step, this.noise), spec.symbols));
    this.root.querySelector('[data-action="undo"]').setAttribute("aria-disabled", session.history.length === 0);
  }

  sentence() {
    const { spec, facts, replay, probe, checks, step, noise, session } = this;
    return sentence({
      spec, facts, replay, probe, checks, step, noise, eta: session.value("eta"), h: session.value("h"),
    });
  }

  describe() {
    for (const { speech, voice } of this.lines) {
      write(voice, speech.replace(/\{(.+?)\}/g, (_, symbol) => spoken(this.read(symbol), 6)));
    }
    this.picture.describe((symbol) => this.read(symbol));
    this.panel.describe();
  }

  summary() {
    return `${this.spec.symbols.L.spoken} is ${spoken(this.read("L"))}.`;
  }

  /** Choose a box, or none. */
  select(name) {
    this.selected = name;
    this.panel.show(name);
    this.panel.fill(this.replay, this.probe);
    this.panel.describe();
    const { paths } = this.panel;
    this.picture.mark(name, paths);
    const symbols = new Set(paths.flatMap((path) =>
      path.flatMap(({ key, from }) => [this.gradientOf(from), this.spec.factors[key]])));
    for (const { element, symbol, part } of this.lines) {
      element.classList.toggle("selected", part === "backward" && symbols.has(symbol));
    }
    for (const row of this.root.querySelectorAll("[data-row]")) row.classList.toggle("selected", row.dataset.row === name);
    this.dock.show(name ?? this.dock.name);
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
    for (const { of, into } of Object.values(this.spec.slopes)) {
      const slope = replay.edge(of, into);
      picture.setState(into, "saturated", slope < SATURATED);
      picture.setState(into, "dead", slope === 0);
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
