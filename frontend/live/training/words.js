/** The sentence above the curve: the first condition that holds, in words that are true at any setting. */

import { short } from "../parts/limits.js";
import { changes, isRight } from "./run.js";

const NEAR = 0.1;
const LEVELS = { plateau: ["1/8", "ln 2"], two: ["1/16", "½ ln 2"], three: ["1/12", "0.477"] };

/**
 * @param {object} now {spec, run, before (the run of the ghost, or null), rescue}, and of the shown epoch {epoch, theta,
 *   loss, pulls (of the samples)}; the network of the run holds its pass
 * @returns phrase (parts/phrase.js)
 */
export function sentence(now) {
  for (const condition of [notFinite, noGradient, equalUnits, plateau, stuck]) {
    const phrase = condition(now);
    if (phrase) return phrase;
  }
  return loss(now);
}

const whole = (value) => ({ value, shown: String(value) });
const number = (value) => ({ value, digits: 4 });
const near = (a, b) => Math.abs(a - b) < NEAR;

function notFinite({ run, rescue, loss, epoch }) {
  if (!run.stopped && Number.isFinite(loss)) return null;
  const what = run.stopped && run.stopped.of !== "loss" ? `the gradient of a ${run.stopped.of}` : "the loss";
  const found = rescue === null
    ? ["No smaller ", { symbol: "eta" }, " of its slider stays finite."]
    : [{ symbol: "eta" }, " = ", { value: rescue.eta, shown: short(rescue.eta) },
      rescue.right ? " works: all four samples end right." : " stays finite to the end."];
  return ["In epoch ", whole(run.stopped?.epoch ?? epoch), ` ${what} is not finite: the numbers have outgrown 64 bits, and the run ends. `, ...found];
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
  return [`The ${now.run.net.units} hidden units started equal and get equal gradients, so they stay equal: together they are worth one. The loss is `,
    number(now.loss), "."];
}

/** Whether all hidden units have the same parameters. */
function areEqual({ run, theta }) {
  const { units } = run.net;
  const of = (j) => [theta[2 * j], theta[2 * j + 1], theta[2 * units + j], theta[3 * units + j]];
  return units > 1 && Array.from({ length: units }, (_, j) => of(j)).every((unit) => unit.every((w, k) => w === of(0)[k]));
}

function plateau(now) {
  if (!now.run.net.out.every((p) => near(p, 0.5))) return null;
  return ["All four predictions are near ½, as if the inputs said nothing: the loss is ", number(now.loss), ", near ",
    level(now, "plateau"), ". ", ...later(now)];
}

function stuck(now) {
  const { out, Y } = now.run.net;
  const samples = [...out].map((p, s) => [p, Y[s]]);
  const right = samples.filter(([p, y]) => near(p, y)).length;
  const middle = samples.filter(([p]) => near(p, 0.5)).length;
  if (right === 2 && middle === 2) {
    return ["Two samples are right and two are near ½: the loss is ", number(now.loss), ", near ", level(now, "two"), ". ", ...later(now)];
  }
  for (const [third, name] of [[2 / 3, "⅔"], [1 / 3, "⅓"]]) {
    const others = samples.filter(([p, y]) => near(p, third) && !near(p, y));
    if (right === 1 && others.length === 3) {
      return [`One sample is right and three are near ${name}: the loss is `, number(now.loss), ", near ", level(now, "three"), ". ", ...later(now)];
    }
  }
  return null;
}

/** The loss where the predictions are as said; ½ (ŷ − y)² and cross-entropy have different ones. */
const level = ({ run }, name) => LEVELS[name][run.setting.loss === "binary_cross_entropy" ? 1 : 0];

/** How the run goes on. */
function later({ run, epoch, loss }) {
  const { last, losses } = run;
  if (epoch === last) return epoch > 0 ? [`It got no further in ${last} epochs.`] : [];
  if (losses[last] > 0.9 * loss) return [`After ${last} epochs it is still `, number(losses[last]), "."];
  return [`After ${last} epochs it is `, number(losses[last]), "."];
}

function loss(now) {
  const { spec, run, epoch, loss, pulls } = now;
  const { net, losses, setting } = run;
  const right = [...net.out].filter((p, s) => isRight(p, net.Y[s])).length;
  const hardest = pulls.indexOf(Math.max(...pulls));
  const sides = right === 4 ? "All four samples are right" : `${["No sample is", "One sample is", "Two samples are", "Three samples are"][right]} right`;
  const compared = comparison(now) ?? (loss > losses[0] ? [", higher than the ", number(losses[0]), " of the start"] : []);
  return ["At epoch ", whole(epoch), " the loss is ", number(loss), ...compared, ". ",
    `${sides}; ${sampleText(spec.data[setting.data][0][hardest])} pulls hardest.`];
}

/** The loss beside that of the grey curve at the same epoch, where both measure the same. */
function comparison({ spec, run, before, epoch, loss }) {
  if (!before || before.setting.loss !== run.setting.loss) return null;
  const other = before.losses[Math.min(epoch, before.last)];
  const ratio = other / loss;
  if (!Number.isFinite(ratio) || ratio === 0) return null;
  const changed = changes(run, before);
  const than = changed.length === 1 ? ["with ", { symbol: changed[0] }, ` = ${valueText(spec, changed[0], before.setting)}`] : ["before"];
  if (Math.abs(Math.log(ratio)) < 5e-4) return [", as ", ...than];
  const times = Math.max(ratio, 1 / ratio);
  return [", ", { value: times, digits: 3 }, ` times ${ratio > 1 ? "lower" : "higher"} than `, ...than];
}

/** What a control is set to, in words. */
export function valueText(spec, name, setting) {
  const keys = spec.choices[name];
  return keys ? spec.labels[name][keys.indexOf(setting[name])] : short(setting[name]);
}

/** A sample by its inputs: (0, 1). */
export const sampleText = (x) => `(${x.map(short).join(", ")})`;
