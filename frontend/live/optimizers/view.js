/** Five optimisers from one start: the chosen one is drawn, all stand in the table. */

import { scale, path } from "../parts/axes.js";
import { spoken } from "../parts/format.js";
import { named, View } from "../parts/view.js";
import { sentence } from "./words.js";
import { way } from "./ways.js";

const OF_SLOT = { x: "xs", y: "ys", f: "fs", norm: "norms" };

export class OptimizersView extends View {
  static words = { arrived: (step) => (Number.isFinite(step) ? `${step} steps` : "not in 80") };

  constructor(options) {
    super(options);
    const { axes } = this.spec;
    this.place = Object.fromEntries(Object.entries(axes).map(([name, bounds]) => [name, scale(...bounds)]));
    this.drawn = named(this.root, "drawn");
  }

  compute() {
    const { spec, session } = this;
    this.setting = session.values;
    const { surface, optimizer, eta, mu, t } = this.setting;
    this.ways = Object.fromEntries(spec.choices.optimizer.map((key) =>
      [key, way(spec.surfaces[surface], key, eta, mu, spec.steps)]));
    this.chosen = this.ways[optimizer];
    this.at = Math.min(t, this.chosen.xs.length - 1);
  }

  read(symbol) {
    const [name, key] = symbol.split("/");
    if (key === undefined) return this.setting[name];
    const its = this.ways[key];
    return name === "arrived" ? its.arrived : its[OF_SLOT[name]][Math.min(this.setting.t, its.xs.length - 1)];
  }

  draw() {
    const { spec, place, drawn, chosen, at, setting } = this;
    const near = (value) => Math.min(Math.max(value, -spec.far), spec.far);
    const points = chosen.xs.map((x, k) => `${place.x(near(x))} ${place.y(near(chosen.ys[k]))}`);
    const shapes = {
      way: `M${points.join("L")}`,
      norm: path(place.t, place.norm, chosen.norms.map((_, k) => k), chosen.norms),
    };
    // The ghost is the way before the last move that changed it; the step that is shown does not.
    for (const [name, ghost] of [["way", "ghost"], ["norm", "norm-ghost"]]) {
      const before = drawn[name].getAttribute("d");
      if (before === shapes[name]) continue;
      if (this.moved) drawn[ghost].setAttribute("d", before);
      drawn[name].setAttribute("d", shapes[name]);
    }
    drawn.dots.setAttribute("d", points.map((point) => `M${point}h0`).join(""));
    drawn.here.setAttribute("cx", points[at].split(" ")[0]);
    drawn.here.setAttribute("cy", points[at].split(" ")[1]);
    drawn.at.setAttribute("d", `M${place.t(setting.t)} ${spec.axes.norm[3]}V${spec.axes.norm[2]}`);
    for (const element of this.root.querySelectorAll("span[data-surface]")) element.hidden = element.dataset.surface !== setting.surface;
    for (const element of this.root.querySelectorAll("g[data-surface]")) {
      element.style.display = element.dataset.surface === setting.surface ? "" : "none";
    }
    for (const row of this.root.querySelectorAll("[data-row]")) row.classList.toggle("selected", row.dataset.row === setting.optimizer);
  }

  sentence() {
    return sentence(this.spec, this.setting, this.chosen);
  }

  describe() {
    const { spec, setting, chosen, at } = this;
    const name = spec.labels[setting.optimizer];
    this.part("plane").ariaLabel = `The ${setting.surface} and the way of ${name}: after ${at} steps x is ${
      spoken(chosen.xs[at])}, y is ${spoken(chosen.ys[at])}, f is ${spoken(chosen.fs[at])}.`;
    this.part("norms").ariaLabel = `Length of the gradient: ${spoken(chosen.norms[0])} at the start, ${
      spoken(chosen.norms[at])} after ${at} steps, ${spoken(chosen.norms.at(-1))} at the end.`;
  }

  summary() {
    return `After ${this.at} steps f is ${spoken(this.chosen.fs[this.at])}.`;
  }
}
