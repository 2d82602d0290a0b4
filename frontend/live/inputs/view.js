/** One neuron with two inputs: its line among four points, and where it stands on the surface of its loss. */

import { contour, grid, neuron } from "../engine/plane.js";
import { scale } from "../parts/axes.js";
import { Descent } from "../parts/descent.js";
import { spoken } from "../parts/format.js";
import { toHtml } from "../parts/phrase.js";
import { named, View, write } from "../parts/view.js";
import { arrow, halfPlane } from "./drawing.js";
import { numbers } from "./numbers.js";
import { caption, sentence } from "./words.js";

export class InputsView extends View {
  static Session = Descent;
  static words = { right: (yes) => (yes ? "right" : "wrong") };

  constructor(options) {
    super(options);
    const { root, spec } = this;
    const all = (selector) => [...root.querySelectorAll(selector)];
    this.drawn = named(root, "drawn");
    [this.levels, this.points, this.labels, this.targets, this.names] =
      [".level", ".point", ".target", "[data-target]", '[data-part="surface"] .symbol tspan'].map(all);
    this.place = Object.fromEntries(Object.entries(spec.planes).map(([name, { x, y }]) =>
      [name, { x: scale(...x), y: scale(...y) }]));
    Object.assign(this.actions, {
      step: () => this.session.step(this.now.after),
      undo: () => this.session.undo(),
    });
  }

  compute() {
    const { spec, session } = this;
    const was = this.setting ?? {};
    const { data, loss, over, eta } = this.setting = session.values;
    const changed = (...names) => names.some((name) => was[name] !== this.setting[name]);
    this.pair = over.split("-");
    this.held = spec.parameters.find((name) => !this.pair.includes(name));
    this.now = numbers(spec.points, spec.targets[data], loss, this.setting, eta, spec.h);
    const { length } = session.history;
    if (changed("data", "loss")) this.since = length; // earlier steps were taken on another loss
    this.since = Math.min(this.since, length);
    this.changed = { data: changed("data"), surface: changed("data", "loss", "over", this.held) };
    if (this.changed.surface) this.surface = this.#surface();
  }

  /** Of a number for each parameter, those of the pair in the picture. */
  #ofPair(values) {
    return this.pair.map((name) => values[name]);
  }

  /** The loss over the pair, the third parameter held where it is, and how a line of it is drawn. */
  #surface() {
    const { spec: { planes: { surface: { x, y } }, squares, points: X, targets }, setting, pair: [first, second] } = this;
    const points = squares + 1;
    const { value } = neuron(X, targets[setting.data], setting.loss);
    const there = { ...setting };
    const values = grid((a, b) => {
      there[first] = a;
      there[second] = b;
      return value(there);
    }, { columns: points, rows: points, x0: x[0], x1: x[1], y0: y[0], y1: y[1] });
    const along = ([, , start, end], k) => start + (k / squares) * (end - start);
    return (level) => contour(values, points, points, level, (column, row) => [along(x, column), along(y, row)]);
  }

  read(symbol) {
    const { now, setting } = this;
    if (symbol in setting) return setting[symbol];
    const [, of, point] = /^(p|L|right)[[/](\d)\]?$/.exec(symbol) ?? [];
    if (point) return Number({ p: now.p, L: now.losses, right: now.right }[of][point - 1]);
    if (symbol === "L") return now.loss;
    if (symbol === "new/L") return now.lossAfter;
    const [kind, name] = symbol.split("/");
    return { dL: now.gradient, fd: now.difference, new: now.after }[kind][name.replace(/^d/, "")];
  }

  draw() {
    const { spec, drawn, place: { inputs, surface }, now, setting, pair, held, session: { history } } = this;
    const path = (name, d) => drawn[name].setAttribute("d", d);
    const near = (value) => Math.min(Math.max(value, -spec.far), spec.far);
    const at = (values) => {
      const [x, y] = this.#ofPair(values).map(near);
      return [surface.x(x), surface.y(y)];
    };
    const here = at(setting);
    const [gradient, difference] = [now.gradient, now.difference].map((each) => this.#ofPair(each));
    const steps = this.#steps();

    const { area, line } = halfPlane(setting, spec.planes.inputs, inputs);
    path("area", area);
    path("line", line);
    path("present", this.surface(now.loss));
    path("gradient", arrow(here, gradient, gradient, spec.arrow, 9));
    path("difference", arrow(here, difference, gradient, spec.arrow, 5));
    path("steps", steps.map(({ from, to }) => `M${at(from)}L${at(to)}`).join(""));
    path("dots", steps.map(({ from }) => `M${at(from)}h0`).join(""));
    drawn.here.setAttribute("cx", here[0]);
    drawn.here.setAttribute("cy", here[1]);
    if (this.changed.surface) {
      this.levels.forEach((each, k) => each.setAttribute("d", this.surface(spec.levels[setting.loss][k])));
      this.names.forEach((each, k) => (each.textContent = pair[k >> 1][k % 2] ?? "")); // a letter, and an index or none
      write(this.part("caption"), toHtml(caption(held, setting[held]), spec.symbols));
    }
    if (this.changed.data) this.#showTargets();
    this.root.querySelector('[data-action="undo"]').setAttribute("aria-disabled", history.length === 0);
  }

  /** The steps on the present data and loss since the last reset. */
  #steps() {
    const { history } = this.session;
    return history.slice(Math.max(this.since, history.findLastIndex(({ to }) => !to) + 1));
  }

  #showTargets() {
    this.spec.targets[this.setting.data].forEach((target, s) => {
      this.points[s].classList.toggle("one", target === 1);
      for (const element of [this.labels[s], this.targets[s]]) element.textContent = target;
    });
  }

  sentence() {
    const { spec: { planes: { surface: { x: [low, high] } } }, setting, pair } = this;
    const outside = this.#ofPair(setting).some((each) => each < low || each > high);
    return sentence(setting.data, setting.eta, this.now, outside && pair);
  }

  describe() {
    const { now, spec, setting, pair, held } = this;
    const side = spec.points.filter((_, s) => now.p[s] > 0.5).map((x) => `(${x})`).join(", ");
    this.part("inputs").setAttribute("aria-label", `The plane of the inputs: p is above one half at ${side || "no point"}.`);
    const name = (parameter) => spec.symbols[parameter].spoken;
    const value = (parameter) => spoken(setting[parameter], 4, false);
    const here = pair.map((each) => `${name(each)} is ${value(each)}`).join(", ");
    const goes = this.#ofPair(now.gradient).map((g, k) => `${name(pair[k])} ${g > 0 ? "falls" : g < 0 ? "rises" : "stays"}`);
    this.part("surface").setAttribute("aria-label", `Lines of equal loss at ${name(held)} = ${value(held)}. Here ${here}; `
      + `along minus the gradient ${goes.join(" and ")}. Steps taken: ${this.#steps().length}.`);
  }

  summary() {
    return `L is ${spoken(this.now.loss)}.`;
  }
}
