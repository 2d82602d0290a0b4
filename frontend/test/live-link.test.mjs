import assert from "node:assert/strict";
import test from "node:test";

import { isState, parse, readNumber, replace } from "../live/parts/link.js";

const HASH = "#!worked-example:w1=-0.2,eta=1;depth:layers=12";

test("settings of one explorer are read, those of others are left alone", () => {
  assert.deepEqual(parse(HASH, "worked-example"), { settings: [["w1", "-0.2"], ["eta", "1"]], damage: [] });
  assert.deepEqual(parse(HASH, "depth"), { settings: [["layers", "12"]], damage: [] });
  assert.deepEqual(parse(HASH, "another"), { settings: [], damage: [] });
});

test("an ordinary anchor is no state", () => {
  for (const hash of ["", "#", "#the-loss", "#worked-example:w1=2"]) {
    assert.ok(!isState(hash));
    assert.deepEqual(parse(hash, "worked-example"), { settings: [], damage: [] });
  }
});

test("only the own part is replaced; nothing that differs leaves no hash", () => {
  assert.equal(replace(HASH, "worked-example", {}), "#!depth:layers=12");
  assert.equal(replace(HASH, "depth", { layers: 3 }), "#!worked-example:w1=-0.2,eta=1;depth:layers=3");
  assert.equal(replace("#an-anchor", "depth", { layers: 3 }), "#!depth:layers=3");
  assert.equal(replace("#!depth:layers=3", "depth", {}), "");
});

test("numbers make the round trip at full precision", () => {
  const values = { w1: 0.1 + 0.2, w2: -1e-7, w3: 1 / 3, eta: 5e-324, b: 1.7976931348623157e308 };
  const { settings } = parse(replace("", "one", values), "one");
  assert.deepEqual(Object.fromEntries(settings.map(([key, text]) => [key, readNumber(text)])), values);
});

test("a damaged part is reported, the rest is read", () => {
  assert.deepEqual(parse("#!one:w1=0.5,w2,=3,b=", "one"), { settings: [["w1", "0.5"], ["b", ""]], damage: ["w2", "=3"] });
  assert.deepEqual(parse("#!one", "one"), { settings: [], damage: [] });
  assert.deepEqual(parse("#!one:w1%3D2%2Cw2=3", "one").settings, [["w1", "2"], ["w2", "3"]]);
  assert.deepEqual(parse("#!one:w1=%zz", "one").settings, [["w1", "%zz"]]);
});

test("numbers as readers type them", () => {
  for (const [text, value] of [["0.3", 0.3], [" −2 ", -2], ["-.5", -0.5], ["1e-5", 1e-5], ["+7.", 7]]) {
    assert.equal(readNumber(text), value);
  }
  for (const text of ["", "NaN", "Infinity", "0x10", "1,5", "abc", "1 2", "1e", "."]) {
    assert.ok(Number.isNaN(readNumber(text)), text);
  }
});
