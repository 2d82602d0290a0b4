/**
 * Where the sliders stand, and what moves them besides the reader's hand: a step, its undo,
 * the reset and a link. Values are set at full precision, several of them as one move.
 */

import { setSlider } from "./controls.js";
import { admit, short } from "./limits.js";
import { parse, replace } from "./link.js";

export class Session {
  /**
   * @param {object} spec
   * @param {object[]} sliders models in the order of `spec.order`
   * @param {() => void} moved called once after every move
   */
  constructor(spec, sliders, moved) {
    this.spec = spec;
    this.sliders = new Map(spec.order.map((name, k) => [name, sliders[k]]));
    this.moved = moved;
    this.history = [];
    this.moving = false;
    this.onChange = () => this.moving || moved();
    for (const slider of this.sliders.values()) slider.on("change:value", this.onChange);
  }

  release() {
    for (const slider of this.sliders.values()) slider.off("change:value", this.onChange);
  }

  value(name) {
    return this.sliders.get(name).get("value");
  }

  /** Set several sliders as one move. Returns the names of those whose range had to widen. */
  set(values, ranges = {}) {
    this.moving = true;
    const widened = Object.keys(values).filter((name) => setSlider(this.sliders.get(name), values[name], ranges[name]));
    this.moving = false;
    this.moved();
    return widened;
  }

  /** What was typed for one slider: a message, empty where all went as asked; null where nothing changed. */
  type(name, typed) {
    const { value, problem } = admit(this.spec, name, typed);
    return problem ? { problem } : { message: this.#saying(this.set({ [name]: value })) };
  }

  /** Take a step to new values of the parameters. */
  step(values) {
    if (!Object.values(values).every(Number.isFinite)) return "There is no step from here: the gradient is not finite.";
    this.history.push(Object.fromEntries(this.spec.parameters.map((name) => [name, this.value(name)])));
    return this.#saying(this.set(values));
  }

  undo() {
    if (this.history.length) this.set(this.history.pop());
  }

  reset() {
    this.history = [];
    this.set(this.spec.book, this.spec.ranges);
  }

  /** Settings that differ from the book's. */
  get settings() {
    const { order, book } = this.spec;
    return Object.fromEntries(order.map((name) => [name, this.value(name)]).filter(([name, value]) => value !== book[name]));
  }

  /** The page's hash with the present settings. */
  hash(hash) {
    return replace(hash, this.spec.name, this.settings);
  }

  /** Go where a hash says: book values for all that it does not name. Returns messages in words. */
  follow(hash) {
    const { settings, damage } = parse(hash, this.spec.name);
    const values = { ...this.spec.book };
    const problems = damage.map((part) => `“${part}” in the link has no value.`);
    for (const [name, typed] of settings) {
      const { value, problem } = admit(this.spec, name, typed);
      if (problem) problems.push(problem);
      else values[name] = value;
    }
    const widened = this.set(values, this.spec.ranges);
    if (problems.length) problems.unshift(`The link is damaged; what could be read was set.`);
    return [...problems, this.#saying(widened)].filter(Boolean).join(" ");
  }

  #saying(widened) {
    return widened.map((name) => {
      const [low, high] = ["min", "max"].map((end) => short(this.sliders.get(name).get(end)));
      return `The slider of ${this.spec.symbols[name].text} now goes from ${low} to ${high}.`;
    }).join(" ");
  }
}
