/** The living view: replay at every slider event, and touch only what changed. */

import { mountSlider } from "./controls.js";
import { Curve } from "./curve.js";
import { Dock } from "./dock.js";
import { spoken } from "./format.js";
import { compile, Replay } from "./graph.js";
import { isState } from "./link.js";
import { PathPanel } from "./pathpanel.js";
import { toHtml, toSpeech } from "./phrase.js";
import { Picture } from "./picture.js";
import { Session } from "./session.js";
import { Slots } from "./slots.js";
import { curve, digitsOfAgreement, finiteDifference, roundingNoise, step, stepSentence } from "./step.js";
import { describe, SATURATED, sentence } from "./words.js";

const QUIET = 400;
const KIND = { eta: "step size", h: "step of the finite differences" };

/**
 * Bring the static markup of an explorer to life.
 *
 * @param {object} model anywidget's model, with `widget_manager`
 * @param {HTMLElement} root the static `.explorer`
 * @returns {Promise<() => void>} call it to let go of everything
 */
export async function mount(model, root) {
  const manager = model.widget_manager;
  const sliders = await Promise.all(model.get("sliders_list").map((reference) =>
    manager.get_model(reference.slice("IPY_MODEL_".length))));
  const view = new View(model.get("spec"), sliders, manager, root);
  await view.start();
  return () => view.release();
}

class View {
  constructor(spec, sliders, manager, root) {
    Object.assign(this, { spec, manager, root });
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    const graph = compile(spec.graph);
    this.replay = new Replay(graph);
    this.probe = new Replay(graph);
    this.facts = describe(spec, graph);
    this.releases = [];
    this.selected = null;

    this.session = new Session(spec, sliders, () => {
      this.moved = true;
      this.update();
    });
    this.gradientOf = (name) => this.facts.gradientSymbols.get(graph.ids.get(name));
    this.readers = this.#readers();
    const read = (symbol) => this.readers.get(symbol)();
    this.read = read;
    this.slots = new Slots(root, read);
    this.lines = spec.lines.map((line) => ({
      ...line,
      element: root.querySelector(`[data-line="${line.symbol}"]`),
      voice: root.querySelector(`[data-speech="${line.symbol}"]`),
      last: undefined,
    }));
    const select = (name) => this.select(name === this.selected ? null : name);
    this.picture = new Picture(this.part("picture"), graph, { symbols: spec.symbols, gradientOf: this.gradientOf, select });
    this.panel = new PathPanel(this.part("paths"), {
      spec, graph, gradientOf: this.gradientOf, read, clear: () => this.select(null),
    });
    this.curve = new Curve(this.part("step-curve"));
    this.dock = new Dock(this.part("dock"), root, {
      spec, read, gradientOf: this.gradientOf, choose: (name) => this.select(name),
      mountSlider: (name, place) => this.#mountSlider(name, place),
    });
    this.releases.push(() => this.session.release(), () => this.picture.release(), () => this.panel.release(),
      () => this.dock.release(), () => clearTimeout(this.timer));
  }

  async start() {
    const places = [...this.root.querySelectorAll(".rail-slot")];
    const mounted = await Promise.all(places.map((place) => this.#mountSlider(place.dataset.slider, place)));
    this.releases.push(...mounted);
    this.#listen();
    this.root.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take arrow keys and Enter
    this.root.classList.add("live");
    if (isState(location.hash)) this.say(this.session.follow(location.hash));
    else this.update();
    this.select(this.spec.parameters[0]);
    this.#forgetChanges();
    this.moved = false; // from here on by the reader
  }

  release() {
    for (const release of this.releases.splice(0)) release();
    this.root.classList.remove("live");
  }

  /** Everything that a move changes, in one go. */
  update() {
    const { spec, replay, probe, session } = this;
    this.say("");
    for (const name of spec.order) if (replay.graph.ids.has(name)) replay.set(name, session.value(name));
    replay.forward();
    replay.backward();
    probe.values.set(replay.values);
    const eta = session.value("eta");
    const h = session.value("h");
    this.checks = {};
    for (const name of spec.parameters) {
      const difference = finiteDifference(probe, name, h);
      this.checks[name] = { difference, digits: digitsOfAgreement(difference, replay.gradient(name)) };
    }
    this.step = step(replay, probe, spec.parameters, eta);
    const noise = roundingNoise(replay);

    this.slots.fill();
    this.dock.fill();
    this.picture.paint(replay);
    this.#flag();
    this.#markChanges();
    this.panel.fill(replay, probe);
    this.curve.draw(this.step, curve(replay, probe, spec.parameters, eta), eta);
    this.said = sentence({ spec, facts: this.facts, replay, probe, checks: this.checks, step: this.step, noise, eta, h });
    write(this.part("sentence"), toHtml(this.said, spec.symbols));
    write(this.part("step-sentence"), toHtml(stepSentence(this.step, noise), spec.symbols));
    this.root.querySelector('[data-action="undo"]').setAttribute("aria-disabled", session.history.length === 0);

    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#whenQuiet(), QUIET);
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

  /** A message in words, or none. */
  say(text) {
    this.part("message").textContent = text;
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

  #mountSlider(name, place) {
    const { symbols } = this.spec;
    return mountSlider({
      manager: this.manager,
      slider: this.session.sliders.get(name),
      place,
      label: KIND[name] ? `${symbols[name].spoken}, ${KIND[name]}` : symbols[name].spoken,
      commit: (typed) => {
        const { problem, message } = this.session.type(name, typed);
        this.say(problem ?? message);
        return problem === undefined;
      },
    });
  }

  #listen() {
    const { root } = this;
    const on = (target, type, listener) => {
      target.addEventListener(type, listener);
      this.releases.push(() => target.removeEventListener(type, listener));
    };
    const actions = {
      step: () => this.session.step(this.step.values),
      undo: () => this.session.undo(),
      reset: () => this.session.reset(),
      "copy-link": () => this.#copyLink(),
      print: () => window.print(),
    };
    on(root, "click", (event) => {
      const action = actions[event.target.closest("button")?.dataset.action];
      if (!action) return;
      this.say("");
      const message = action();
      if (message) this.say(message);
    });
    on(window, "hashchange", () => {
      if (isState(location.hash)) this.say(this.session.follow(location.hash));
    });
    on(window, "beforeprint", () => this.#whenQuiet());
    for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) {
      on(root, type, (event) => this.#highlight(type.endsWith("out") ? event.relatedTarget : event.target));
    }
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
    const found = element?.closest?.("[data-node], [data-name], [data-symbol], [data-row], [data-slider]");
    if (!found || !this.root.contains(found)) return undefined;
    const { node, name, symbol, row, slider } = found.dataset;
    return node ?? name ?? row ?? slider ?? symbol.replace(/^(fd|agreement|update|new|moves)\//, "");
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

  #forgetChanges() {
    for (const { element } of this.lines) element.classList.remove("changed");
  }

  /** What need not keep up with a moving hand: words for screen readers and the address. */
  #whenQuiet() {
    clearTimeout(this.timer);
    const { symbols } = this.spec;
    for (const { speech, voice } of this.lines) {
      write(voice, speech.replace(/\{(.+?)\}/g, (_, symbol) => spoken(this.read(symbol), 6)));
    }
    this.picture.describe(this.read);
    this.panel.describe();
    if (this.moved) {
      write(this.part("live"), `${toSpeech(this.said, symbols)} ${symbols.L.spoken} is ${spoken(this.read("L"))}.`);
      this.#writeAddress();
    }
  }

  #writeAddress() {
    if (inJupyter()) return;
    const hash = this.session.hash(location.hash);
    if (hash === "" && !isState(location.hash)) return;
    if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  #copyLink() {
    const address = location.href.replace(/#.*/, "") + this.session.hash(location.hash);
    const message = this.part("message");
    const fallback = () => {
      message.textContent = `Copy this link: ${address}`;
      const range = document.createRange();
      range.setStart(message.firstChild, "Copy this link: ".length);
      range.setEndAfter(message.firstChild);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    };
    if (!navigator.clipboard) return void fallback();
    navigator.clipboard.writeText(address).then(() => this.say("The link with these numbers is copied."), fallback);
  }
}

/** A notebook's own address says which notebook it is; an explorer leaves it alone. */
function inJupyter() {
  return document.getElementById("jupyter-config-data") !== null;
}

const written = new WeakMap();

/** Set markup only where it differs from what was written before. */
function write(element, html) {
  if (written.get(element) === html) return;
  written.set(element, html);
  element.innerHTML = html;
}
