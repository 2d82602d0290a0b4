/** The sentence above the bars: the first condition that holds, in words that are true at any setting. */

import { short } from "../parts/limits.js";

const DELTA = { symbol: "delta" };
const WEIGHTS = { symbol: "gradient" };
const RECTIFIERS = ["relu", "leaky_relu"];

/**
 * @param {object} setting of the controls @param {object} now from `numbers` @param {number} law the textbook's factor, or 0
 * @returns phrase
 */
export function sentence(setting, now, law) {
  const conditions = setting.step === "none" ? [zero, start] : [notFinite, cut, newlyDead, zero, within, stepped];
  for (const condition of conditions) {
    const phrase = condition(setting, now, law);
    if (phrase) return phrase;
  }
}

const precise = (value) => ({ value, digits: 3 });
/** Of what was set or counted: a number without padding zeros. */
const set = (value) => ({ value, shown: short(value) });
/** Two digits. */
const rough = (value) => short(Number(value.toPrecision(2)));
const sum = (numbers) => numbers.reduce((a, b) => a + b);
const units = ({ layers, width }) => `${layers * width} ${layers * width === 1 ? "unit" : "units"}`;

/** Only a step leads there; no start does. */
function notFinite({ step, eta, limit }, { L, norm, delta, start }) {
  if ([L, norm, ...delta].every(Number.isFinite)) return null;
  if (step === "clipped" && start.norm > limit) {
    return ["Even with a gradient clipped to ", set(limit), ", a step with η = ", set(eta),
      " is so long that the numbers outgrow 64 bits. A smaller limit or η keeps them finite."];
  }
  return ["One step, η = ", set(eta), " times a gradient of length ", precise(start.norm), ", threw the weights so far that the numbers outgrow 64 bits. Clip the step, or make η or the scale smaller."];
}

function newlyDead(setting, { L, dead, start }) {
  const [before, after] = [sum(start.dead), sum(dead)];
  if (after <= before) return null;
  return ["After one step with η = ", set(setting.eta), ", ", set(after), ` of ${units(setting)} ${after === 1 ? "is" : "are"} dead on all data (before it `,
    set(before), "): no gradient reaches their weights. ", ...loss(start.L, L)];
}

/** Layers that get nothing at all. */
function zero({ layers, width, activation, residual }, { delta, dead }) {
  const none = delta.filter((size) => size === 0).length;
  if (none === 0) return null;
  const cause = dead.indexOf(width);
  if (residual === "on") {
    return ["In ", set(none), ` of ${layers} ${layers === 1 ? "layer" : "layers"} `, DELTA, " is exactly 0. The skip connections pass the gradient by to the others."];
  }
  if (none === layers && activation === "relu" && cause >= 0) {
    return [width === 1 ? "The only unit" : `All ${width} units`, ` of layer ${cause + 1} ${width === 1 ? "is" : "are"} dead on all data. The output is 0, every `,
      DELTA, " is exactly 0, and no weight learns: another seed, more width or skip connections help."];
  }
  const last = delta.lastIndexOf(0) + 1;
  return [`At layer ${last} every slope that the gradient meets was rounded to exactly 0: from there to layer 1 `, DELTA,
    " is exactly 0, and those weights do not learn."];
}

function cut({ step, limit, layers }, { L, delta, start }) {
  if (step !== "clipped" || !(start.norm > limit)) return null;
  const shortened = ["Clipping shortened the gradient from ", precise(start.norm), " to ", set(limit)];
  const factor = perLayer(delta);
  if (layers === 1 || !(Math.abs(Math.log(factor)) > Math.log(1.25))) {
    return [...shortened, ": a shorter step in the same direction. ", ...loss(start.L, L)];
  }
  return [...shortened, ". It keeps the step finite and does not repair the start: ", ...factors(factor)];
}

function within({ step, limit }, { L, start }) {
  if (step !== "clipped") return null;
  return ["The gradient has the length ", precise(start.norm), ", within the limit of ", set(limit), ", so clipping changes nothing. ",
    ...loss(start.L, L)];
}

function stepped({ eta, layers }, { L, delta, start }) {
  const step = ["One step with η = ", set(eta), " along a gradient of length ", precise(start.norm), ". ", ...loss(start.L, L)];
  return layers === 1 ? step : [...step, " Now ", ...factors(perLayer(delta))];
}

const factors = (factor) => ["per layer ", DELTA, " changes by a factor of ", precise(factor), "."];

function loss(before, after) {
  if (after === before) return ["The loss stays at ", precise(after), "."];
  return [`The loss ${after < before ? "falls" : "rises"} from `, precise(before), " to ", precise(after), "."];
}

function start(setting, now, law) {
  const { layers, activation } = setting;
  const { delta, gradient, dead } = now;
  if (layers === 1) return ["In the only hidden layer ", DELTA, " is ", precise(delta[0]), ". Add layers to see what each of them does to it."];
  const ratio = delta[0] / delta.at(-1);
  const factor = perLayer(delta);
  const way = [`From layer ${layers} to layer 1 the gradient `, ...change(ratio), ": per layer by a factor of ", precise(factor)];
  if (hides(activation, delta, gradient)) {
    const seen = gradient[0] / gradient.at(-1);
    return [...way, ". ", WEIGHTS, " hides it (", { value: seen, shown: rough(seen) },
      " times): the values change the other way."];
  }
  const killed = activation === "relu" ? sum(dead) : 0;
  return [...way, ...beside(factor, law, setting),
    ...(killed ? [" ", set(killed), ` of ${units(setting)} ${killed === 1 ? "is" : "are"} dead on all data.`] : [])];
}

/** What the textbook says about that factor. */
function beside(factor, law, { activation, residual }) {
  if (residual === "on") return ["; skip connections carry it past the slopes."];
  if (law === 0) return ["."];
  if (Math.abs(factor / law - 1) < 0.02) return [", as the textbook says."];
  return activation === "sigmoid" ? [", not by 0.25, because the weights multiply too."] : ["; the textbook says ", { value: law, shown: rough(law) }, "."];
}

/** For ReLU ‖∂L/∂W‖ = ‖δ‖ times the values, and where one grows the other shrinks. */
function hides(activation, delta, gradient) {
  const [seen, hidden] = [delta, gradient].map((norms) => Math.abs(Math.log10(norms[0] / norms.at(-1))));
  return RECTIFIERS.includes(activation) && seen > 1 && hidden < seen / 2;
}

/** The geometric mean of the factors from each layer to the one before it. */
export function perLayer(delta) {
  return (delta[0] / delta.at(-1)) ** (1 / (delta.length - 1));
}

/** "shrinks to a 20-millionth", "grows 27 times". */
function change(ratio) {
  if (ratio > 2) return ["grows ", { value: ratio, shown: many(ratio) }, " times"];
  if (ratio >= 0.5) return ["keeps its size (", { value: ratio, shown: rough(ratio) }, " times)"];
  if (ratio >= 0.1) return ["shrinks to ", { value: ratio, shown: rough(ratio) }, " of its size"];
  return ["shrinks to ", { value: ratio, shown: part(1 / ratio) }];
}

const SIZES = [[1e9, "billion"], [1e6, "million"], [1e3, "thousand"]];

/** Two digits, large ones in words: 27, 5300, 8.9 million. */
function many(ratio) {
  const [size, word] = SIZES.slice(0, 2).find(([size]) => Number(ratio.toPrecision(2)) >= size) ?? [1, ""];
  const count = Number((ratio / size).toPrecision(2));
  return count >= 1e6 ? short(Number(ratio.toPrecision(2))) : word ? `${count} ${word}` : String(count);
}

/** One of so many parts: 1/27, a 20-millionth. */
function part(parts) {
  const [size, word] = SIZES.find(([size]) => Number(parts.toPrecision(2)) >= size) ?? [1, ""];
  const count = Number((parts / size).toPrecision(2));
  if (count >= 1000) return rough(1 / parts);
  if (!word) return `1/${count}`;
  return count === 1 ? `a ${word}th` : `a ${count}-${word}th`;
}
