/**
 * What every explorer shares: controls in their places, one update at every move, a sentence above the picture,
 * a summary read aloud when it is quiet, the state in the page's address, and the buttons.
 *
 * A kind of explorer extends `View`:
 * - `compute()` finds all numbers at the present position of the controls (`this.session.value(name)`),
 * - `read(symbol)` gives the number of a slot; `static words` the words for symbols such as "arrived/adam",
 * - `draw()` moves what is no slot; `sentence()` is the phrase above the picture,
 * - `describe()`, where there is need, renews words for screen readers that may wait until it is quiet,
 * - `summary()` is what the polite region adds to the sentence; `actions` holds more buttons by name,
 * - `static resting` selects what may go without layout while it is off the screen and a hand moves (explorer.css): parts
 *   that are always there, since another has no height to keep, and that never take the focus.
 */

import { mountChoice, mountSlider } from "./controls.js";
import { spoken } from "./format.js";
import { isState } from "./link.js";
import { toHtml, toSpeech } from "./phrase.js";
import { Session } from "./session.js";
import { Slots } from "./slots.js";

const QUIET = 400;
const NEAR = "100px"; // one notch of a wheel

/**
 * Bring the static markup of an explorer to life.
 *
 * @param {typeof View} Kind of view
 * @param {object} model anywidget's model, with `widget_manager`
 * @param {HTMLElement} root the static `.explorer`
 * @returns {Promise<() => void>} call it to let go of everything
 */
export async function mount(Kind, model, root) {
  const manager = model.widget_manager;
  const models = await Promise.all(model.get("controls").map((reference) =>
    manager.get_model(reference.slice("IPY_MODEL_".length))));
  const view = new Kind({ spec: model.get("spec"), models, manager, root });
  await view.start();
  return () => view.release();
}

export class View {
  static Session = Session;
  static words = {};
  static resting = "";
  #found = {};
  actions = {
    reset: () => this.session.reset(),
    "copy-link": () => this.#copyLink(),
    print: () => window.print(),
  };

  constructor({ spec, models, manager, root }) {
    Object.assign(this, { spec, manager, root });
    this.gone = new AbortController();
    this.releases = [() => this.session.release(), () => this.#stop(), () => this.gone.abort()];
    this.session = new this.constructor.Session(spec, models, () => {
      this.moved = true;
      this.update();
    });
    this.slots = new Slots(root, (symbol) => this.read(symbol), this.constructor.words);
  }

  async start() {
    const places = [...this.root.querySelectorAll(".rail-slot")];
    this.releases.push(...await Promise.all(places.map((place) => this.mountControl(place.dataset.control, place))));
    this.#listen();
    this.#watch();
    this.root.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take arrow keys and Enter
    this.root.classList.add("live");
    if (isState(location.hash)) this.say(this.session.follow(location.hash));
    else this.update();
    this.moved = false; // from here on by the reader
  }

  release() {
    for (const release of this.releases.splice(0)) release();
    this.root.classList.remove("live", "settled", "moving");
  }

  /** Everything that a move changes, in one go. */
  update() {
    this.root.classList.add("moving");
    this.say("");
    this.compute();
    this.slots.fill();
    this.draw();
    this.said = this.sentence();
    write(this.part("sentence"), toHtml(this.said, this.spec.symbols));
    this.#stop();
    this.timer = setTimeout(() => this.#whenQuiet(), QUIET);
  }

  describe() {}

  summary() {
    return "";
  }

  part(name) {
    return (this.#found[name] ??= this.root.querySelector(`[data-part="${name}"]`));
  }

  /** A text with the numbers of the symbols that stand in it as {symbol}, for a screen reader. */
  inWords(text) {
    return text.replace(/\{(.+?)\}/g, (_, symbol) => spoken(this.read(symbol), 6));
  }

  /** A message in words, or none. */
  say(text) {
    this.part("message").textContent = text;
  }

  /** @returns {Promise<() => void>} call it to take the control away */
  mountControl(name, place) {
    const { spoken, note } = this.spec.symbols[name];
    const options = { manager: this.manager, place, label: note ? `${spoken}, ${note}` : spoken };
    const model = this.session.controls.get(name);
    if (this.spec.choices[name]) return mountChoice({ ...options, choice: model });
    return mountSlider({ ...options, slider: model, commit: (typed) => this.say(this.session.type(name, typed)) });
  }

  /** Listen until the explorer is released. */
  on(target, type, listener) {
    target.addEventListener(type, listener, { signal: this.gone.signal });
  }

  #listen() {
    this.on(this.root, "click", (event) => {
      const action = this.actions[event.target.closest("button")?.dataset.action];
      if (!action) return;
      this.say("");
      const message = action();
      if (message) this.say(message);
    });
    this.on(window, "hashchange", () => {
      if (isState(location.hash)) this.say(this.session.follow(location.hash));
    });
    this.on(window, "beforeprint", () => this.#whenQuiet());
    this.on(window, "resize", () => {
      this.root.classList.remove("settled");
      this.#settle();
    });
  }

  /** Know what is off the screen. */
  #watch() {
    if (!this.constructor.resting) return;
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) target.classList.toggle("away", !isIntersecting);
    }, { rootMargin: NEAR, scrollMargin: NEAR });
    for (const part of this.root.querySelectorAll(this.constructor.resting)) {
      part.classList.add("resting"); // its height is remembered
      watcher.observe(part);
    }
    this.releases.push(() => watcher.disconnect());
  }

  #stop() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }

  /** The browser remembers a height at the end of a frame: only after a whole one may parts go without layout. */
  #settle() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.frame = requestAnimationFrame(() => this.root.classList.add("settled"));
    });
  }

  /** What need not keep up with a moving hand: words for screen readers, the address, heights to keep. */
  #whenQuiet() {
    this.#stop();
    this.root.classList.remove("moving");
    this.#settle();
    this.describe();
    if (!this.moved) return;
    write(this.part("live"), `${toSpeech(this.said, this.spec.symbols)} ${this.summary()}`);
    this.#writeAddress();
  }

  #writeAddress() {
    if (inJupyter()) return;
    const hash = this.session.hash(location.hash);
    if (hash === "" && !isState(location.hash)) return;
    if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  #copyLink() {
    const address = location.href.replace(/#.*/, "") + this.session.hash(location.hash);
    const fallback = () => {
      this.say(`Copy this link: ${address}`);
      const { firstChild: text } = this.part("message");
      getSelection().setBaseAndExtent(text, text.length - address.length, text, text.length);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => this.say("The link with these numbers is copied."), fallback);
    else fallback();
  }
}

/** A notebook's own address says which notebook it is; an explorer leaves it alone. */
function inJupyter() {
  return document.getElementById("jupyter-config-data") !== null;
}

/** {name: element} of all below `root` that have an attribute such as data-drawn="name". */
export function named(root, kind) {
  return Object.fromEntries([...root.querySelectorAll(`[data-${kind}]`)].map((element) => [element.dataset[kind], element]));
}

const written = new WeakMap();

/** Set markup only where it differs from what was written before. */
export function write(element, html) {
  if (written.get(element) === html) return;
  written.set(element, html);
  element.innerHTML = html;
}
