/** Whole runs of training at a setting: {name: value} of every control. */

import { Network, start, train } from "../engine/training.js";

const OPTIMIZERS = { SGD: { name: "SGD" }, momentum: { name: "SGD", momentum: 0.9 }, Adam: { name: "Adam" } };

/** The network of a setting over inputs X with targets Y. */
export function networkOf({ units, activation, loss }, X, Y) {
  const linear = loss === "linear_output";
  return new Network({
    X, Y, units, hidden: activation,
    loss: linear ? "half_squared_error" : loss,
    output: linear ? "identity" : "sigmoid",
  });
}

/** What the output neuron sums up where the prediction is ½. */
export const half = ({ loss }) => (loss === "linear_output" ? 0.5 : 0);

/**
 * @param {object} setting
 * @param {Object<string, number[][][]>} data {name: [X, Y]}, Y with one column
 * @param {number} epochs
 * @returns {{setting, net: Network, parameters: Float64Array, losses: Float64Array, last: number, stopped}}
 *   `losses[e]` and row e of `parameters` are what epoch e begins with, up to e = `last`; see `train` for `stopped`.
 */
export function run(setting, data, epochs) {
  const [X, Y] = data[setting.data];
  const net = networkOf(setting, X, Y.flat());
  const theta = start(setting.initializer, setting.units, setting.seed);
  const optimizer = { ...OPTIMIZERS[setting.optimizer], lr: setting.eta };
  const { losses, parameters, stopped } = train(net, theta, optimizer, epochs);
  if (stopped) return { setting, net, parameters, losses, last: stopped.epoch, stopped };
  const all = new Float64Array(epochs + 1);
  all.set(losses);
  all[epochs] = net.pass(parameters, epochs * net.size);
  return { setting, net, parameters, losses: all, last: epochs, stopped };
}

/** Whether a prediction is on the side of its target. */
export const isRight = (prediction, target) => prediction > 0.5 === target > 0.5;

/**
 * A smaller learning rate for a run that stopped: halved until all samples end right.
 * @returns {{eta: number, right: boolean} | null} where none does that, the largest with which all epochs are finite
 */
export function rescue({ setting }, data, epochs, lowest) {
  let finite = null;
  for (let eta = setting.eta / 2; eta >= lowest; eta /= 2) {
    const { net, stopped } = run({ ...setting, eta }, data, epochs);
    if (stopped) continue;
    if (net.out.every((p, s) => isRight(p, net.Y[s]))) return { eta, right: true };
    finite ??= { eta, right: false };
  }
  return finite;
}

/** The names of the controls that differ between two runs, the epoch aside. */
export const changes = (a, b) => Object.keys(a.setting).filter((name) => name !== "epoch" && a.setting[name] !== b.setting[name]);
