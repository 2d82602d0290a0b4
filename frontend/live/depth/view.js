/** A bar for each layer of a deep network, from one real backward pass at every move. */

import { short } from "../parts/limits.js";
import { spoken } from "../parts/format.js";
import { View, write } from "../parts/view.js";
import { axisOf, Depth, law, place } from "./numbers.js";
import { sentence } from "./words.js";

export class DepthView extends View {
  constructor(options) {
    super(options);
    const { root, spec } = this;
    this.depth = new Depth(spec.samples);
    this.rows = [...root.querySelectorAll("[data-row]")].map((row) => {
      const [rect, below, before, circle] = row.querySelector("svg").children;
      return { row, title: row.querySelector("th"), rect, below, before, circle };
    });
    this.ticks = [...root.querySelectorAll("[data-tick]")];
    this.factor = this.part("factor");
  }

  /** The setting before is the last one at which it was quiet: a drag is one move. */
  compute() {
    if (this.quiet) this.before = { setting: this.setting, delta: this.now.delta };
    this.quiet = false;
    this.setting = this.session.values;
    this.now = this.depth.numbers(this.setting);
    this.law = law(this.setting);
  }

  read(symbol) {
    const [kind, k] = symbol.split("/");
    if (k) return this.now[kind][this.setting.layers - k] ?? 0;
    return kind === "law" ? this.law.factor : this.now[kind] ?? this.setting[kind];
  }

  draw() {
    const { spec, setting: { layers }, now: { delta, dead }, before, rows, law: { factor, name } } = this;
    const axis = axisOf(delta);
    const share = (size) => (size > 0 ? place(size, axis) : NaN);
    if (layers !== this.layers) this.#number(layers);
    rows.slice(0, layers).forEach(({ row, rect, below, before: tick, circle }, k) => {
      row.classList.toggle("unknown", Number.isNaN(dead[layers - 1 - k]));
      const size = delta[layers - 1 - k];
      const length = share(size);
      const finite = Number.isFinite(size);
      rect.setAttribute("width", percent(finite ? Math.min(Math.max(length, 0), 1) || 0 : 1));
      rect.classList.toggle("not-finite", !finite);
      below.toggleAttribute("hidden", !(length < 0));
      move(circle, ["cx"], share(factor && delta[layers - 1] * factor ** k));
      move(tick, ["x1", "x2"], share(before?.delta.at(-1 - k)));
    });
    if (axis !== this.axis) this.ticks.forEach((tick, j) => { tick.textContent = spec.ticks[axis][j]; });
    this.axis = axis;
    write(this.part("law"), spec.laws[name]);
    this.factor.classList.toggle("absent", factor === 0);
    if (before) write(this.part("before"), `Grey ticks: the setting before${this.#changed()}.`);
  }

  /** Which rows there are, and of which layers. */
  #number(layers) {
    this.layers = layers;
    this.rows.forEach(({ row, title }, k) => {
      const absent = k >= layers;
      row.classList.toggle("absent", absent);
      row.ariaHidden = absent;
      if (!absent) title.textContent = layers - k;
    });
  }

  /** What differs from the setting before, where that is little. */
  #changed() {
    const { spec, setting, before } = this;
    const names = spec.order.filter((name) => setting[name] !== before.setting[name]);
    if (names.length === 0 || names.length > 2) return "";
    const was = (name) => {
      const value = before.setting[name];
      return `${spec.symbols[name].text} ${spec.labels[name]?.[value] ?? short(value)}`;
    };
    return ` (${names.map(was).join(", ")})`;
  }

  sentence() {
    return sentence(this.setting, this.now, this.law.factor);
  }

  describe() {
    this.quiet = true;
  }

  summary() {
    const { delta } = this.now;
    return `The norm of delta is ${spoken(delta.at(-1))} in layer ${delta.length} and ${spoken(delta[0])} in layer 1.`;
  }
}

function percent(share) {
  return `${(100 * share).toFixed(2)}%`;
}

/** Put a mark where it belongs, or take it away where the axis does not reach. */
function move(mark, coordinates, share) {
  const there = share >= 0 && share <= 1;
  mark.toggleAttribute("hidden", !there);
  if (there) for (const name of coordinates) mark.setAttribute(name, percent(share));
}
