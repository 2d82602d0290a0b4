// Answers for the tests that compare the page's engine with the library: reads {"what", ...} from stdin.
// Numbers that JSON has no word for travel as "NaN", "Infinity", "-Infinity".

import { readFileSync } from "node:fs";

import { Draws } from "../frontend/live/engine/random.js";
import { path, scale } from "../frontend/live/parts/axes.js";

/** Each answers one kind of question. */
const ANSWERS = {
  paths: ({ curves }) => curves.map(({ x, y, xs, ys }) => path(scale(...x), scale(...y), xs, ys.map((y) => Number(y.replace("inf", "Infinity"))))),
  draws: ({ seed, calls }) => {
    const draws = new Draws(seed);
    return calls.map(([method, count, ...given]) =>
      method === "permutation" ? [...draws.permutation(count)] : Array.from({ length: count }, () => draws[method](...given)));
  },
};

const plain = (key, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
const { what, ...question } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(ANSWERS[what](question), plain));
