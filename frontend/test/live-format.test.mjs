import assert from "node:assert/strict";
import test from "node:test";

import { decimal, format, spoken, text } from "../live/parts/format.js";

test("padding zeros are set apart from digits that were computed", () => {
  assert.deepEqual(format(0.3), { sign: "", digits: "0.3", pad: "00000" });
  assert.deepEqual(format(0.15000000000000002), { sign: "", digits: "0.15", pad: "0000" });
  assert.deepEqual(format(0.5374298453437496), { sign: "", digits: "0.537430", pad: "" });
  assert.deepEqual(format(1), { sign: "", digits: "1", pad: ".00000" });
  assert.deepEqual(format(-0.0902, 4), { sign: "−", digits: "0.0902", pad: "0" });
});

test("the notation changes at 10⁻⁴ and at 10 to the number of digits, after rounding", () => {
  assert.equal(text(1e-4, 4), "0.0001000");
  assert.equal(text(9.9994e-5, 4), "9.999e−5");
  assert.equal(text(9.99996e-5, 4), "0.0001000");
  assert.equal(text(99999.4, 5), "99999");
  assert.equal(text(99999.5, 5), "1.000e5");
  assert.equal(text(1e-5, 4), "1e−5");
});

test("0 only when it is exactly 0, and words for what is not finite", () => {
  assert.equal(text(0), "0");
  assert.equal(text(-0), "0");
  assert.equal(text(5e-324), "4.941e−324");
  assert.equal(text(Infinity), "∞");
  assert.equal(text(-Infinity), "−∞");
  assert.equal(text(NaN), "not a number");
});

test("a tie is rounded away from zero", () => {
  assert.equal(text(1.015625), "1.01563");
  assert.equal(text(-0.5, 1), "−0.5");
});

test("numbers are spoken with a minus and a power that can be heard", () => {
  assert.equal(spoken(-0.09017373), "minus 0.09017");
  assert.equal(spoken(1.2345e-7), "1.235 times 10 to the minus 7");
  assert.equal(spoken(2e9), "2 times 10 to the 9");
  assert.equal(spoken(-0.1), "minus 0.1000");
  assert.equal(spoken(-0.1, 4, false), "minus 0.1");
  assert.equal(spoken(-Infinity), "minus infinity");
  assert.equal(spoken(NaN), "not a number");
});

test("ARIA gets every digit and no power of ten", () => {
  for (const number of [0.1, -0.30000000000000004, 100, 1e-12, -3.0517578125e-7, 1.2345e-300, 1.5e21, -1e22, 0]) {
    const written = decimal(number);
    assert.match(written, /^-?\d+(\.\d+)?$/);
    assert.equal(Number(written), number);
  }
});
