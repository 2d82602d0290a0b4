/** One step of gradient descent, and finite differences of the loss. */

import { say, symbol } from "../parts/phrase.js";

/** Loss at the replay's position with one input changed; the position is left as it was. */
export function lossAt(replay, name, value) {
  const before = replay.value(name);
  replay.set(name, value);
  const loss = replay.forward();
  replay.set(name, before);
  return loss;
}

/** Change of the loss when a node, also a computed one, is raised by `amount` and all after it computed again. */
export function nudge(replay, probe, name, amount) {
  const id = replay.graph.ids.get(name);
  probe.values.set(replay.values);
  probe.values[id] += amount;
  const loss = probe.forward(id + 1);
  probe.values.set(replay.values);
  return loss - replay.values[replay.graph.output];
}

/** Central difference (L(p + h) − L(p − h)) / 2h. */
export function finiteDifference(replay, name, h) {
  const value = replay.value(name);
  return (lossAt(replay, name, value + h) - lossAt(replay, name, value - h)) / (2 * h);
}

/**
 * One step of all parameters, w − η ∂L/∂w.
 *
 * @param {Replay} replay at the position, gradients computed
 * @param {Replay} probe a second replay at the same position, used for trials
 * @returns {{updates: object, values: object, now: number, after: number, predicted: number, actual: number}}
 */
export function step(replay, probe, parameters, eta) {
  const updates = {};
  const values = {};
  let squares = 0;
  for (const name of parameters) {
    const gradient = replay.gradient(name);
    squares += gradient * gradient;
    updates[name] = -eta * gradient;
    values[name] = replay.value(name) + updates[name];
  }
  const now = replay.values[replay.graph.output];
  const after = lossAlong(replay, probe, parameters, eta);
  return { updates, values, now, after, predicted: -eta * squares, actual: after - now };
}

/** L(w − t ∂L/∂w) for all parameters together; the probe is left at the replay's position. */
export function lossAlong(replay, probe, parameters, t) {
  for (const name of parameters) probe.set(name, replay.value(name) - t * replay.gradient(name));
  const loss = probe.forward();
  for (const name of parameters) probe.set(name, replay.value(name));
  return loss;
}

/** Losses at `count` + 1 even places of t from 0 to 2η. */
export function curve(replay, probe, parameters, eta, count = 40) {
  return Array.from({ length: count + 1 }, (_, k) =>
    lossAlong(replay, probe, parameters, (2 * eta * k) / count));
}

/**
 * First-order bound of the rounding error of the loss: every node's value is
 * rounded by at most half a unit in its last place, and its gradient carries that to the loss.
 */
export function roundingNoise(replay) {
  let sum = 0;
  for (let id = 0; id < replay.values.length; id++) sum += Math.abs(replay.values[id] * replay.gradients[id]);
  return sum * Number.EPSILON;
}

/** One sentence, as a phrase, on how much of the predicted change comes true. */
export function stepSentence({ now, after, predicted, actual }, noise) {
  if (!Number.isFinite(now) || !Number.isFinite(predicted)) return ["There is no step from here: the gradient is not finite."];
  if (!Number.isFinite(after)) return say`After the step the loss is not finite: ${symbol("eta")} is far too large here.`;
  if (predicted === 0) return ["The gradient is 0, so the step changes nothing."];
  if (-predicted <= noise && Math.abs(actual) <= noise) return say`The predicted change is smaller than the rounding of ${symbol("L")}.`;
  if (actual > 0) return say`The step goes up, not down: ${symbol("eta")} is too large here.`;
  return [`${percent(actual / predicted)} % of the predicted change comes true.`];
}

function percent(ratio) {
  const value = 100 * ratio;
  return value >= 1000 || value < 0.01 ? value.toPrecision(2) : value.toFixed(2);
}
