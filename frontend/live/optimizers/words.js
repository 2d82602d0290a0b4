/** The sentence above the plane: the first that holds. */

import { exact, say, symbol } from "../parts/phrase.js";

const [f, x, y] = ["f", "x", "y"].map(symbol);

/**
 * @param {object} spec of the explorer
 * @param {{surface: string, optimizer: string, eta: number, mu: number}} setting
 * @param {object} way of the chosen optimiser, from ways.js
 * @returns phrase
 */
export function sentence(spec, { surface, optimizer, eta, mu }, { ys, fs, norms, arrived }) {
  const name = spec.labels[optimizer];
  const { steps, surfaces: { [surface]: { a, b } } } = spec;
  const start = say`${name[0].toUpperCase()}${name.slice(1)} with ${symbol("eta")} = ${eta}`;
  const times = (curvature) => 1 - eta * curvature;
  const end = fs.at(-1);
  if (surface === "saddle") {
    if (arrived === Infinity) {
      const lowest = norms.indexOf(Math.min(...norms));
      return say`${start} does not leave the saddle in ${String(steps)} steps. The gradient was shortest after ${
        exact(lowest)} of them, ${norms[lowest]}.`;
    }
    return say`${start} is below the saddle after ${String(arrived)} steps${optimizer === "sgd"
      ? say`: each multiplies ${y} by ${times(b)}, so it grows from next to nothing.`
      : ". There the gradient is short, and only its direction shows the way out."}`;
  }
  if (optimizer === "sgd") {
    if (times(b) < -1) {
      return say`${start} diverges: across the ravine each step multiplies ${y} by ${times(b)}. Below ${symbol("eta")} = ${2 / b} it would come down.`;
    }
    return say`Each step multiplies ${y} by ${times(b)} and ${x} by ${times(a)}: ${times(b) < 0
      ? "it jumps from side to side and creeps along the ravine" : "across the ravine it is quick, along it slow"}.`;
  }
  if (end > fs[0]) {
    const momentum = mu > 0 && ["momentum", "nesterov"].includes(optimizer) ? say` and ${symbol("mu")} = ${mu}` : "";
    return say`${start}${momentum} ends higher than it began: ${f} is ${end} after ${String(steps)} steps.`;
  }
  if (arrived === Infinity) {
    return say`${start} has not come down in ${String(steps)} steps: ${f} is ${end}, and it began at ${fs[0]}.`;
  }
  const last = Math.max(...fs.slice(-10));
  const turns = ys.filter((y, k) => k > 0 && y * ys[k - 1] < 0).length;
  return say`${start} is down after ${String(arrived)} steps and crosses the middle of the ravine ${
    count(turns)}; over the last ten steps ${f} is at most ${last}.`;
}

function count(turns) {
  return turns === 0 ? "never" : turns === 1 ? "once" : `${turns} times`;
}
