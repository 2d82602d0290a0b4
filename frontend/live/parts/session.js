/**
 * Where the controls of an explorer stand, and what moves them besides the reader's hand: the
 * reset, a typed number and a link. Values are set at full precision, several of them as one move.
 */

import { setControl } from "./controls.js";
import { admit, short } from "./limits.js";
import { parse, replace } from "./link.js";

const MOVES = "change:value change:index";

export class Session {
  /**
   * @param {object} spec
   * @param {object[]} models of the controls, in the order of `spec.order`
   * @param {() => void} moved called once after every move
   */
  constructor(spec, models, moved) {
    this.spec = spec;
    this.controls = new Map(spec.order.map((name, k) => [name, models[k]]));
    this.moved = moved;
    this.moving = false;
    this.onChange = () => this.moving || moved();
    for (const model of this.controls.values()) model.on(MOVES, this.onChange);
  }

  release() {
    for (const model of this.controls.values()) model.off(MOVES, this.onChange);
  }

  /** The number of a slider, or the key of what is chosen. */
  value(name) {
    const model = this.controls.get(name);
    const keys = this.spec.choices[name];
    return keys ? keys[model.get("index")] : model.get("value");
  }

  /** {control: its value} of all. */
  get values() {
    return Object.fromEntries(this.spec.order.map((name) => [name, this.value(name)]));
  }

  /** Set several controls as one move. Returns the names of the sliders whose range had to widen. */
  set(values, ranges = {}) {
    this.moving = true;
    const widened = Object.keys(values).filter((name) =>
      setControl(this.controls.get(name), values[name], this.spec.choices[name] ?? ranges[name]));
    this.moving = false;
    this.moved();
    return widened;
  }

  /** What was typed for one slider. Returns why nothing changed, or what else did, in words; "" where all went as asked. */
  type(name, typed) {
    const { value, problem } = admit(this.spec, name, typed);
    return problem ?? this.saying(this.set({ [name]: value }));
  }

  reset() {
    this.set(this.spec.book, this.spec.ranges);
  }

  /** Settings that differ from the book's. */
  get settings() {
    return Object.fromEntries(Object.entries(this.values).filter(([name, value]) => value !== this.spec.book[name]));
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
    if (problems.length) problems.unshift("The link is damaged; what could be read was set.");
    return [...problems, this.saying(widened)].filter(Boolean).join(" ");
  }

  /** The new ranges of sliders in words. */
  saying(widened) {
    return widened.map((name) => {
      const [low, high] = ["min", "max"].map((end) => short(this.controls.get(name).get(end)));
      return `The slider of ${this.spec.symbols[name].text} now goes from ${low} to ${high}.`;
    }).join(" ");
  }
}
