/** One neuron with two inputs: its line among four points, and where it stands on the surface of its loss. */

import { contour, grid, neuron } from "../engine/plane.js";
import { scale } from "../parts/axes.js";
import { Descent } from "../parts/descent.js";
import { spoken } from "../parts/format.js";
import { named, View } from "../parts/view.js";
import { arrow, halfPlane } from "./drawing.js";
import { numbers } from "./numbers.js";
import { sentence } from "./words.js";

export class InputsView extends View {
  static Session = Descent;
  static words = { right: (yes) => (yes ? "right" : "wrong") };

  constructor(options) {
    super(options);
    const { root, spec } = this;
    const all = (selector) => [...root.querySelectorAll(selector)];
    this.drawn = named(root, "drawn");
    [this.levels, this.points, this.labels, this.targets] = [".level", ".point", ".target", "[data-target]"].map(all);
    this.place = Object.fromEntries(Object.entries(spec.planes).map(([name, { x, y }]) =>
      [name, { x: scale(...x), y: scale(...y) }]));
    Object.assign(this.actions, {
      step: () => this.session.step(Object.fromEntries(spec.parameters.map((name, k) => [name, this.now.after[k]]))),
      undo: () => this.session.undo(),
    });
  }

  compute() {
    const { spec, session } = this;
    this.setting = session.values;
    const { data, loss, w1, w2, b, eta } = this.setting;
    const Y = spec.targets[data];
    this.now = numbers(spec.points, Y, loss, [w1, w2, b], eta, spec.h);
    const { length } = session.history;
    if (this.data !== data || this.loss !== loss) this.since = length; // earlier steps were taken on another surface
    this.since = Math.min(this.since, length);
    this.changed = { data: this.data !== data, surface: this.data !== data || this.loss !== loss || this.b !== b };
    Object.assign(this, { data, loss, b });
    if (this.changed.surface) this.surface = this.#surface(neuron(spec.points, Y, b, loss).value);
  }

  /** The loss over both weights, and how a line of it is drawn. */
  #surface(value) {
    const { planes: { weights: { x, y } }, squares } = this.spec;
    const points = squares + 1;
    const values = grid(value, { columns: points, rows: points, x0: x[0], x1: x[1], y0: y[0], y1: y[1] });
    const along = ([, , start, end], k) => start + (k / squares) * (end - start);
    return (level) => contour(values, points, points, level, (column, row) => [along(x, column), along(y, row)]);
  }

  read(symbol) {
    const { now, spec, setting } = this;
    if (symbol in setting) return setting[symbol];
    const [, of, point] = /^(p|L|right)[[/](\d)\]?$/.exec(symbol) ?? [];
    if (point) return Number({ p: now.p, L: now.losses, right: now.right }[of][point - 1]);
    if (symbol === "L") return now.loss;
    if (symbol === "new/L") return now.lossAfter;
    const [kind, name] = symbol.split("/");
    return { dL: now.gradient, fd: now.difference, new: now.after }[kind][spec.parameters.indexOf(name.replace(/^d/, ""))];
  }

  draw() {
    const { spec, drawn, place: { inputs, weights }, now, setting: { w1, w2, b, loss }, session: { history } } = this;
    const path = (name, d) => drawn[name].setAttribute("d", d);
    const near = (value) => Math.min(Math.max(value, -spec.far), spec.far);
    const at = ({ w1, w2 }) => [weights.x(near(w1)), weights.y(near(w2))];
    const here = at({ w1, w2 });
    const steps = this.#steps();

    const { area, line } = halfPlane([w1, w2, b], spec.planes.inputs, inputs);
    path("area", area);
    path("line", line);
    path("present", this.surface(now.loss));
    path("gradient", arrow(here, now.gradient, now.gradient, spec.arrow, 9));
    path("difference", arrow(here, now.difference, now.gradient, spec.arrow, 5));
    path("steps", steps.map(({ from, to }) => `M${at(from)}L${at(to)}`).join(""));
    path("dots", steps.map(({ from }) => `M${at(from)}h0`).join(""));
    drawn.here.setAttribute("cx", here[0]);
    drawn.here.setAttribute("cy", here[1]);
    if (this.changed.surface) this.levels.forEach((each, k) => each.setAttribute("d", this.surface(spec.levels[loss][k])));
    if (this.changed.data) this.#showTargets();
    this.root.querySelector('[data-action="undo"]').setAttribute("aria-disabled", history.length === 0);
  }

  /** The steps on the present data and loss since the last reset. */
  #steps() {
    const { history } = this.session;
    return history.slice(Math.max(this.since, history.findLastIndex(({ to }) => !to) + 1));
  }

  #showTargets() {
    this.spec.targets[this.data].forEach((target, s) => {
      this.points[s].classList.toggle("one", target === 1);
      for (const element of [this.labels[s], this.targets[s]]) element.textContent = target;
    });
  }

  sentence() {
    const { spec: { planes: { weights: { x: [low, high] } } }, setting: { w1, w2, eta } } = this;
    return sentence(this.data, eta, this.now, [w1, w2].every((w) => w >= low && w <= high));
  }

  describe() {
    const { now, spec, setting: { w1, w2, b } } = this;
    const side = spec.points.filter((_, s) => now.p[s] > 0.5).map((x) => `(${x})`).join(", ");
    this.part("inputs").setAttribute("aria-label", `The plane of the inputs: p is above one half at ${side || "no point"}.`);
    const [first, second] = [0, 1].map((k) => `w ${k + 1} ${now.gradient[k] > 0 ? "falls" : now.gradient[k] < 0 ? "rises" : "stays"}`);
    this.part("weights").setAttribute("aria-label", `Lines of equal loss at b = ${spoken(b, 4, false)}. Here w 1 is `
      + `${spoken(w1, 4, false)}, w 2 is ${spoken(w2, 4, false)}; along minus the gradient ${first} and ${second}. `
      + `Steps taken: ${this.#steps().length}.`);
  }

  summary() {
    return `L is ${spoken(this.now.loss)}.`;
  }
}
