import assert from "node:assert/strict";
import test from "node:test";

import { text } from "../live/parts/format.js";
import { apart, toHtml, toSpeech, toText } from "../live/parts/phrase.js";
import { sentence } from "../live/network/words.js";
import { at, oneNeuron, workedExample } from "./live-graphs.mjs";

const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const WORKED = workedExample();
const say = (position, spec = WORKED) => toText(sentence(at(spec, position)), spec.symbols);

test("the book's numbers", () => {
  assert.equal(say({}), "y_hat is 0.382 too low. b3 feels it most (−0.0902), w1 least: 27 times less, because its path "
    + "has three more factors: w3, a slope of at most ¼, and x.");
});

test("not finite", () => {
  assert.match(say({ w1: 1e308, x: 2, b1: 1e308, y: 1 }), /^z1 is ∞: the numbers have outgrown/);
  assert.match(say({ w1: Infinity, x: 0 }), /^w1 is ∞/);
  assert.match(say({ w3: 1e308, w2: 0, x: NaN }), /^x is not a number/);
});

test("the error is exactly 0", () => {
  const hidden = sigmoid(0.15) * 0.3 + sigmoid(0.2) * 0.4;
  assert.match(say({ y: at(WORKED).replay.value("y_hat") }), /^y_hat equals y exactly/);
  assert.doesNotMatch(say({ y: sigmoid(hidden) }), /exactly/);
});

test("a saturated output: wrong side, right side, no side, exactly 0", () => {
  assert.equal(say({ w3: -5, w4: -4.5, b3: -2 }), "The output is saturated on the wrong side: the slope sigma_prime(z3) = "
    + "0.000775 is 323 times smaller than its maximum ¼, and every parameter’s gradient carries it.");
  assert.match(say({ w3: 5, w4: 4.5, b3: 2 }), /on the right side: .* 323 times .* y_hat is 0.000775 too low\.$/);
  assert.match(say({ w3: 5, w4: 4.5, b3: 2, y: 0.5 }), /^The output is saturated: the slope/);
  assert.match(say({ b3: 50, y: 0 }), /^The slope sigma_prime\(z3\) is exactly 0, because y_hat was rounded to 1\./);
});

test("a saturated or dead hidden neuron; the worse of two", () => {
  assert.match(say({ w1: 5, x: 2 }), /^h1 is saturated: its slope sigma_prime\(z1\) = 4.108e−5 is 6086 times smaller .*; the gradients of w1 and b1 carry it\.$/);
  assert.match(say({ w1: 3, w2: -4, x: 2 }), /^h2 is saturated/);
  assert.match(say({ w2: 500, x: 2 }), /^h2 is dead: .* exactly 0, and so are the gradients of w2 and b2\.$/);
});

test("x = 0", () => {
  assert.equal(say({ x: 0 }), "x is 0, and it is the last factor of the gradients of w1 and w2, which are 0. Whatever w1 is, "
    + "w1 · x stays 0.");
  assert.match(say({ x: 0 }, oneNeuron()), /the gradient of w, which is 0\. Whatever w is/);
});

test("w₃ or w₄ = 0", () => {
  assert.match(say({ w3: 0 }), /^w3 is 0: no gradient passes back through it, so w1 and b1 have gradient 0\. Its own is −0\.0\d+, so/);
  assert.match(say({ w4: 0, w1: 0 }), /^w4 is 0: .* so w2 and b2 have/);
  assert.match(say({ w3: 0, w4: 0 }), /^w3 and w4 are 0: .* through them, so w1, w2, b1 and b2 have gradient 0\.$/);
  assert.doesNotMatch(say({ w1: 0 }), /no gradient/);
});

test("the step overshoots", () => {
  assert.equal(say({ eta: 60, y: 0.4, w3: -3, w4: 3, b3: -1 }),
    "A step with eta = 60.0 overshoots: L would rise from 0.00765 to 0.156.");
});

test("a loss that hardly moves is printed with the digits that tell it apart", () => {
  const shown = (a, b) => apart(a, b, 3).map((piece) => toText([piece], {}));
  assert.deepEqual(shown(0.12, 0.34), ["0.120", "0.340"]);
  assert.deepEqual(shown(0.379641, 0.379638), ["0.379641", "0.379638"]);
  assert.deepEqual(shown(1, 1 + 1e-12), ["1.00", "1.00"]);
});

test("h too large, h too small", () => {
  assert.match(say({ h: 0.1 }), /^h = 0\.100 is too large: .* agrees to 3 digits only\.$/);
  assert.match(say({ h: 1e-12 }), /^h = 1e−12 is too small: .* agrees to \d digits? only\.$/);
});

test("a small error", () => {
  assert.match(say({ y: 0.615 }), /^y_hat is only 0\.00302 too high\. .* that of b3, is 0\.000713\.$/);
});

test("other reasons: ties, a factor above 1, longer paths that feel more", () => {
  assert.match(say({ x: 1 }), /b1 \(and w1\) least: 13 times less, because its path has two more factors/);
  assert.match(say({ x: 1.001 }), /, b1 least: 13 times less/);
  assert.match(say({ w3: 1.5 }), /w2 least: \d+ times less/);
  assert.match(say({ w3: 3, w4: 1.2, x: 0.3 }), /w2 least: .* three more factors: w4 · sigma_prime\(z2\) · x = 0\.0\d+\.$/);
  assert.match(say({ w3: 3, w4: 0.01, x: 1.9 }), /w1 feels it most .* b2 least: .* multiplies by w4 · sigma_prime\(z2\) = \S+, not by w3 · sigma_prime\(z1\) · x = \S+\.$/);
  assert.match(say({}, oneNeuron()), /w feels it most \(−0\.106\), b least: 2\.0 times less, because its path lacks x = 2\.00\.$/);
  assert.match(say({ x: 0.3 }, oneNeuron()), /because its path has one more factor: x\.$/);
  assert.match(say({ x: 1 }, oneNeuron()), /w and b feel it equally \(−0\.\d+\)\.$/);
});

test("HTML carries the numbers at full precision, speech has no signs", () => {
  const phrase = sentence(at(WORKED));
  assert.match(toHtml(phrase, WORKED.symbols), /^<span><i>y_hat<\/i><\/span> is <strong data-value="0\.3819776\d+">0\.382<\/strong> too low/);
  assert.match(toSpeech(phrase, WORKED.symbols), /feels it most \(minus 0\.0902\)/);
});

/** The 1-2-1 network by the textbook's formulas, without a graph. */
function textbook({ x, y, w1, w2, w3, w4, b1, b2, b3, eta, h }) {
  const forward = (p) => {
    const z1 = p.w1 * x + p.b1, z2 = p.w2 * x + p.b2, h1 = sigmoid(z1), h2 = sigmoid(z2);
    const z3 = p.w3 * h1 + p.w4 * h2 + p.b3;
    return { z1, z2, z3, h1, h2, y_hat: sigmoid(z3), L: 0.5 * (sigmoid(z3) - y) ** 2 };
  };
  const start = { w1, w2, w3, w4, b1, b2, b3 };
  const now = forward(start);
  const slope = (a) => a * (1 - a);
  const [s1, s2, s3] = [slope(now.h1), slope(now.h2), slope(now.y_hat)];
  const d3 = (now.y_hat - y) * s3, d1 = d3 * w3 * s1, d2 = d3 * w4 * s2;
  const gradient = { w1: d1 * x, w2: d2 * x, w3: d3 * now.h1, w4: d3 * now.h2, b1: d1, b2: d2, b3: d3 };
  const moved = Object.fromEntries(Object.entries(start).map(([name, value]) => [name, value - eta * gradient[name]]));
  const symbols = { x, y, eta, h, ...start, ...now, "sigma_prime(z1)": s1, "sigma_prime(z2)": s2, "sigma_prime(z3)": s3 };
  return { symbols, gradient, error: Math.abs(now.y_hat - y), now: now.L, after: forward(moved).L };
}

/** Every number of a sentence with what it should be. */
function claims(said, { symbols, gradient, error, now, after }) {
  const found = [];
  const all = (pattern, expected) => {
    for (const match of said.matchAll(pattern)) found.push([match.at(-1), ...[expected(...match.slice(1))].flat()]);
  };
  const size = (name) => Math.abs(gradient[name]);
  all(/is (?:only )?(\S+) too (?:low|high)/g, () => error);
  all(/(\w\d)(?: \([^)]*\))? feels it most \((\S+)\)/g, (name) => gradient[name]);
  all(/(\w\d)(?: \([^)]*\))? feels it most .*, (\w\d)(?: \(and .*\))? least: (\S+) times less/g,
    (most, least) => [size(most) / size(least), "ratio"]);
  all(/((?:\w+|sigma_prime\(z\d\))(?: · (?:\w+|sigma_prime\(z\d\)))*) = (\S+?)[.,:;]?(?= |$)/g,
    (product) => product.split(" · ").reduce((value, symbol) => value * symbols[symbol], 1));
  all(/sigma_prime\(z(\d)\) = \S+ is (\S+) times smaller than its maximum ¼/g,
    (k) => [0.25 / symbols[`sigma_prime(z${k})`], "ratio"]);
  all(/that of (\w\d), is (\S+)\.$/g, (name) => gradient[name]);
  all(/Its own is (\S+),/g, () => Object.entries(gradient).find(([name]) => symbols[name] === 0)[1]);
  all(/would rise from (\S+) to/g, () => now);
  all(/would rise from \S+ to (\S+)\./g, () => after);
  return found;
}

test("every number of the sentence is right at 3000 random positions", () => {
  let state = 20261121;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const between = (low, high) => low + (high - low) * random();
  const seen = new Set();
  let checked = 0;
  for (let k = 0; k < 3000; k++) {
    const position = { x: between(-2, 2), y: random(), eta: 10 ** between(-3, 2), h: 10 ** between(-8, -2) };
    const spread = [0.5, 2, 5][k % 3];
    for (const name of WORKED.parameters) position[name] = between(-spread, spread);
    if (k % 7 === 0) position.w3 = 0;
    if (k % 11 === 0) position.y = sigmoid(at(WORKED, position).replay.value("z3") + 0.01);
    const said = say(position);
    const numbers = said.replace(/sigma_prime\(z\d\)|[a-z]+\d|digits? only|to \d+ digits?|64 bits|(is|gradient|are|off|stays) 0\b/g, "")
      .match(/−?\d[\d.]*(e−?\d+)?/g) ?? [];
    const found = claims(said, textbook(position));
    const [, low, high] = /rise from (\S+) to (\S+)\.$/.exec(said) ?? [];
    assert.ok(low === undefined || low !== high, said);
    assert.equal(found.length, numbers.length, `a number of “${said}” is not checked`);
    for (const [shown, expected, kind] of found) {
      const digits = /overshoots/.test(said) ? [3, 4, 5, 6, 7, 8, 9] : [3]; // as many as tell two losses apart
      const right = kind === "ratio" ? closeRatio(shown, expected)
        : digits.some((count) => shown.replace(/\.$/, "") === text(expected, count)) || nearTie(shown, expected);
      assert.ok(right, `“${said}” says ${shown}, it is ${expected}`);
      checked++;
    }
    seen.add(said.replace(/[\d−.]+/g, "").slice(0, 14));
  }
  assert.ok(checked > 5000 && seen.size >= 6, `${checked} numbers, ${seen.size} kinds of sentence`);
});

function closeRatio(shown, expected) {
  return Math.abs(Number(shown.replace("−", "-")) / expected - 1) < 0.06;
}

/** The textbook's own rounding may differ where a digit is on the edge, or where a difference cancels. */
function nearTie(shown, expected) {
  return Math.abs(Number(shown.replace("−", "-")) - expected) <= Math.abs(expected) * 1e-2 + 1e-15
    && text(expected * (1 + 1e-9), 3) !== text(expected * (1 - 1e-9), 3);
}

test("at most two lines of 664 px: no sentence is longer than 180 characters of the book's symbols", () => {
  const short = (said) => said.replaceAll("y_hat", "ŷ").replaceAll("sigma_prime", "σ′").replaceAll("eta", "η");
  let state = 7;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  let longest = "";
  for (let k = 0; k < 2000; k++) {
    const position = { x: 4 * random() - 2, y: random(), eta: 10 ** (5 * random() - 3), h: 10 ** (11 * random() - 12) };
    for (const name of WORKED.parameters) position[name] = 10 * random() - 5;
    if (k % 5 === 0) position[WORKED.parameters[k % 7]] = 0;
    const said = short(say(position));
    if (said.length > longest.length) longest = said;
  }
  assert.ok(longest.length <= 180, `${longest.length}: ${longest}`);
});
