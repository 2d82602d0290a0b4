/** A softmax of three logits, behind it two losses: the twin of `backprop_lib/live/activations/softmax.py`. */

import { softmax, softmaxJacobian } from "../engine/activations.js";
import { crossEntropy } from "../engine/losses.js";
import { say, symbol, times } from "../parts/phrase.js";

const CLASSES = [1, 2, 3];

/** All numbers by symbol. */
export function numbers(setting) {
  const z = CLASSES.map((k) => setting[`z${k}`]);
  const target = CLASSES.map((k) => Number(setting.true === String(k)));
  const p = softmax(z);
  const jacobian = softmaxJacobian(z);
  const error = p.map((each, k) => each - target[k]);
  const deltas = {
    squared: jacobian.map((row) => row.reduce((sum, slope, k) => sum + slope * error[k], 0)), // it is symmetric
    cross: crossEntropy.gradient(z, target),
  };
  const found = { "squared/L": error.reduce((sum, e) => sum + e * e / 2, 0), "cross/L": crossEntropy.value(z, target) };
  CLASSES.forEach((k, i) => {
    Object.assign(found, { [`p${k}`]: p[i], [`t${k}`]: target[i] });
    CLASSES.forEach((j, column) => { found[`dp${k}/dz${j}`] = jacobian[i][column]; });
    for (const loss in deltas) found[`${loss}/delta${k}`] = deltas[loss][i];
  });
  for (const loss in deltas) found[`${loss}/norm`] = Math.hypot(...deltas[loss]);
  return found;
}

export function sentence(now) {
  const of = now.true;
  const p = now[`p${of}`];
  const surest = CLASSES.reduce((best, k) => (now[`p${k}`] > now[`p${best}`] ? k : best), 1);
  const [squared, cross] = [now["squared/norm"], now["cross/norm"]];
  const start = say`The true class is ${of}, and ${symbol(`p${of}`)} is ${p}.`;
  if (p > 0.95) return say`${start} The answer is right: with both losses little goes back.`;
  if (now[`p${surest}`] > 0.95) {
    return say`${start} Softmax is sure of class ${String(surest)}, so its Jacobian is small: squared error sends back a gradient of length ${squared}, cross-entropy one of ${cross}.`;
  }
  return say`${start} Cross-entropy sends back probability minus target; squared error multiplies that by the Jacobian, and its gradient is ${times(cross / squared)} times shorter.`;
}

export class Part {
  numbers = numbers;
  sentence = sentence;

  constructor(root, spec) {
    this.length = spec.bar;
    this.bars = [...root.querySelectorAll("[data-bar]")];
    this.rows = [...root.querySelectorAll("[data-class]")];
  }

  draw(now) {
    for (const bar of this.bars) bar.setAttribute("width", (this.length * now[bar.dataset.bar]).toFixed(2));
    for (const row of this.rows) row.classList.toggle("true", row.dataset.class === now.true);
  }

  describe() {}
}
