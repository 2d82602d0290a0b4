/** One neuron's activation and its slope: the twin of `backprop_lib/live/activations/slope.py`. */

import { ACTIVATIONS, geluInner, geluInnerSlope, SATURATED, sigmoid } from "../engine/activations.js";
import { path, scale } from "../parts/axes.js";
import { spoken, text } from "../parts/format.js";
import { digits, exact, say, symbol } from "../parts/phrase.js";
import { setHue } from "../parts/slots.js";
import { named } from "../parts/view.js";
import { lineWidth } from "../parts/width.js";

/** Where tanh′ = σ′. */
const CROSSING = 2 * Math.acosh((1 + Math.sqrt(3)) / 2);
const BOUNDED = ["sigmoid", "tanh"];
const TANGENT = 50; // px to both sides
const STEEPEST = { sigmoid: "¼", tanh: "1" };
/** Where the curves are drawn; the two places at 0 make a step upright. */
const XS = Array.from({ length: 121 }, (_, k) => (k - 60) / 10).toSpliced(61, 0, 1e-9);

/** All numbers by symbol. */
export function numbers({ activation, beside, z, u }) {
  const a = ACTIVATIONS[activation].value(z);
  const slope = slopeOf(activation, z);
  const [s, c] = gate(activation, z);
  return {
    a, "f_prime(z)": slope, delta: u * slope, compared: slopeOf(beside === "none" ? activation : beside, z), s, c, crossing: CROSSING,
  };
}

function slopeOf(name, z) {
  const { value, derivative } = ACTIVATIONS[name];
  return derivative(z, value(z));
}

/** s and c of the activations that are z · s: their slope is s + a c. */
function gate(activation, z) {
  if (activation !== "gelu") return [sigmoid(z), sigmoid(-z)];
  const g = geluInner(z);
  return [sigmoid(g), sigmoid(-g) * geluInnerSlope(z)];
}

/** The slope here and what it does to the gradient. */
export function sentence(now, { labels }) {
  const { activation, beside, z, u, delta } = now;
  const slope = now["f_prime(z)"];
  const is = say`The slope of ${labels[activation]} at ${symbol("z")} = ${digits(z, 4)} is ${slope}`;
  if (u === 0) return say`${is}. The gradient that arrives is 0, so nothing goes on, whatever the slope is.`;
  if (slope === 0) return say`${is}: no gradient goes on, and no weight before this neuron learns from this sample.`;
  const goes = slope < 0 ? say`the gradient changes its sign, and ${share(-slope)} of its size goes on`
    : slope === 1 ? say`the whole gradient goes on, ${delta}`
      : slope > 1 ? say`a little more goes on than arrives, ${share(slope)}`
        : say`of the gradient that arrives, ${share(slope)} goes on`;
  return say`${is}: ${goes}.${beside === "none" || beside === activation ? alone(now) : compared(now, labels)}`;
}

function alone({ activation, "f_prime(z)": slope }) {
  const most = STEEPEST[activation];
  if (Math.abs(slope) < SATURATED) return ` This neuron is saturated${most ? `; its slope is at most ${most}` : ""}.`;
  return most ? ` Its slope is at most ${most}.` : "";
}

function compared(now, labels) {
  const { beside, z } = now;
  const [larger, where] = Math.abs(z) < CROSSING ? ["tanh", "nearer to 0"] : ["sigmoid", "farther out"];
  return say` That of ${labels[beside]} is ${now.compared}${
    crosses(now) ? say`: ${where} than ${digits(CROSSING, 5)}, ${larger} has the larger slope` : ""}.`;
}

const crosses = ({ activation, beside }) => BOUNDED.includes(activation) && BOUNDED.includes(beside) && activation !== beside;

/** A part of the whole, in percent. */
function share(part) {
  return exact(part, `${text(100 * part, 3)} %`);
}

export class Part {
  numbers = numbers;
  sentence = sentence;

  constructor(root, spec) {
    this.root = root;
    this.spec = spec;
    this.figures = Object.entries(spec.frames).map(([layout, frame]) => {
      const svg = root.querySelector(`svg.${layout}`);
      const parts = named(svg, "draw");
      return { svg, frame, parts, x: scale(...frame.z), frames: [...svg.querySelectorAll("[data-frame]")] };
    });
    this.blocks = [...root.querySelectorAll(".of")];
    this.ways = [...root.querySelectorAll("[data-width]")];
    [this.beside, this.crossing] = ["beside", "crossing"].map((name) => root.querySelector(`[data-part="${name}"]`));
  }

  draw(now) {
    const key = `${now.activation} ${now.beside}`;
    if (key !== this.key) this.#choose(now);
    this.key = key;
    const { z, a } = now;
    const slope = now["f_prime(z)"];
    for (const { svg, parts, x, y } of this.figures) {
      const [left, top, level] = [x(z), y(a), y(slope)];
      parts.here.setAttribute("d", `M${left} ${y.end}V${y.start}`);
      parts.tangent.setAttribute("d", tangent(x, y, z, a, slope));
      for (const [part, at] of [["on-value", top], ["on-slope", level]]) {
        parts[part].setAttribute("cx", left);
        parts[part].setAttribute("cy", at);
      }
    }
    for (const way of this.ways) {
      way.setAttribute("stroke-width", lineWidth(now[way.dataset.width]));
      setHue(way, now[way.dataset.width]);
    }
  }

  /** Curves, frames and formulas of the chosen activations. */
  #choose(now) {
    const { activation, beside } = now;
    const axis = BOUNDED.includes(activation) ? "bounded" : "unbounded";
    const other = beside === "none" || beside === activation ? null : beside;
    for (const figure of this.figures) {
      const { frame, x, parts, frames, svg } = figure;
      const y = figure.y = Object.assign(scale(...frame[axis]), { start: frame[axis][2], end: frame[axis][3] });
      const slopes = XS.map((z) => slopeOf(activation, z));
      parts.value.setAttribute("d", path(x, y, XS, XS.map(ACTIVATIONS[activation].value)));
      parts.slope.setAttribute("d", path(x, y, XS, slopes));
      parts.saturated.setAttribute("d", saturated(x, y, slopes));
      parts.beside.setAttribute("d", other ? path(x, y, XS, XS.map((z) => slopeOf(other, z))) : "");
      for (const each of frames) each.toggleAttribute("hidden", each.dataset.frame !== axis);
      svg.querySelector(".crossings").toggleAttribute("hidden", !crosses(now));
    }
    for (const block of this.blocks) block.classList.toggle("absent", block.dataset.activation !== activation);
    this.beside.classList.toggle("absent", !other);
    this.beside.querySelector(".who").textContent = other ? `slope of ${this.spec.labels[other]}` : "";
    this.crossing.classList.toggle("absent", !crosses(now));
  }

  describe(now) {
    const [z, a, slope] = ["z", "a", "f_prime(z)"].map((symbol) => spoken(now[symbol]));
    for (const { svg } of this.figures) {
      svg.ariaLabel = `The activation and its slope over z. At z = ${z} the value is ${a} and the slope ${slope}.`;
    }
  }
}

/** A piece of the tangent at z, of the same length on the page wherever it is, as far as the axis goes. */
function tangent(x, y, z, a, slope) {
  const reach = TANGENT / Math.hypot(x(1) - x(0), slope * (y(1) - y(0)));
  const ends = [Math.max(XS[0], z - reach), Math.min(XS.at(-1), z + reach)];
  return path(x, y, ends, ends.map((end) => a + slope * (end - z)));
}

/** Rectangles over the places where the slope is below 0.05 in size, from sample to sample. */
function saturated(x, y, slopes) {
  let d = "", start = null;
  [...slopes, Infinity].forEach((slope, k) => {
    const low = Math.abs(slope) < SATURATED;
    if (low && start === null) start = XS[k];
    if (!low && start !== null) {
      d += `M${x(start)} ${y.end}H${x(XS[k - 1])}V${y.start}H${x(start)}z`;
      start = null;
    }
  });
  return d;
}
