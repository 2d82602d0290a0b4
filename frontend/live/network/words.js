/**
 * The sentence above the picture: the first condition that holds, in words that are
 * true at any setting of the sliders. Every function here returns a phrase (phrase.js) or null.
 */

import { SATURATED } from "../engine/activations.js";
import { agreement, digitsOfAgreement, FEW_DIGITS } from "../parts/agreement.js";
import { pathsTo, product, reachable } from "./paths.js";
import { apart, exact, first, listOf, say, symbol, times } from "../parts/phrase.js";
import { finiteDifference } from "./step.js";

/** Whether a slope is so small that its activation is called saturated. */
export const isSaturated = ({ op }, slope) => slope < SATURATED && !WITHOUT_SATURATION.includes(op);
const WITHOUT_SATURATION = ["leaky_relu", "identity"]; // their slopes have no tail that goes to 0
const MIDDLE = { tanh: 0 }; // between the two ends of an activation; ½ of the sigmoid
const SMALL_ERROR = 0.01;
const COUNT = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/**
 * What the sentence needs to know of the graph's structure, found once.
 *
 * @param {object} spec of the explorer
 * @param {object} graph compiled
 */
export function describe(spec, graph) {
  const everything = reachable(graph);
  const slopes = Object.entries(spec.slopes).filter(([, { into }]) => everything.has(into)).map(([symbol, slope]) => ({
    symbol, ...slope, key: `${slope.of}>${slope.into}`,
  }));
  const behind = (keys) => {
    const rest = reachable(graph, new Set(keys));
    return spec.parameters.filter((name) => everything.has(name) && !rest.has(name));
  };
  const ends = spec.outputs.map(({ from }) => `${from}>${graph.names[graph.output]}`);
  const alone = behind(ends).length === spec.parameters.length; // the errors are factors of every gradient
  const isOutput = (slope) => alone && spec.outputs.length === 1 && slope.into === spec.outputs[0].prediction;
  return {
    alone,
    ends,
    output: slopes.find(isOutput),
    hidden: slopes.filter((slope) => !isOutput(slope)).map((slope) => ({ ...slope, parameters: behind([slope.key]) })),
    products: products(graph),
    paths: new Map(spec.parameters.map((name) => [name, pathsTo(graph, name)])),
    gradientSymbols: new Map(Object.entries(spec.quantities)
      .filter(([, quantity]) => quantity[0] === "gradient").map(([symbol, [, id]]) => [id, symbol])),
    behind,
  };
}

/** Each factor of a product of two named nodes, its partner, and the named node that the product goes into. */
function products(graph) {
  const consumers = (id) => graph.regions.filter((region) => region.inside.includes(id))
    .map((region) => graph.names[region.inside[0]]);
  return graph.ops.flatMap((op, id) => {
    if (op !== "mul") return [];
    const [a, b] = [0, 1].map((k) => graph.names[graph.inputs[graph.start[id] + k]]);
    return a && b ? consumers(id).flatMap((into) => [{ name: a, partner: b, into }, { name: b, partner: a, into }]) : [];
  });
}

/**
 * The sentence for the present position.
 *
 * @param {object} now {spec, facts, replay, probe, step, checks, noise, eta, h}:
 *   facts from `describe`, step from `step.js`, checks {name: {difference, digits}}, noise from `roundingNoise`
 * @returns phrase
 */
export const sentence = (now) => first([
  notFinite, noError, outputSaturated, hiddenSaturated, inputZero, weightZero, overshoot, wrongH, smallError, penalised, mostAndLeast,
], now);

function notFinite({ replay, facts }) {
  const { names } = replay.graph;
  const bad = (values) => (id) => names[id] && !Number.isFinite(values[id]);
  const ids = names.map((_, id) => id);
  const value = ids.find(bad(replay.values));
  const gradient = ids.findLast(bad(replay.gradients));
  if (value === undefined && gradient === undefined) return null;
  const [name, number] = value !== undefined
    ? [names[value], replay.values[value]]
    : [facts.gradientSymbols.get(gradient) ?? names[gradient], replay.gradients[gradient]];
  return say`${symbol(name)} is ${number}: the numbers have outgrown 64 bits, and nothing computed from it holds. Reset, or smaller numbers, bring it back.`;
}

function noError({ spec, replay, facts }) {
  const { outputs } = spec;
  if (outputs.some(({ prediction, target }) => replay.value(prediction) !== replay.value(target))) return null;
  const [predictions, targets] = ["prediction", "target"].map((side) => symbols(outputs.map((output) => output[side])));
  return say`${predictions} ${outputs.length > 1 ? "equal" : "equals"} ${targets} exactly${facts.alone
    ? ". The error is a factor of every gradient, so all are 0 and a step changes nothing."
    : ", so the error sends no gradient back; what is left came by another path."}`;
}

function outputSaturated({ spec, replay, facts }) {
  if (!facts.output) return null;
  const { key, op, of, symbol: name, max } = facts.output;
  const slope = replay.edgeValues.get(key);
  if (!isSaturated(facts.output, slope)) return null;
  const [output] = spec.outputs;
  const prediction = replay.value(output.prediction);
  const target = replay.value(output.target);
  if (slope === 0) {
    const reason = op === "relu"
      ? say`${symbol(of)} is not positive`
      : say`${symbol(output.prediction)} was rounded to ${exact(prediction)}`;
    return say`The slope ${symbol(name)} is exactly 0, because ${reason}. Every parameter’s gradient carries it as a factor: nothing learns.`;
  }
  const middle = MIDDLE[op] ?? 0.5;
  const isWrong = (prediction - middle) * (target - middle) < 0;
  const side = isWrong ? " on the wrong side" : target === middle ? "" : " on the right side";
  return say`The output is saturated${side}: the slope ${smaller(name, slope, max)}, and ${
    isWrong ? "every parameter’s gradient carries it" : errors(spec, replay)}.`;
}

/** "σ′(z) = 0.01 is 25 times smaller than its maximum ¼". */
const smaller = (name, slope, max) =>
  say`${symbol(name)} = ${slope} is ${times(max / slope)} times smaller than its maximum ${fraction(max)}`;

function hiddenSaturated({ replay, facts }) {
  const [worst] = facts.hidden.map((neuron) => ({ ...neuron, slope: replay.edgeValues.get(neuron.key) }))
    .filter((neuron) => isSaturated(neuron, neuron.slope)).sort((a, b) => a.slope - b.slope);
  if (!worst) return null;
  const { into, symbol: name, slope, max, parameters } = worst;
  const several = parameters.length > 1;
  const gradients = gradientsOf(parameters);
  return slope === 0
    ? say`${symbol(into)} is dead: its slope ${symbol(name)} is exactly 0, and so ${several ? "are" : "is"} ${gradients}.`
    : say`${symbol(into)} is saturated: its slope ${smaller(name, slope, max)}; ${gradients} ${several ? "carry" : "carries"} it.`;
}

/** Where on its curve a slope stands. */
export function slopeSentence(spec, name, z, slope) {
  const { of, op, max } = spec.slopes[name];
  const at = say`At ${symbol(of)} = ${z} the slope `;
  if (!Number.isFinite(slope)) return ["The slope is not finite."];
  if (slope === 0) return say`${at}is exactly 0: no gradient passes back through this neuron.`;
  if (isSaturated(spec.slopes[name], slope)) {
    return say`Saturated: ${smaller(name, slope, max)}, and every gradient behind it carries that factor.`;
  }
  if (op === "identity") return ["The identity has the slope 1 everywhere: the error passes unchanged."];
  if (slope === max) return say`${at}has its maximum ${fraction(max)}.`;
  return say`${at}is ${slope / max} of its maximum ${fraction(max)}.`;
}

function inputZero({ spec, replay, facts }) {
  for (const zero of spec.data) {
    if (replay.value(zero) !== 0) continue;
    const partners = facts.products.filter(({ name, partner, into }) => partner === zero
      && facts.paths.get(name)?.every((path) => path.at(-1).key === `${name}>${into}`)).map(({ name }) => name);
    if (partners.length === 0) continue;
    const [input, weight] = [zero, partners[0]].map(symbol);
    return say`${input} is 0, and it is the last factor of ${gradientsOf(partners)}, which ${
      partners.length > 1 ? "are" : "is"} 0. Whatever ${weight} is, ${weight} · ${input} stays 0.`;
  }
  return null;
}

function weightZero({ spec, replay, facts }) {
  const zeros = facts.products.filter(({ name, partner }) =>
    spec.parameters.includes(name) && !spec.data.includes(partner) && replay.value(name) === 0);
  const cut = facts.behind(zeros.map(({ partner, into }) => `${partner}>${into}`));
  if (cut.length === 0) return null;
  const several = zeros.length > 1;
  const phrase = say`${symbols(zeros.map(({ name }) => name))} ${several ? "are" : "is"} 0: no gradient passes back through ${
    several ? "them" : "it"}, so ${symbols(cut)} ${cut.length > 1 ? "have" : "has"} gradient 0.`;
  const own = replay.gradient(zeros[0].name);
  return several || own === 0 ? phrase : say`${phrase} Its own is ${own}, so one step moves it off 0.`;
}

function overshoot({ step, noise, eta }) {
  if (!(step.actual > noise)) return null;
  const [now, after] = apart(step.now, step.after, 3);
  return say`A step with ${symbol("eta")} = ${eta} overshoots: ${symbol("L")} would rise from ${now} to ${after}.`;
}

/** Only where a better h is proved to exist by trying it. */
function wrongH({ spec, replay, probe, checks, h }) {
  const [worst] = spec.parameters.filter((name) => checks[name].digits < FEW_DIGITS)
    .sort((a, b) => checks[a].digits - checks[b].digits);
  if (!worst) return null;
  const digitsAt = (size) => digitsOfAgreement(finiteDifference(probe, worst, size), replay.gradient(worst));
  const { digits } = checks[worst];
  const why = digitsAt(h / 10) > digits ? "large: the loss bends too much between the two places"
    : digitsAt(h * 10) > digits ? "small: the two losses are equal in almost all their digits" : null;
  return why && say`${symbol("h")} = ${h} is too ${why}, and the finite difference for ${symbol(worst)} agrees ${agreement(digits)}.`;
}

function smallError(now) {
  const { spec, replay, facts } = now;
  if (!facts.alone || !spec.outputs.every((output) => Math.abs(difference(output, replay)) < SMALL_ERROR)) return null;
  const { most } = order(now);
  return say`${errors(spec, replay, "is only")}. The error is a factor of every gradient; even the largest, that of ${symbol(most.name)}, is ${most.gradient}.`;
}

/** A path that does not come from an error meets those that do. */
function penalised({ spec, replay, facts }) {
  for (const name of spec.parameters) {
    const paths = facts.paths.get(name);
    const fromError = paths.filter(([{ key }]) => facts.ends.includes(key));
    if (fromError.length === paths.length || fromError.length === 0) continue;
    const own = paths.filter((path) => !fromError.includes(path));
    const sum = (some) => some.reduce((total, path) => total + product(replay, path), 0);
    return say`${errors(spec, replay)}. Two ways lead to ${symbol(name)}: from the error comes ${sum(fromError)}, from the penalty ${
      sum(own)}, together ${replay.gradient(name)}.`;
  }
  return null;
}

function mostAndLeast(now) {
  const { most, least, all } = order(now);
  const start = errors(now.spec, now.replay);
  const namesOf = (some) => symbols(some.map(({ name }) => name));
  if (same(most, least)) {
    return all.length === 1
      ? say`${start}. The gradient of ${symbol(most.name)} is ${most.gradient}.`
      : say`${start}. ${namesOf(all)} feel it equally (${most.gradient}).`;
  }
  const withEquals = (chosen) => {
    const others = all.filter((other) => other !== chosen && same(other, chosen));
    return others.length ? say`${symbol(chosen.name)} (and ${namesOf(others)})` : symbol(chosen.name);
  };
  const feels = say`${start}. ${withEquals(most)} feels it most (${most.gradient}), ${withEquals(least)}`;
  if (least.gradient === 0) return say`${feels} not at all.`;
  const ratio = Math.abs(most.gradient / least.gradient);
  return say`${feels} least: ${times(ratio)} times less${reason(now, most.name, least.name)}.`;
}

/** Parameters by the size of their gradient; of equals the one with the shorter path stands for all. */
function order({ spec, replay, facts }) {
  const all = spec.parameters.map((name) => ({ name, gradient: replay.gradient(name) }));
  const sorted = [...all].sort((a, b) => Math.abs(b.gradient) - Math.abs(a.gradient));
  const length = ({ name }) => factors(spec, replay, facts.paths.get(name)[0]).length;
  const shortest = (chosen) => all.filter((other) => same(other, chosen)).sort((a, b) => length(a) - length(b))[0];
  return { all, most: shortest(sorted[0]), least: shortest(sorted.at(-1)) };
}

function same(a, b) {
  const [x, y] = [Math.abs(a.gradient), Math.abs(b.gradient)];
  return Math.abs(x - y) <= 1e-12 * Math.max(x, y);
}

/**
 * Why one gradient is so many times smaller: the factors of the two paths that are not common.
 * Only where each parameter has a single path; a sum of products has no such reason.
 */
function reason({ spec, replay, facts }, most, least) {
  const [ofMost, ofLeast] = [facts.paths.get(most), facts.paths.get(least)];
  if (ofMost.length > 1 || ofLeast.length > 1) return "";
  const [ours, theirs] = [factors(spec, replay, ofMost[0]), factors(spec, replay, ofLeast[0])];
  const without = (path, other) => path.filter(({ name }) => !other.some((factor) => factor.name === name));
  const high = without(ours, theirs);
  const low = without(theirs, ours);
  if (high.length === 0) {
    return say`, because its path has ${COUNT[low.length] ?? String(low.length)} more factor${low.length > 1 ? "s" : ""}: ${
      low.every(({ value }) => Math.abs(value) < 1) ? listOf(low.map(({ name }) => inWords(spec, name)), ", and ") : multiplied(low)}`;
  }
  if (low.length === 0) return say`, because its path lacks ${multiplied(high)}`;
  return say`, because its path multiplies by ${multiplied(low)}, not by ${multiplied(high)}`;
}

/** Symbols and numbers of the factors along a path, without those that are always 1. */
function factors(spec, replay, path) {
  return path.map(({ key }) => ({ name: spec.factors[key], value: replay.edgeValues.get(key) })).filter(({ name }) => name !== "1");
}

/** "w₃ · σ′(z₁) = 0.0746". */
function multiplied(factors) {
  const value = factors.reduce((result, factor) => result * factor.value, 1);
  return say`${factors.flatMap(({ name }, k) => [k ? " · " : "", symbol(name)])} = ${value}`;
}

/** A slope as its bound, anything else by its symbol. */
function inWords(spec, name) {
  const slope = spec.slopes[name];
  return slope ? `a slope of at most ${fraction(slope.max)}` : symbol(name);
}

const symbols = (names) => listOf(names.map(symbol));

const gradientsOf = (names) => say`the gradient${names.length > 1 ? "s" : ""} of ${symbols(names)}`;

const difference = ({ prediction, target }, replay) => replay.value(prediction) - replay.value(target);

/** "ŷ is 0.382 too low". */
function errors(spec, replay, is = "is") {
  return spec.outputs.flatMap((output, k) => {
    const error = difference(output, replay);
    return say`${k ? " and " : ""}${symbol(output.prediction)} ${k ? "" : `${is} `}${Math.abs(error)} too ${error < 0 ? "low" : "high"}`;
  });
}

const fraction = (value) => (value === 0.25 ? "¼" : String(value));
