// Answers for the tests that compare the page's engine with the library: reads {"what", ...} from stdin.
// Numbers that JSON has no word for travel as "NaN", "Infinity", "-Infinity".

import { readFileSync } from "node:fs";

import { ACTIVATIONS, softmax, softmaxJacobian } from "../frontend/live/engine/activations.js";
import { DeepNetwork } from "../frontend/live/engine/depth.js";
import { compile, Replay } from "../frontend/live/engine/graph.js";
import { crossEntropy, LOSSES } from "../frontend/live/engine/losses.js";
import { neuron, quadratic, trajectory } from "../frontend/live/engine/plane.js";
import { Draws } from "../frontend/live/engine/random.js";
import { Network, start, train } from "../frontend/live/engine/training.js";
import * as lossPart from "../frontend/live/activations/loss.js";
import * as slopePart from "../frontend/live/activations/slope.js";
import * as softmaxPart from "../frontend/live/activations/softmax.js";
import { Depth, law } from "../frontend/live/depth/numbers.js";
import { sentence } from "../frontend/live/depth/words.js";
import { path, scale } from "../frontend/live/parts/axes.js";
import { toText } from "../frontend/live/parts/phrase.js";
import * as trainingPictures from "../frontend/live/training/pictures.js";
import { run as trainingRun } from "../frontend/live/training/run.js";

/** The surface of a neuron's loss over its weights, for the ways of optimisers. */
function overWeights({ X, Y, bias, loss }) {
  const { gradient } = neuron(X, Y, loss);
  return {
    gradient(x, y) {
      const { w1, w2 } = gradient({ w1: x, w2: y, b: bias });
      return [w1, w2];
    },
  };
}

/** Each answers one kind of question. */
const ANSWERS = {
  /** All numbers of the explorers of activations, at settings of their controls. */
  parts: ({ cases }) => cases.map(([part, setting]) =>
    ({ slope: slopePart, loss: lossPart, softmax: softmaxPart })[part].numbers(setting)),

  paths: ({ curves }) => curves.map(({ x, y, xs, ys }) => path(scale(...x), scale(...y), xs, ys.map((y) => Number(y.replace("inf", "Infinity"))))),
  draws: ({ seed, calls }) => {
    const draws = new Draws(seed);
    return calls.map(([method, count, ...given]) => Array.from({ length: count }, () => draws[method](...given)));
  },

  activations: ({ zs }) => Object.fromEntries(Object.entries(ACTIVATIONS).map(([name, { value, derivative }]) => {
    const values = zs.map((z) => value(z));
    return [name, { values, derivatives: zs.map((z, k) => derivative(z, values[k])) }];
  })),

  softmax: ({ rows }) => rows.map((z) => ({ values: softmax(z), jacobian: softmaxJacobian(z) })),

  losses: ({ outs, ys }) => Object.fromEntries(Object.entries(LOSSES).map(([name, { value, gradient, fromLogits }]) =>
    [name, { values: outs.map((out, k) => value(out, ys[k])), gradients: outs.map((out, k) => gradient(out, ys[k])), fromLogits }])),

  crossEntropy: ({ rows }) => rows.map(([out, y]) => ({ value: crossEntropy.value(out, y), gradient: crossEntropy.gradient(out, y) })),

  /** A pass, then some steps. */
  depth: ({ cases }) => cases.map(({ settings, steps, lr, limit }) => {
    const net = new DeepNetwork(settings);
    const loss = net.pass();
    const shown = net.summary();
    const losses = [];
    for (let k = 0; k < steps; k++) {
      losses.push(net.step(lr, limit ?? Infinity));
      if (!Number.isFinite(losses[k] + net.length())) break; // a step that was not made
    }
    return { loss, ...shown, losses };
  }),

  /** What the explorer of depth shows at settings of its controls. */
  depthPage: ({ cases, samples, symbols }) => {
    const depth = new Depth(samples);
    return cases.map((setting) => {
      const now = depth.numbers(setting);
      const { factor, name } = law(setting);
      return { ...now, factor, name, sentence: toText(sentence(setting, now, factor), symbols) };
    });
  },

  trajectories: ({ cases }) => cases.map(({ surface, from, optimizer, steps }) =>
    [...trajectory(surface.X ? overWeights(surface) : quadratic(...surface.ab), from, optimizer, steps)]),

  neuron: ({ X, Y, loss, at }) => {
    const { value, gradient } = neuron(X, Y, loss);
    return { value: value(at), gradient: gradient(at) };
  },

  /** A run, in short: every loss, some positions, why it stopped. */
  training: ({ runs }) => runs.map(({ network, theta, initializer, seed, optimizer, epochs, show }) => {
    const net = new Network(network);
    const from = theta ?? start(initializer, net.units, seed);
    const { losses, parameters, stopped } = train(net, from, optimizer, epochs);
    const row = (e) => [...parameters.subarray(e * net.size, (e + 1) * net.size)];
    return { losses: [...losses], rows: show.filter((e) => e < parameters.length / net.size).map(row), stopped };
  }),

  /** Runs of the explorer of training. */
  trainingRuns: ({ settings, data, epochs }) => settings.map((setting) => {
    const { losses, parameters, last, net } = trainingRun(setting, data, epochs);
    return { losses: [...losses], end: [...parameters.subarray(last * net.size, (last + 1) * net.size)] };
  }),

  /** What its pictures draw. */
  trainingPictures: ({ losses, values, squares, level, h, v }) => ({
    extremes: trainingPictures.extremes(losses),
    curve: trainingPictures.curve(losses, 5000),
    shade: trainingPictures.shade(Float64Array.from(values), squares, level, trainingPictures.onPlane(squares)),
    limits: ["sigmoid", "tanh", "relu"].map((activation) => trainingPictures.hiddenLimits(activation, h)),
    heaviest: trainingPictures.heaviest(Float64Array.from(v)),
  }),

  /** What the table shows at given parameters. */
  pass: ({ cases }) => cases.map(({ network, theta }) => {
    const net = new Network(network);
    const loss = net.pass(Float64Array.from([NaN, ...theta]), 1);
    const samples = network.X.map((x, s) => [...net.partOf(s)]);
    const { h, delta, logit, out, losses, delta2, gradient } = net;
    return { loss, samples, ...Object.fromEntries(
      Object.entries({ h, delta, logit, out, losses, delta2, gradient }).map(([name, array]) => [name, [...array]])) };
  }),

  /** Gradient descent by replaying a recorded graph again and again. */
  replay: ({ graph, names, theta, lr, epochs }) => {
    const replay = new Replay(compile(graph));
    const losses = [];
    for (let e = 0; e < epochs; e++) {
      names.forEach((name, k) => replay.set(name, theta[k]));
      losses.push(replay.forward());
      replay.backward();
      theta = theta.map((w, k) => w - lr * replay.gradient(names[k]));
    }
    return { losses, theta };
  },
};

const plain = (key, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
const { what, ...question } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(ANSWERS[what](question), plain));
