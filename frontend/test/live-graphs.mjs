// Graphs for the tests of the explorer, recorded here by hand: a second, independent
// statement of what Python records.

import { compile, Replay } from "../live/engine/graph.js";
import { describe } from "../live/network/words.js";
import { curve, finiteDifference, roundingNoise, step } from "../live/network/step.js";
import { digitsOfAgreement } from "../live/parts/agreement.js";

/** Collects nodes; every method returns the id of the new node. */
export class Tape {
  nodes = [];

  put(op, inputs = [], more = {}) {
    this.nodes.push({ op, inputs, ...more });
    return this.nodes.length - 1;
  }

  input(name, value) {
    return this.put("input", [], { name, value });
  }

  json(output) {
    return { nodes: this.nodes, output };
  }
}

const sigmoidSlope = (of, into) => ({ of, into, op: "sigmoid", max: 0.25 });

/** The spec of an explorer as Python sends it, for the parts that the pure modules read. */
function specOf(tape, output, names) {
  const quantities = { "dL/dL": ["gradient", output] };
  tape.nodes.forEach((node, id) => {
    if (!node.name) return;
    quantities[node.name] = ["value", id];
    quantities[node.name.startsWith("z") ? node.name.replace("z", "delta") : `dL/d${node.name}`] = ["gradient", id];
  });
  const symbols = Object.fromEntries([...Object.keys(quantities), ...Object.keys(names.slopes), "eta", "h"]
    .map((symbol) => [symbol, { html: `<i>${symbol}</i>`, text: symbol, spoken: symbol }]));
  return { graph: tape.json(output), quantities, symbols, outputs: [{ prediction: "y_hat", target: "y", from: "y_hat" }], ...names };
}

/** The 1-2-1 network of the worked example. */
export function workedExample() {
  const t = new Tape();
  const book = { x: 0.5, y: 1, w1: 0.1, w2: 0.2, w3: 0.3, w4: 0.4, b1: 0.1, b2: 0.1, b3: 0.1 };
  const id = Object.fromEntries(Object.entries(book).map(([name, value]) => [name, t.input(name, value)]));
  const hidden = (k) => {
    const z = t.put("add", [t.put("mul", [id[`w${k}`], id.x]), id[`b${k}`]], { name: `z${k}` });
    return t.put("sigmoid", [z], { name: `h${k}` });
  };
  const h1 = hidden(1);
  const h2 = hidden(2);
  const sum = t.put("add", [t.put("mul", [id.w3, h1]), t.put("mul", [id.w4, h2])]);
  const prediction = t.put("sigmoid", [t.put("add", [sum, id.b3], { name: "z3" })], { name: "y_hat" });
  const square = t.put("pow", [t.put("sub", [prediction, id.y])], { exponent: 2 });
  const L = t.put("mul", [t.put("constant", [], { value: 0.5 }), square], { name: "L" });
  return specOf(t, L, {
    name: "worked-example",
    data: ["x", "y"],
    parameters: ["w1", "w2", "w3", "w4", "b1", "b2", "b3"],
    book: { ...book, eta: 0.1, h: 1e-5 },
    slopes: {
      "sigma_prime(z1)": sigmoidSlope("z1", "h1"),
      "sigma_prime(z2)": sigmoidSlope("z2", "h2"),
      "sigma_prime(z3)": sigmoidSlope("z3", "y_hat"),
    },
    factors: {
      "w1>z1": "x", "x>z1": "w1", "b1>z1": "1", "w2>z2": "x", "x>z2": "w2", "b2>z2": "1",
      "z1>h1": "sigma_prime(z1)", "z2>h2": "sigma_prime(z2)", "z3>y_hat": "sigma_prime(z3)",
      "w3>z3": "h1", "w4>z3": "h2", "h1>z3": "w3", "h2>z3": "w4", "b3>z3": "1",
      "y_hat>L": "dL/dy_hat", "y>L": "dL/dy",
    },
  });
}

/** One sigmoid neuron with one input. */
export function oneNeuron() {
  const t = new Tape();
  const book = { x: 2, y: 1, w: 0.5, b: 0 };
  const id = Object.fromEntries(Object.entries(book).map(([name, value]) => [name, t.input(name, value)]));
  const z = t.put("add", [t.put("mul", [id.w, id.x]), id.b], { name: "z" });
  const prediction = t.put("sigmoid", [z], { name: "y_hat" });
  const square = t.put("pow", [t.put("sub", [prediction, id.y])], { exponent: 2 });
  const L = t.put("mul", [t.put("constant", [], { value: 0.5 }), square], { name: "L" });
  return specOf(t, L, {
    name: "one-neuron",
    data: ["x", "y"],
    parameters: ["w", "b"],
    book: { ...book, eta: 0.1, h: 1e-5 },
    slopes: { "sigma_prime(z)": sigmoidSlope("z", "y_hat") },
    factors: {
      "w>z": "x", "x>z": "w", "b>z": "1", "z>y_hat": "sigma_prime(z)", "y_hat>L": "dL/dy_hat", "y>L": "dL/dy",
    },
  });
}

/** Everything that the sentence reads, at the book's numbers changed by `position`. */
export function at(spec, position = {}) {
  const graph = compile(spec.graph);
  const all = { ...spec.book, ...position };
  const replay = new Replay(graph).run(all);
  const probe = new Replay(graph).run(all);
  const checks = Object.fromEntries(spec.parameters.map((name) => {
    const difference = finiteDifference(probe, name, all.h);
    return [name, { difference, digits: digitsOfAgreement(difference, replay.gradient(name)) }];
  }));
  return {
    spec, replay, probe, checks, all, eta: all.eta, h: all.h,
    facts: describe(spec, graph),
    step: step(replay, probe, spec.parameters, all.eta),
    curve: curve(replay, probe, spec.parameters, all.eta),
    noise: roundingNoise(replay),
  };
}
