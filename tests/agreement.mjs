// Answers for tests/test_agreement.py: what the page's JavaScript makes of numbers and graphs.
// Reads {"numbers": [[number, digits], ...], "graphs": [{"graph", "positions"}, ...]} from stdin;
// numbers that JSON has no word for travel as "NaN", "Infinity", "-Infinity".

import { readFileSync } from "node:fs";

import { format } from "../frontend/live/parts/format.js";
import { compile, Replay } from "../frontend/live/engine/graph.js";

const number = (value) => (typeof value === "string" ? Number(value) : value);
const plain = (value) => (Number.isFinite(value) ? value : String(value));

const task = JSON.parse(readFileSync(0, "utf8"));
const numbers = task.numbers.map(([value, digits]) => {
  const { sign, digits: shown, pad } = format(number(value), digits);
  return [sign, shown, pad];
});
const graphs = task.graphs.map(({ graph, positions }) => {
  const replay = new Replay(compile(graph));
  return positions.map((position) => {
    for (const name in position) replay.set(name, number(position[name]));
    replay.forward();
    replay.backward();
    return {
      values: Array.from(replay.values, plain),
      gradients: Array.from(replay.gradients, plain),
      locals: Array.from(replay.locals, plain),
      edges: replay.graph.edges.map(({ from, to, key }) => [from, to, plain(replay.edgeValues.get(key))]),
    };
  });
});
process.stdout.write(JSON.stringify({ numbers, graphs }));
