/** The sentence above the curve: the first condition that holds, in words that are true at any setting. */

import { short } from "../parts/limits.js";
import { digits, exact, first, say, symbol } from "../parts/phrase.js";
import { changes, isRight } from "./run.js";

const NEAR = 0.1;
const LEVELS = { plateau: ["1/8", "ln 2"], two: ["1/16", "½ ln 2"], three: ["1/12", "0.477"] };

/**
 * @param {object} now {spec, run, before (the run of the ghost, or null), rescue}, and of the shown epoch {epoch, theta,
 *   loss, pulls (of the samples)}; the network of the run holds its pass
 * @returns phrase (parts/phrase.js)
 */
export const sentence = (now) => first([notFinite, noGradient, equalUnits, plateau, stuck, loss], now);

const four = (value) => digits(value, 4);
const near = (a, b) => Math.abs(a - b) < NEAR;

function notFinite({ run: { stopped }, rescue, loss, epoch }) {
  if (!stopped && Number.isFinite(loss)) return null;
  const what = stopped && stopped.of !== "loss" ? `the gradient of a ${stopped.of}` : "the loss";
  const found = rescue === null
    ? say`No smaller ${symbol("eta")} of its slider stays finite.`
    : say`${symbol("eta")} = ${exact(rescue.eta)} ${rescue.right ? "works: all four samples end right" : "stays finite to the end"}.`;
  return say`In epoch ${exact(stopped?.epoch ?? epoch)} ${what} is not finite: the numbers have outgrown 64 bits, and the run ends. ${found}`;
}

function noGradient(now) {
  const { net } = now.run;
  if (net.gradient.some((g) => g !== 0)) return null;
  if (areEqual(now)) {
    return [`The ${net.units} hidden units are equal, so their gradients are equal, and they stay equal for ever. `
      + "Here every gradient is even exactly 0."];
  }
  return ["Every gradient is exactly 0 here: training has nothing to go by."];
}

function equalUnits(now) {
  if (!areEqual(now)) return null;
  return say`The ${String(now.run.net.units)} hidden units started equal and get equal gradients, so they stay equal: together they are worth one. The loss is ${four(now.loss)}.`;
}

/** Whether all hidden units have the same parameters. */
function areEqual({ run, theta }) {
  const { units } = run.net;
  const of = (j) => [theta[2 * j], theta[2 * j + 1], theta[2 * units + j], theta[3 * units + j]];
  return units > 1 && Array.from({ length: units }, (_, j) => of(j)).every((unit) => unit.every((w, k) => w === of(0)[k]));
}

function plateau(now) {
  if (!now.run.net.out.every((p) => near(p, 0.5))) return null;
  return say`All four predictions are near ½, as if the inputs said nothing: ${standing(now, "plateau")}`;
}

function stuck(now) {
  const { out, Y } = now.run.net;
  const samples = [...out].map((p, s) => [p, Y[s]]);
  const right = samples.filter(([p, y]) => near(p, y)).length;
  const middle = samples.filter(([p]) => near(p, 0.5)).length;
  if (right === 2 && middle === 2) return say`Two samples are right and two are near ½: ${standing(now, "two")}`;
  for (const [third, name] of [[2 / 3, "⅔"], [1 / 3, "⅓"]]) {
    const others = samples.filter(([p, y]) => near(p, third) && !near(p, y));
    if (right === 1 && others.length === 3) return say`One sample is right and three are near ${name}: ${standing(now, "three")}`;
  }
  return null;
}

/** The loss where the predictions are as said, ½ (ŷ − y)² and cross-entropy have different ones; and how the run goes on. */
function standing({ run, epoch, loss }, name) {
  const { last, losses, setting } = run;
  const level = LEVELS[name][setting.loss === "binary_cross_entropy" ? 1 : 0];
  const goesOn = epoch === last
    ? epoch > 0 ? `It got no further in ${last} epochs.` : ""
    : say`After ${String(last)} epochs it is ${losses[last] > 0.9 * loss ? "still " : ""}${four(losses[last])}.`;
  return say`the loss is ${four(loss)}, near ${level}. ${goesOn}`;
}

function loss(now) {
  const { spec, run, epoch, loss, pulls } = now;
  const { net, losses, setting } = run;
  const right = [...net.out].filter((p, s) => isRight(p, net.Y[s])).length;
  const hardest = pulls.indexOf(Math.max(...pulls));
  const sides = ["No sample is", "One sample is", "Two samples are", "Three samples are", "All four samples are"][right];
  const compared = comparison(now) ?? (loss > losses[0] ? say`, higher than the ${four(losses[0])} of the start` : "");
  return say`At epoch ${exact(epoch)} the loss is ${four(loss)}${compared}. ${sides} right; ${
    sampleText(spec.data[setting.data][0][hardest])} pulls hardest.`;
}

/** The loss beside that of the grey curve at the same epoch, where both measure the same. */
function comparison({ spec, run, before, epoch, loss }) {
  if (!before || before.setting.loss !== run.setting.loss) return null;
  const other = before.losses[Math.min(epoch, before.last)];
  const ratio = other / loss;
  if (!Number.isFinite(ratio) || ratio === 0) return null;
  const changed = changes(run, before);
  const than = changed.length === 1 ? say`with ${symbol(changed[0])} = ${valueText(spec, changed[0], before.setting)}` : "before";
  if (Math.abs(Math.log(ratio)) < 5e-4) return say`, as ${than}`;
  return say`, ${Math.max(ratio, 1 / ratio)} times ${ratio > 1 ? "lower" : "higher"} than ${than}`;
}

/** What a control is set to, in words. */
export function valueText(spec, name, setting) {
  const keys = spec.choices[name];
  return keys ? spec.labels[name][keys.indexOf(setting[name])] : short(setting[name]);
}

/** A sample by its inputs: (0, 1). */
export const sampleText = (x) => `(${x.map(short).join(", ")})`;
