// What the page's engine computes at one event of a slider, to be timed in node and in a browser.

import { DeepNetwork } from "../frontend/live/engine/depth.js";
import { Network, start, train } from "../frontend/live/engine/training.js";

const XOR = { X: [[0, 0], [0, 1], [1, 0], [1, 1]], Y: [0, 1, 1, 0] };

/** 5000 epochs from the start, every position kept. */
const training = (units, hidden, loss, optimizer) => () => {
  const net = new Network({ ...XOR, units, hidden, loss });
  const { parameters } = train(net, start("xavier_uniform", units, 0), optimizer, 5000);
  return parameters.at(-1);
};

export const WORKS = {
  training: training(4, "sigmoid", "half_squared_error", { name: "SGD", lr: 2 }),
  trainingSlowest: training(8, "tanh", "binary_cross_entropy", { name: "Adam", lr: 0.01 }),
  depth() {
    const settings = { layers: 20, width: 32, batch: 64, hidden: "gelu", initializer: "he_normal", residual: false };
    const net = new DeepNetwork({ ...settings, seed: 0 });
    return net.pass() + net.summary().norm;
  },
};

if (typeof process !== "undefined") {
  const ROUNDS = 31;
  const times = Object.fromEntries(Object.keys(WORKS).map((name) => [name, []]));
  for (let k = 0; k < ROUNDS; k++) {
    for (const [name, work] of Object.entries(WORKS)) {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      times[name].push((user + system) / 1000);
    }
  }
  process.stdout.write(JSON.stringify(times));
}
