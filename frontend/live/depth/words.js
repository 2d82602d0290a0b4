/** The sentence above the bars: the first condition that holds, in words that are true at any setting. */

import { short } from "../parts/limits.js";
import { apart, counted, exact, first, say, symbol } from "../parts/phrase.js";

const DELTA = symbol("delta");
const RECTIFIERS = ["relu", "leaky_relu"];

/**
 * @param {object} setting of the controls @param {object} now from `numbers` @param {number} law the textbook's factor, or 0
 * @returns phrase
 */
export function sentence(setting, now, law) {
  return first(setting.step === "none" ? [zero, start] : [notFinite, cut, newlyDead, zero, within, stepped], setting, now, law);
}

/** Two digits. */
const rough = (value) => short(Number(value.toPrecision(2)));
const roughly = (value) => exact(value, rough(value));
const sum = (numbers) => numbers.reduce((a, b) => a + b);

/** "3 of 32 units are dead on all data". */
const deadOf = ({ layers, width }, count) =>
  say`${exact(count)} of ${counted(layers * width, "unit")} ${count === 1 ? "is" : "are"} dead on all data`;

/** Only a step leads there; no start does. */
function notFinite({ step, eta, limit }, { L, norm, delta, start }) {
  if ([L, norm, ...delta].every(Number.isFinite)) return null;
  if (step === "clipped" && start.norm > limit) {
    return say`Even with a gradient clipped to ${exact(limit)}, a step with η = ${exact(eta)} is so long that the numbers outgrow 64 bits. A smaller limit or η keeps them finite.`;
  }
  return say`One step, η = ${exact(eta)} times a gradient of length ${start.norm}, threw the weights so far that the numbers outgrow 64 bits. Clip the step, or make η or the scale smaller.`;
}

function newlyDead(setting, { L, dead, start }) {
  const [before, after] = [sum(start.dead), sum(dead)];
  if (after <= before) return null;
  return say`After one step with η = ${exact(setting.eta)}, ${deadOf(setting, after)} (before it ${
    exact(before)}): no gradient reaches their weights. ${loss(start.L, L)}`;
}

/** Layers that get nothing at all. */
function zero({ layers, width, activation, residual }, { delta, dead }) {
  const none = delta.filter((size) => size === 0).length;
  if (none === 0) return null;
  const cause = dead.indexOf(width);
  if (residual === "on") {
    return say`In ${exact(none)} of ${counted(layers, "layer")} ${DELTA} is exactly 0. The skip connections pass the gradient by to the others.`;
  }
  if (none === layers && activation === "relu" && cause >= 0) {
    return say`${["The only unit", "Both units"][width - 1] ?? `All ${width} units`} of layer ${String(cause + 1)} ${width === 1 ? "is" : "are"} dead on all data. The output is 0, every ${
      DELTA} is exactly 0, and no weight learns: another seed, more width or skip connections help.`;
  }
  const last = String(delta.lastIndexOf(0) + 1);
  return say`At layer ${last} every slope that the gradient meets was rounded to exactly 0: from there to layer 1 ${DELTA} is exactly 0, and those weights do not learn.`;
}

function cut({ step, limit, layers }, { L, delta, start }) {
  if (step !== "clipped" || !(start.norm > limit)) return null;
  const factor = perLayer(delta);
  return say`Clipping shortened the gradient from ${start.norm} to ${exact(limit)}${
    layers === 1 || !(Math.abs(Math.log(factor)) > Math.log(1.25))
      ? say`: a shorter step in the same direction. ${loss(start.L, L)}`
      : say`. It keeps the step finite and does not repair the start: ${changes(factor)}`}`;
}

function within({ step, limit }, { L, start }) {
  if (step !== "clipped") return null;
  return say`The gradient has the length ${start.norm}, within the limit of ${exact(limit)}, so clipping changes nothing. ${loss(start.L, L)}`;
}

function stepped({ eta, layers }, { L, delta, start }) {
  return say`One step with η = ${exact(eta)} along a gradient of length ${start.norm}. ${loss(start.L, L)}${
    layers === 1 ? "" : say` Now ${changes(perLayer(delta))}`}`;
}

const changes = (factor) => say`per layer ${DELTA} changes by a factor of ${factor}.`;

function loss(before, after) {
  if (after === before) return say`The loss stays at ${after}.`;
  const [from, to] = apart(before, after, 3);
  return say`The loss ${after < before ? "falls" : "rises"} from ${from} to ${to}.`;
}

function start(setting, now, law) {
  const { layers, activation } = setting;
  const { delta, gradient, dead } = now;
  if (layers === 1) return say`In the only hidden layer ${DELTA} is ${delta[0]}. Add layers to see what each of them does to it.`;
  const factor = perLayer(delta);
  const way = say`From layer ${String(layers)} to layer 1 the gradient ${change(delta[0] / delta.at(-1))}: per layer by a factor of ${factor}`;
  if (hides(activation, delta, gradient)) {
    return say`${way}. ${symbol("gradient")} hides it (${roughly(gradient[0] / gradient.at(-1))} times): the values change the other way.`;
  }
  const killed = activation === "relu" ? sum(dead) : 0;
  return say`${way}${beside(factor, law, setting)}${killed ? say` ${deadOf(setting, killed)}.` : ""}`;
}

/** What the textbook says about that factor. */
function beside(factor, law, { activation, residual }) {
  if (residual === "on") return "; skip connections carry it past the slopes.";
  if (law === 0) return ".";
  if (Math.abs(factor / law - 1) < 0.02) return ", as the textbook says.";
  return activation === "sigmoid" ? ", not by 0.25, because the weights multiply too." : say`; the textbook says ${roughly(law)}.`;
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
  if (ratio > 2) return say`grows ${exact(ratio, many(ratio))} times`;
  if (ratio >= 0.5) return say`keeps its size (${roughly(ratio)} times)`;
  return say`shrinks to ${ratio >= 0.1 ? say`${roughly(ratio)} of its size` : exact(ratio, part(1 / ratio))}`;
}

const SIZES = [[1e9, "billion"], [1e6, "million"], [1e3, "thousand"], [1, ""]];

/** A number from 1 on with two digits, and the same as a count of a size that has a word. */
function inWords(value) {
  const rounded = Number(value.toPrecision(2));
  const [size, word] = SIZES.find(([size]) => rounded >= size);
  return { rounded, count: Number((value / size).toPrecision(2)), word };
}

/** Two digits, large ones in words: 27, 5300, 8.9 million. */
function many(ratio) {
  const { rounded, count, word } = inWords(ratio);
  return rounded < 1e6 ? String(rounded) : count < 1e6 ? `${count} ${word}` : short(rounded);
}

/** One of so many parts: 1/27, a 20-millionth. */
function part(parts) {
  const { count, word } = inWords(parts);
  if (count >= 1000) return rough(1 / parts);
  return word ? `a ${count === 1 ? "" : `${count}-`}${word}th` : `1/${count}`;
}
