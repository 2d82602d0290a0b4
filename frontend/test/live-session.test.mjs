import assert from "node:assert/strict";
import test from "node:test";

import { admit, short } from "../live/parts/limits.js";
import { Session } from "../live/parts/session.js";
import { Descent } from "../live/parts/descent.js";
import { at, workedExample } from "./live-graphs.mjs";

const LOG = ["eta", "h"];

function spec() {
  const worked = workedExample();
  const order = [...worked.data, ...worked.parameters, ...LOG];
  const ranges = Object.fromEntries(order.map((name) => [name, [-5, 5, 0.01, "linear"]]));
  Object.assign(ranges, { x: [-2, 2, 0.01, "linear"], y: [0, 1, 0.01, "linear"] });
  Object.assign(ranges, { eta: [1e-3, 100, 0.05, "log"], h: [1e-12, 0.1, 0.1, "log"] });
  return { ...worked, order, ranges, choices: {} };
}

/** The part of a widget model that a session uses; it counts what it tells the kernel. */
class FakeSlider {
  constructor(attributes) {
    Object.assign(this, { attributes, listeners: [], saved: 0 });
  }

  get(name) {
    return this.attributes[name];
  }

  set(changes) {
    const moved = ["value", "index"].some((name) => name in changes && changes[name] !== this.attributes[name]);
    Object.assign(this.attributes, changes);
    if (moved) for (const listener of this.listeners) listener();
  }

  save_changes() {
    this.saved++;
  }

  on(_, listener) {
    this.listeners.push(listener);
  }

  off(_, listener) {
    this.listeners = this.listeners.filter((other) => other !== listener);
  }
}

function session() {
  const book = spec();
  const sliders = book.order.map((name) => {
    const [min, max] = book.ranges[name];
    return new FakeSlider(LOG.includes(name)
      ? { value: book.book[name], base: 10, min: Math.log10(min), max: Math.log10(max) }
      : { value: book.book[name], min, max });
  });
  const moves = { count: 0 };
  const made = new Descent(book, sliders, () => moves.count++);
  return { made, moves, slider: (name) => made.controls.get(name), all: () => book.order.map((name) => made.value(name)) };
}

test("what may be set, and why not", () => {
  const book = spec();
  assert.deepEqual(admit(book, "w1", " −0.25 "), { value: -0.25 });
  assert.deepEqual(admit(book, "w1", "12"), { value: 12 });
  assert.match(admit(book, "w1", "NaN").problem, /^“NaN” is not a number that w1 can take\.$/);
  assert.match(admit(book, "w1", "1e999").problem, /is not a number/);
  assert.match(admit(book, "x", "3").problem, /^x goes from −2 to 2; 3 is outside\.$/);
  assert.match(admit(book, "eta", "0").problem, /^eta goes from 0\.001 to 100; 0 is outside\.$/);
  assert.match(admit(book, "w9", "1").problem, /no slider “w9” here; the sliders are x, y, w1/);
});

test("numbers are printed short", () => {
  assert.deepEqual([1000, 0.001, -2, 1e-12, 2.5].map(short), ["1000", "0.001", "−2", "1e−12", "2.5"]);
});

test("a step is one move, at full precision, and undo brings every bit back", () => {
  const { made, moves, all } = session();
  const before = all();
  const { step } = at(workedExample());
  assert.equal(made.step(step.values), "");
  assert.equal(moves.count, 1);
  assert.equal(made.value("w1"), step.values.w1);
  made.undo();
  assert.equal(moves.count, 2);
  assert.deepEqual(all(), before);
  made.undo();
  assert.equal(moves.count, 2, "there was nothing more to undo");
});

test("a step that leaves a range widens it and says so; reset gives the book's range back", () => {
  const { made, slider } = session();
  assert.equal(made.step({ ...spec().book, w1: -7.25 }), "The slider of w1 now goes from −8 to 5.");
  assert.deepEqual([made.value("w1"), slider("w1").get("min")], [-7.25, -8]);
  made.reset();
  assert.deepEqual([made.value("w1"), slider("w1").get("min"), slider("w1").get("max")], [0.1, -5, 5]);
  assert.deepEqual(made.settings, {});
});

test("no step from a gradient that is not finite; nothing changes", () => {
  const { made, moves, all } = session();
  const before = all();
  assert.match(made.step({ w1: NaN }), /not finite/);
  assert.deepEqual(all(), before);
  assert.equal(moves.count, 0);
});

test("a link and back again", () => {
  const { made } = session();
  made.set({ w1: 0.1 + 0.2, eta: 60 });
  const hash = made.hash("#an-anchor");
  assert.equal(hash, "#!worked-example:w1=0.30000000000000004,eta=60");
  const other = session();
  other.made.set({ w2: 3 });
  assert.equal(other.made.follow(hash), "");
  assert.deepEqual(other.made.settings, { w1: 0.1 + 0.2, eta: 60 });
  assert.equal(other.moves.count, 2);
});

test("a damaged link: the good parts are set, the others named", () => {
  const { made } = session();
  const said = made.follow("#!worked-example:w1=-0.2,w2=abc,w9=1,x=77,b1,b2=6.5");
  assert.deepEqual(made.settings, { w1: -0.2, b2: 6.5 });
  for (const words of [/damaged/, /“b1”/, /“abc”/, /“w9”/, /77 is outside/, /slider of b2 now goes from −5 to 7/]) {
    assert.match(said, words);
  }
});

test("typing: a value, a wider range, nonsense", () => {
  const { made, moves } = session();
  assert.equal(made.type("w1", "0.123456789"), "");
  assert.equal(made.value("w1"), 0.123456789);
  assert.match(made.type("w1", "9"), /now goes from −5 to 9/);
  assert.match(made.type("w1", "x"), /“x”/);
  assert.equal(made.value("w1"), 9);
  assert.equal(moves.count, 2);
});

test("a slider moved by hand or by the kernel is a move of its own", () => {
  const { made, moves, slider } = session();
  slider("w1").set({ value: 2 });
  assert.equal(moves.count, 1);
  made.release();
  slider("w1").set({ value: 3 });
  assert.equal(moves.count, 1);
});

/** An explorer with a dropdown and a slider of whole numbers. */
function choosing() {
  const book = {
    name: "choosing",
    order: ["activation", "n"],
    book: { activation: "sigmoid", n: 4 },
    choices: { activation: ["sigmoid", "tanh"] },
    ranges: { n: [1, 8, 1, "whole"] },
    symbols: { activation: { text: "activation" }, n: { text: "n" } },
  };
  const models = [new FakeSlider({ index: 0 }), new FakeSlider({ value: 4, min: 1, max: 8 })];
  const moves = { count: 0 };
  return { made: new Session(book, models, () => moves.count++), models, moves };
}

test("a choice is read, linked and reset by its key", () => {
  const { made, models, moves } = choosing();
  models[0].set({ index: 1 });
  assert.equal(moves.count, 1);
  assert.equal(made.value("activation"), "tanh");
  assert.equal(made.hash(""), "#!choosing:activation=tanh");
  made.reset();
  assert.deepEqual([models[0].get("index"), made.settings], [0, {}]);
  assert.equal(made.follow("#!choosing:activation=tanh,n=7"), "");
  assert.deepEqual(made.settings, { activation: "tanh", n: 7 });
  assert.match(made.follow("#!choosing:activation=step"), /activation can be sigmoid, tanh; “step” is none of them/);
  assert.deepEqual(made.settings, {});
});

test("a slider of whole numbers takes whole numbers, and keeps to its range", () => {
  const { made } = choosing();
  assert.match(made.type("n", "2.5"), /n is a whole number; 2\.5 is none/);
  assert.match(made.type("n", "9"), /n goes from 1 to 8; 9 is outside/);
  assert.equal(made.type("n", "8"), "");
  assert.equal(made.value("n"), 8);
});
