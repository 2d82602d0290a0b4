/** Training: a whole run at every move of a control, and one epoch of it in numbers and pictures. */

import { contour } from "../engine/plane.js";
import { MINUS, spoken } from "../parts/format.js";
import { short } from "../parts/limits.js";
import { setHue } from "../parts/slots.js";
import { View, write } from "../parts/view.js";
import { lineWidth } from "../parts/width.js";
import { curve, heaviest, hiddenLimits, mark, onPlane, planeScales, shade, share, withRest } from "./pictures.js";
import { changes, half, isRight, networkOf, rescue, run } from "./run.js";
import { sampleText, sentence, valueText } from "./words.js";

const SQUARES = 40;
const SIGN = { "1": "+", "-1": MINUS, "0": "0" };

export class TrainingView extends View {
  static resting = ".picture, .units";

  constructor(options) {
    super(options);
    const { spec, root } = this;
    this.chosen = 0;
    this.grids = {};
    this.quiet = true;
    const found = {};
    this.all = (selector) => (found[selector] ??= [...root.querySelectorAll(selector)]);
    this.rows = this.all("[data-row]").slice(0, -1);
    this.weights = this.all("[data-weight]").map((line) => ({ symbol: line.dataset.weight, line, sign: line.nextSibling }));
    this.samples = this.all('[data-part="hidden"] .sample');
    for (const [preset, values] of Object.entries(spec.presets)) {
      this.actions[preset] = () => void this.session.set(values, spec.ranges);
    }
  }

  async start() {
    await super.start();
    this.on(this.root, "change", ({ target }) => {
      if (target.type === "radio") this.choose(Number(target.value));
    });
  }

  compute() {
    const { spec, session } = this;
    const setting = session.values;
    this.trained = !this.run || changes({ setting }, this.run).length > 0;
    if (this.trained) {
      if (this.quiet) this.standing = this.run; // a hand that moves on keeps the ghost that it began with
      this.quiet = !this.run;
      this.run = run(setting, spec.data, spec.epochs);
      this.before = this.standing && changes(this.run, this.standing).length > 0 ? this.standing : null;
      this.rescue = this.run.stopped && rescue(this.run, spec.data, spec.epochs, spec.ranges.eta[0]);
    }
    const { net, parameters, last } = this.run;
    this.epoch = Math.min(setting.epoch, last);
    this.theta = parameters.subarray(this.epoch * net.size, (this.epoch + 1) * net.size);
    this.loss = net.pass(this.theta);
    this.parts = Array.from(net.Y, (_, s) => net.partOf(s));
    this.pulls = this.parts.map(length);
  }

  read(symbol) {
    const { net } = this.run;
    const [, gradient, name, first, second] = /^(dL\/d)?(\w+)(?:\[(\d)(?:,(\d))?\])?$/.exec(symbol);
    if (gradient) return (this.chosen ? this.parts[this.chosen - 1] : net.gradient)[this.#place(name, first, second)] ?? NaN;
    if (name === "shown_epoch") return this.epoch;
    if (name === "y_hat") return net.out[first - 1];
    if (name === "L") return first ? net.losses[first - 1] : this.loss;
    if (name === "delta") return first ? net.delta2[first - 1] : net.gradient.at(-1);
    if (name === "pull") return first ? this.pulls[first - 1] : length(net.gradient);
    if (name === "h") return first <= net.units ? net.h[(first - 1) * net.n + (second - 1)] : NaN;
    return this.spec.order.includes(name) ? this.session.value(name) : this.theta[this.#place(name, first, second)] ?? NaN;
  }

  /** Where a parameter stands in the row of all, −1 where there is no such unit. */
  #place(name, unit, input) {
    const { units } = this.run.net;
    if (name === "b2") return 4 * units;
    if (unit > units) return -1;
    if (name === "W1") return 2 * (unit - 1) + (input - 1);
    return (name === "b1" ? 2 : 3) * units + (unit - 1);
  }

  draw() {
    if (this.trained) this.#drawRun();
    const { spec, run, epoch, loss } = this;
    const at = mark(epoch, loss, spec.epochs);
    set(this.part("at"), "d", at.line);
    set(this.part("dot"), "d", at.dot);
    const hardest = this.pulls.indexOf(Math.max(...this.pulls));
    this.rows.forEach((row, s) => {
      row.classList.toggle("hardest", s === hardest);
      write(row.querySelector(".verdict"), isRight(run.net.out[s], run.net.Y[s]) ? "right" : "wrong");
    });
    for (const { symbol, line, sign } of this.weights) {
      const weight = this.read(symbol);
      set(line, "stroke-width", lineWidth(weight));
      setHue(line, weight);
      write(sign, SIGN[Math.sign(weight)] ?? "");
    }
    this.#drawInputs();
    this.#drawHidden();
  }

  /** What changes with the run alone. */
  #drawRun() {
    const { spec, run, before } = this;
    const { setting, net } = run;
    run.curve = curve(run.losses, spec.epochs);
    set(this.part("curve"), "d", run.curve);
    set(this.part("ghost"), "d", before ? before.curve : "");
    this.#nameCurves();
    const [X] = spec.data[setting.data];
    const grid = (this.grids[setting.data] ??= this.#gridOf(setting));
    this.grid = Object.assign(grid, { units: net.units, kind: net.kind });
    for (const group of this.all("[data-plane]")) group.classList.toggle("absent", group.dataset.plane !== setting.data);
    for (const element of this.all("[data-sample]")) write(element, sampleText(X[element.dataset.sample - 1]));
    this.choose(this.chosen);
    for (const element of this.all("[data-unit]")) element.classList.toggle("absent", element.dataset.unit > net.units);
    spec.heights[net.units - 1].forEach((y, j) => this.#moveUnit(j + 1, y));
    this.pair = heaviest(run.parameters.subarray(run.last * net.size).slice(3 * net.units, 4 * net.units));
    const [a, b] = this.pair.map((j) => j + 1);
    this.part("hidden-title").textContent = a === b ? "The hidden unit" : `Hidden units ${a} and ${b}`;
    this.all('[data-part="hidden"] .symbol .sub').forEach((sub, k) => write(sub, String([a, b][k])));
  }

  /** A network with room for all units over the points at which a plane's line is found, row by row. */
  #gridOf(setting) {
    const { planes, ranges } = this.spec;
    const X = Array.from({ length: (SQUARES + 1) ** 2 }, (_, k) =>
      [k % (SQUARES + 1), Math.floor(k / (SQUARES + 1))].map((step, i) => {
        const [low, high] = planes[setting.data][i];
        return low + ((high - low) * step) / SQUARES;
      }));
    return networkOf({ ...setting, units: ranges.units[1] }, X, X.map(() => 0));
  }

  /** The names stand at the curves' ends: that of the upper one above it, that of the lower one below. */
  #nameCurves() {
    const { spec, run, before } = this;
    const changed = before ? changes(run, before) : [];
    const end = (one) => share(one.losses[one.last]);
    for (const [name, one, other] of [["now", run, before], ["before", before, run]]) {
      const label = this.part(name);
      const value = changed.length === 1 ? `: ${spec.symbols[changed[0]].text} = ${valueText(spec, changed[0], one.setting)}` : "";
      label.textContent = before ? name + value : "";
      if (!before) continue;
      label.classList.toggle("upper", end(one) < end(other) || (end(one) === end(other) && one === run));
      label.style.setProperty("--end", end(one));
    }
  }

  #moveUnit(unit, y) {
    const { inputs, output, column, marks } = this.spec.network;
    set(this.all(".node[data-unit]")[unit - 1], "cy", y);
    [...inputs, output].forEach(([x0, y0], k) => {
      const { line, sign } = this.weights[3 * (unit - 1) + k];
      set(line, "d", `M${x0} ${y0}L${column} ${y}`);
      set(sign, "x", x0 + marks[k] * (column - x0));
      set(sign, "y", y0 + marks[k] * (y - y0) + 4);
    });
  }

  /** Where the prediction is above ½ in the plane of the inputs. */
  #drawInputs() {
    this.grid.forward(this.theta);
    this.#drawPlane("inputs", this.grid.logit, SQUARES);
  }

  /** The samples by two hidden units; two units or one decide alone, by a straight line. */
  #drawHidden() {
    const { net, setting } = this.run;
    const { units, n, h } = net;
    const limits = hiddenLimits(setting.activation, this.pair.flatMap((j) => [...h.subarray(j * n, (j + 1) * n)]));
    const ends = withRest(limits);
    const [x, y] = planeScales(ends, ends);
    this.samples.forEach((sample, s) => {
      const places = [x(h[this.pair[0] * n + s]), y(h[this.pair[1] * n + s])];
      sample.classList.toggle("absent", places.some(Number.isNaN));
      if (!places.some(Number.isNaN)) places.forEach((place, i) => set(sample, ["cx", "cy"][i], place));
    });
    this.all('[data-part="hidden"] .tick').forEach((tick, k) => write(tick, short(limits[k % 2])));
    const v = this.theta.subarray(3 * units, 4 * units);
    const [across, up] = units === 1 ? [v[0] / 2, v[0] / 2] : v;
    const corners = ends.flatMap((b) => ends.map((a) => across * a + up * b + this.theta.at(-1)));
    this.#drawPlane("hidden", units > 2 ? new Float64Array(4).fill(NaN) : Float64Array.from(corners), 1);
  }

  #drawPlane(name, values, squares) {
    const level = half(this.run.setting);
    const [area, line] = this.part(name).querySelectorAll(".area, .curve");
    set(area, "d", shade(values, squares, level, onPlane(squares)));
    set(line, "d", contour(values, squares + 1, squares + 1, level, onPlane(squares)));
  }

  /** Show the gradients of one sample, from 1, or of all, 0. */
  choose(sample) {
    this.chosen = sample;
    this.part("whose").textContent = sample ? `of the sample ${this.#sample(sample - 1)}` : "of all four samples";
    this.slots.fill();
  }

  #sample(s) {
    return sampleText(this.spec.data[this.run.setting.data][0][s]);
  }

  sentence() {
    return sentence(this);
  }

  describe() {
    this.quiet = true;
    const { losses, last, net } = this.run;
    this.part("plot").ariaLabel = `Loss over the epochs: ${spoken(losses[0])} at the start, ${
      spoken(this.loss)} at epoch ${this.epoch}, ${spoken(losses[last])} at epoch ${last}`;
    const above = [...net.out].flatMap((p, s) => (p > 0.5 ? [this.#sample(s)] : []));
    this.part("inputs").ariaLabel = `The plane of the inputs. Above one half lie ${
      above.join(", ") || "none of the samples"}`.replaceAll(MINUS, "minus ");
  }
}

function set(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** ‖g‖ */
const length = (row) => Math.sqrt(row.reduce((sum, g) => sum + g * g, 0));
