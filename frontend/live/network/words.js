/**
 * The sentence above the picture: the first condition that holds, in words that are
 * true at any setting of the sliders. Every function here returns a phrase (phrase.js) or null.
 */

import { SATURATED } from "../engine/activations.js";
import { digitsOfAgreement, FEW_DIGITS } from "../parts/agreement.js";
import { pathsTo, product, reachable } from "./paths.js";
import { listOf, times } from "../parts/phrase.js";
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

/** Products of two named nodes, with the named node that each goes into. */
function products(graph) {
  const consumers = (id) => graph.regions.filter((region) => region.inside.includes(id))
    .map((region) => graph.names[region.inside[0]]);
  return graph.ops.flatMap((op, id) => {
    if (op !== "mul") return [];
    const [a, b] = [0, 1].map((k) => graph.names[graph.inputs[graph.start[id] + k]]);
    return a && b ? consumers(id).map((into) => ({ a, b, into })) : [];
  });
}

/**
 * The sentence for the present position.
 *
 * @param {object} now {spec, facts, replay, probe, step, checks, noise, eta, h}:
 *   facts from `describe`, step from `step.js`, checks {name: {difference, digits}}, noise from `roundingNoise`
 * @returns phrase
 */
export function sentence(now) {
  for (const condition of [
    notFinite, noError, outputSaturated, hiddenSaturated, inputZero, weightZero, overshoot, wrongH, smallError, penalised,
  ]) {
    const phrase = condition(now);
    if (phrase) return phrase;
  }
  return mostAndLeast(now);
}

function notFinite({ replay, facts }) {
  const { names } = replay.graph;
  const bad = (values) => (id) => names[id] && !Number.isFinite(values[id]);
  const ids = names.map((_, id) => id);
  const value = ids.find(bad(replay.values));
  const gradient = ids.findLast(bad(replay.gradients));
  if (value === undefined && gradient === undefined) return null;
  const [symbol, number] = value !== undefined
    ? [names[value], replay.values[value]]
    : [facts.gradientSymbols.get(gradient) ?? names[gradient], replay.gradients[gradient]];
  return [{ symbol }, " is ", { value: number, digits: 3 },
    ": the numbers have outgrown 64 bits, and nothing computed from it holds. Reset, or smaller numbers, bring it back."];
}

function noError({ spec, replay, facts }) {
  const { outputs } = spec;
  if (outputs.some(({ prediction, target }) => replay.value(prediction) !== replay.value(target))) return null;
  const equal = [...listOf(outputs.map(({ prediction }) => ({ symbol: prediction }))), outputs.length > 1 ? " equal " : " equals ",
    ...listOf(outputs.map(({ target }) => ({ symbol: target })))];
  if (facts.alone) return [...equal, " exactly. The error is a factor of every gradient, so all are 0 and a step changes nothing."];
  return [...equal, " exactly, so the error sends no gradient back; what is left came by another path."];
}

function outputSaturated({ spec, replay, facts }) {
  if (!facts.output) return null;
  const [output] = spec.outputs;
  const slope = replay.edgeValues.get(facts.output.key);
  if (!isSaturated(facts.output, slope)) return null;
  const prediction = replay.value(output.prediction);
  const target = replay.value(output.target);
  if (slope === 0) {
    const reason = facts.output.op === "relu"
      ? [{ symbol: facts.output.of }, " is not positive"]
      : [{ symbol: output.prediction }, " was rounded to ", { value: prediction, digits: 3, shown: String(prediction) }];
    return ["The slope ", { symbol: facts.output.symbol }, " is exactly 0, because ", ...reason,
      ". Every parameter’s gradient carries it as a factor: nothing learns."];
  }
  const smaller = ["the slope ", { symbol: facts.output.symbol }, " = ", { value: slope, digits: 3 }, " is ",
    times(facts.output.max / slope), ` times smaller than its maximum ${fraction(facts.output.max)}`];
  const middle = MIDDLE[facts.output.op] ?? 0.5;
  if ((prediction - middle) * (target - middle) < 0) {
    return ["The output is saturated on the wrong side: ", ...smaller, ", and every parameter’s gradient carries it."];
  }
  const side = target === middle ? "The output is saturated: " : "The output is saturated on the right side: ";
  return [side, ...smaller, ", and ", ...errors(spec, replay), "."];
}

function hiddenSaturated({ replay, facts }) {
  let worst = null;
  for (const neuron of facts.hidden) {
    const slope = replay.edgeValues.get(neuron.key);
    if (isSaturated(neuron, slope) && !(worst && worst.slope <= slope)) worst = { ...neuron, slope };
  }
  if (!worst) return null;
  const owners = listOf(worst.parameters.map((symbol) => ({ symbol })));
  const gradients = ["the gradient", worst.parameters.length > 1 ? "s of " : " of ", ...owners];
  if (worst.slope === 0) {
    return [{ symbol: worst.into }, " is dead: its slope ", { symbol: worst.symbol }, " is exactly 0, and so ",
      worst.parameters.length > 1 ? "are " : "is ", ...gradients, "."];
  }
  return [{ symbol: worst.into }, " is saturated: its slope ", { symbol: worst.symbol }, " = ",
    { value: worst.slope, digits: 3 }, " is ", times(worst.max / worst.slope),
    ` times smaller than its maximum ${fraction(worst.max)}; `, ...gradients,
    worst.parameters.length > 1 ? " carry it." : " carries it."];
}

/** Where on its curve a slope stands. */
export function slopeSentence(spec, symbol, z, slope) {
  const { of, op, max } = spec.slopes[symbol];
  const at = ["At ", { symbol: of }, " = ", { value: z, digits: 3 }, " the slope "];
  if (!Number.isFinite(slope)) return ["The slope is not finite."];
  if (slope === 0) return [...at, "is exactly 0: no gradient passes back through this neuron."];
  if (isSaturated(spec.slopes[symbol], slope)) {
    return ["Saturated: ", { symbol }, " = ", { value: slope, digits: 3 }, " is ", times(max / slope),
      ` times smaller than its maximum ${fraction(max)}, and every gradient behind it carries that factor.`];
  }
  if (op === "identity") return ["The identity has the slope 1 everywhere: the error passes unchanged."];
  if (slope === max) return [...at, `has its maximum ${fraction(max)}.`];
  return [...at, "is ", { value: slope / max, digits: 3 }, ` of its maximum ${fraction(max)}.`];
}

function inputZero({ spec, replay, facts }) {
  for (const zero of spec.data) {
    if (replay.value(zero) !== 0) continue;
    const partners = facts.products.flatMap(({ a, b, into }) => (a === zero ? [{ name: b, into }] : b === zero ? [{ name: a, into }] : []))
      .filter(({ name, into }) => facts.paths.get(name)?.every((path) => path.at(-1).key === `${name}>${into}`))
      .map(({ name }) => name);
    if (partners.length === 0) continue;
    const several = partners.length > 1;
    return [{ symbol: zero }, " is 0, and it is the last factor of the gradient", several ? "s of " : " of ",
      ...listOf(partners.map((symbol) => ({ symbol }))), several ? ", which are 0" : ", which is 0",
      ". Whatever ", { symbol: partners[0] }, " is, ", { symbol: partners[0] }, " · ", { symbol: zero }, " stays 0."];
  }
  return null;
}

function weightZero({ spec, replay, facts }) {
  const zeros = facts.products.flatMap(({ a, b, into }) => [[a, b], [b, a]]
    .filter(([name, partner]) =>
      spec.parameters.includes(name) && !spec.data.includes(partner) && replay.value(name) === 0)
    .map(([name, partner]) => ({ name, key: `${partner}>${into}` })));
  const cut = facts.behind(zeros.map(({ key }) => key));
  if (cut.length === 0) return null;
  const [first] = zeros;
  const symbols = listOf(zeros.map(({ name }) => ({ symbol: name })));
  const several = zeros.length > 1;
  const phrase = [...symbols, several ? " are 0" : " is 0", ": no gradient passes back through ", several ? "them" : "it",
    ", so ", ...listOf(cut.map((symbol) => ({ symbol }))), cut.length > 1 ? " have gradient 0." : " has gradient 0."];
  const own = replay.gradient(first.name);
  if (several || own === 0) return phrase;
  return [...phrase, " Its own is ", { value: own, digits: 3 }, ", so one step moves it off 0."];
}

function overshoot({ step, noise, eta }) {
  if (!(step.actual > noise)) return null;
  return ["A step with ", { symbol: "eta" }, " = ", { value: eta, digits: 3 }, " overshoots: ", { symbol: "L" },
    " would rise from ", { value: step.now, digits: 3 }, " to ", { value: step.after, digits: 3 }, "."];
}

/** Only where a better h is proved to exist by trying it. */
function wrongH({ spec, replay, probe, checks, h }) {
  let worst = null;
  for (const name of spec.parameters) {
    if (checks[name].digits < FEW_DIGITS && !(worst && checks[worst].digits <= checks[name].digits)) worst = name;
  }
  if (!worst) return null;
  const digitsAt = (size) => digitsOfAgreement(finiteDifference(probe, worst, size), replay.gradient(worst));
  const digits = checks[worst].digits;
  const agrees = ["the finite difference for ", { symbol: worst }, " agrees ",
    digits === 0 ? "to no digit." : `to ${digits} ${digits === 1 ? "digit" : "digits"} only.`];
  const start = [{ symbol: "h" }, " = ", { value: h, digits: 3 }];
  if (digitsAt(h / 10) > digits) {
    return [...start, " is too large: the loss bends too much between the two places, and ", ...agrees];
  }
  if (digitsAt(h * 10) > digits) {
    return [...start, " is too small: the two losses are equal in almost all their digits, and ", ...agrees];
  }
  return null;
}

function smallError(now) {
  const { spec, replay, facts } = now;
  if (!facts.alone || !spec.outputs.every((output) => Math.abs(difference(output, replay)) < SMALL_ERROR)) return null;
  const { most } = order(now);
  return [...errors(spec, replay, " is only "),
    ". The error is a factor of every gradient; even the largest, that of ", { symbol: most.name }, ", is ",
    { value: most.gradient, digits: 3 }, "."];
}

/** A path that does not come from an error meets those that do. */
function penalised({ spec, replay, facts }) {
  for (const name of spec.parameters) {
    const paths = facts.paths.get(name);
    const fromError = paths.filter(([{ key }]) => facts.ends.includes(key));
    if (fromError.length === paths.length || fromError.length === 0) continue;
    const own = paths.filter((path) => !fromError.includes(path));
    const sum = (some) => ({ value: some.reduce((total, path) => total + product(replay, path), 0), digits: 3 });
    return [...errors(spec, replay), ". Two ways lead to ", { symbol: name }, ": from the error comes ", sum(fromError),
      ", from the penalty ", sum(own), ", together ", { value: replay.gradient(name), digits: 3 }, "."];
  }
  return null;
}

function mostAndLeast(now) {
  const { spec, replay } = now;
  const { most, least, all } = order(now);
  const start = [...errors(spec, replay), ". "];
  const number = { value: most.gradient, digits: 3 };
  if (same(most, least)) {
    return all.length === 1
      ? [...start, "The gradient of ", { symbol: most.name }, " is ", number, "."]
      : [...start, ...listOf(all.map(({ name }) => ({ symbol: name }))), " feel it equally (", number, ")."];
  }
  const like = (chosen) => {
    const others = all.filter((other) => other !== chosen && same(other, chosen));
    return others.length ? [" (and ", ...listOf(others.map(({ name }) => ({ symbol: name }))), ")"] : [];
  };
  const feels = [...start, { symbol: most.name }, ...like(most), " feels it most (", number, "), ",
    { symbol: least.name }, ...like(least)];
  if (least.gradient === 0) return [...feels, " not at all."];
  const ratio = Math.abs(most.gradient / least.gradient);
  return [...feels, " least: ", times(ratio), " times less", ...reason(now, most.name, least.name), "."];
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
  if (ofMost.length > 1 || ofLeast.length > 1) return [];
  const [ours, theirs] = [factors(spec, replay, ofMost[0]), factors(spec, replay, ofLeast[0])];
  const without = (path, other) => path.filter(({ symbol }) => !other.some((factor) => factor.symbol === symbol));
  const high = without(ours, theirs);
  const low = without(theirs, ours);
  if (high.length === 0) {
    const count = [", because its path has ", COUNT[low.length] ?? String(low.length),
      low.length > 1 ? " more factors: " : " more factor: "];
    if (low.every(({ value }) => Math.abs(value) < 1)) {
      return [...count, ...listWithComma(low.map((factor) => inWords(spec, factor)))];
    }
    return [...count, ...multiplied(low)];
  }
  if (low.length === 0) return [", because its path lacks ", ...multiplied(high)];
  return [", because its path multiplies by ", ...multiplied(low), ", not by ", ...multiplied(high)];
}

/** Symbols and numbers of the factors along a path, without those that are always 1. */
function factors(spec, replay, path) {
  return path.map(({ key }) => ({ symbol: spec.factors[key], value: replay.edgeValues.get(key) }))
    .filter(({ symbol }) => symbol !== "1");
}

/** "w₃ · σ′(z₁) = 0.0746". */
function multiplied(factors) {
  const value = factors.reduce((result, factor) => result * factor.value, 1);
  return [...factors.flatMap(({ symbol }, k) => (k ? [" · ", { symbol }] : [{ symbol }])), " = ", { value, digits: 3 }];
}

/** A slope as its bound, anything else by its symbol. */
function inWords(spec, { symbol }) {
  const slope = spec.slopes[symbol];
  return slope ? `a slope of at most ${fraction(slope.max)}` : { symbol };
}

/** Pieces joined as "a", "a and b", "a, b, and c". */
function listWithComma(pieces) {
  const last = pieces.length - 1;
  return pieces.flatMap((piece, k) => (k === 0 ? [piece] : [k < last ? ", " : last === 1 ? " and " : ", and ", piece]));
}

const difference = ({ prediction, target }, replay) => replay.value(prediction) - replay.value(target);

/** "ŷ is 0.382 too low". */
function errors(spec, replay, is = " is ") {
  return spec.outputs.flatMap((output, k) => {
    const error = difference(output, replay);
    return [...(k ? [" and "] : []), { symbol: output.prediction }, k ? " " : is, { value: Math.abs(error), digits: 3 },
      error < 0 ? " too low" : " too high"];
  });
}

function fraction(value) {
  return value === 0.25 ? "¼" : String(value);
}
