/**
 * Replay of a recorded scalar graph: the JavaScript twin of `backprop_lib.graph`.
 *
 * Node ids are the order of recording, so forward is increasing id and backward
 * is decreasing id; nothing is sorted and nothing is allocated during a replay.
 */

import { ACTIVATIONS } from "./activations.js";

const activation = (name) => {
  const { value, derivative } = ACTIVATIONS[name];
  return [name, { value, local: [(a, b, v) => derivative(a, v)] }];
};

/**
 * Every operation of the book: its value from the inputs a, b and one local
 * derivative per input. `v` is the value already computed, `c` the constant
 * exponent of pow. Of two equal arguments of max the second is taken, |0|′ = 0.
 */
export const OPERATIONS = {
  add: { value: (a, b) => a + b, local: [() => 1, () => 1] },
  sub: { value: (a, b) => a - b, local: [() => 1, () => -1] },
  mul: { value: (a, b) => a * b, local: [(a, b) => b, (a) => a] },
  div: { value: (a, b) => a / b, local: [(a, b) => 1 / b, (a, b, v) => -v / b] },
  neg: { value: (a) => -a, local: [() => -1] },
  pow: { value: (a, b, c) => a ** c, local: [(a, b, v, c) => (c === 0 ? 0 : c * a ** (c - 1))] },
  exp: { value: (a) => Math.exp(a), local: [(a, b, v) => v] },
  log: { value: (a) => Math.log(a), local: [(a) => 1 / a] },
  sqrt: { value: (a) => Math.sqrt(a), local: [(a, b, v) => 0.5 / v] },
  ...Object.fromEntries(["identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus"].map(activation)),
  max: { value: (a, b) => Math.max(a, b), local: [(a, b) => (a > b ? 1 : 0), (a, b) => (a > b ? 0 : 1)] },
  abs: { value: (a) => Math.abs(a), local: [(a) => Math.sign(a)] },
};

/**
 * Structure of a graph, compiled once from its JSON.
 *
 * @param {{nodes: object[], output: number}} json as written by Python's `Graph.to_json`
 */
export function compile(json) {
  const nodes = json.nodes;
  const ids = new Map();
  const names = nodes.map((node) => node.name || "");
  const start = new Int32Array(nodes.length + 1);
  const inputs = [];
  nodes.forEach((node, id) => {
    if (node.name) ids.set(node.name, id);
    start[id] = inputs.length;
    inputs.push(...node.inputs);
    if (node.op !== "input" && node.op !== "constant" && !OPERATIONS[node.op]) {
      throw new Error(`the graph holds an operation that this page does not know: ${node.op}`);
    }
  });
  start[nodes.length] = inputs.length;
  const graph = {
    names,
    ids,
    output: json.output,
    start,
    inputs: Int32Array.from(inputs),
    operations: nodes.map((node) => OPERATIONS[node.op] || null),
    ops: nodes.map((node) => node.op),
    exponents: Float64Array.from(nodes, (node) => node.exponent ?? 0),
    initial: Float64Array.from(nodes, (node) => node.value ?? NaN),
  };
  graph.regions = contract(graph);
  graph.edges = graph.regions.flatMap((region) => region.edges);
  return graph;
}

/**
 * One region per named node with inputs: the unnamed nodes that lie between it
 * and the named nodes before it. The derivative along a contracted edge is the
 * sum over the paths through the region.
 */
function contract({ names, start, inputs }) {
  const regions = [];
  names.forEach((name, to) => {
    if (!name || start[to] === start[to + 1]) return;
    const inside = new Set([to]);
    const from = new Set();
    for (const id of inside) {
      for (let k = start[id]; k < start[id + 1]; k++) {
        (names[inputs[k]] ? from : inside).add(inputs[k]);
      }
    }
    const order = (set) => Int32Array.from([...set].sort((a, b) => b - a));
    regions.push({
      inside: order(inside),
      touched: order(new Set([...inside, ...from])),
      edges: [...from].sort((a, b) => a - b).map((id) => ({ key: `${names[id]}>${name}`, from: names[id], to: name, id })),
    });
  });
  return regions;
}

/** A replay of a compiled graph at one position; arrays are reused by every call. */
export class Replay {
  constructor(graph) {
    this.graph = graph;
    this.values = Float64Array.from(graph.initial);
    this.gradients = new Float64Array(graph.names.length);
    this.locals = new Float64Array(graph.inputs.length);
    this.edgeValues = new Map(graph.edges.map(({ key }) => [key, 0]));
    this.message = new Float64Array(graph.names.length);
  }

  /** Set one named input. */
  set(name, value) {
    this.values[this.graph.ids.get(name)] = value;
  }

  /** Value of a named node. */
  value(name) {
    return this.values[this.graph.ids.get(name)];
  }

  /** ∂output/∂(named node). */
  gradient(name) {
    return this.gradients[this.graph.ids.get(name)];
  }

  /** Local derivative along the contracted edge between two named nodes. */
  edge(from, to) {
    return this.edgeValues.get(`${from}>${to}`);
  }

  /** Recompute every value, or those with an id of at least `from`; returns the output. */
  forward(from = 0) {
    const { start, inputs, operations, exponents, output } = this.graph;
    const values = this.values;
    for (let id = from; id < values.length; id++) {
      const operation = operations[id];
      if (operation === null) continue;
      const k = start[id];
      const b = start[id + 1] - k > 1 ? values[inputs[k + 1]] : exponents[id];
      values[id] = operation.value(values[inputs[k]], b, exponents[id]);
    }
    return values[output];
  }

  /** Recompute local derivatives, gradients and contracted edges from the values. */
  backward() {
    const { start, inputs, operations, exponents, output, regions } = this.graph;
    const { values, gradients, locals, message } = this;
    for (let id = 0; id < values.length; id++) {
      const first = start[id];
      const end = start[id + 1];
      for (let k = first; k < end; k++) {
        const b = end - first > 1 ? values[inputs[first + 1]] : 0;
        locals[k] = operations[id].local[k - first](values[inputs[first]], b, values[id], exponents[id]);
      }
    }
    gradients.fill(0);
    gradients[output] = 1;
    for (let id = output; id >= 0; id--) {
      for (let k = start[id]; k < start[id + 1]; k++) gradients[inputs[k]] += gradients[id] * locals[k];
    }
    for (const { inside, touched, edges } of regions) {
      for (const id of touched) message[id] = 0;
      message[inside[0]] = 1;
      for (const id of inside) {
        for (let k = start[id]; k < start[id + 1]; k++) message[inputs[k]] += message[id] * locals[k];
      }
      for (const { key, id } of edges) this.edgeValues.set(key, message[id]);
    }
  }

  /** Set the inputs, then forward and backward. */
  run(position) {
    for (const name in position) if (this.graph.ids.has(name)) this.set(name, position[name]);
    this.forward();
    this.backward();
    return this;
  }

  /** Number of a quantity: ["value", id], ["gradient", id], ["local", id, k] or ["edge", from, to]. */
  read(quantity) {
    const [kind, a, b] = quantity;
    if (kind === "value") return this.values[a];
    if (kind === "gradient") return this.gradients[a];
    if (kind === "local") return this.locals[this.graph.start[a] + b];
    return this.edge(a, b);
  }
}
