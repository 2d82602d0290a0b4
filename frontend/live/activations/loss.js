/** A sigmoid at the output, behind it two losses: the twin of `backprop_lib/live/activations/loss.py`. */

import { sigmoid, sigmoidSlope } from "../engine/activations.js";
import { LOSSES } from "../engine/losses.js";
import { scale } from "../parts/axes.js";
import { spoken } from "../parts/format.js";
import { say, symbol, times } from "../parts/phrase.js";

/** All numbers by symbol. */
export function numbers({ z, y: target }) {
  const y = Number(target);
  const p = sigmoid(z);
  const slope = sigmoidSlope(p);
  const { half_squared_error: squared, binary_cross_entropy: cross } = LOSSES;
  return {
    y, p, e: p - y, "sigma_prime(z)": slope,
    "squared/L": squared.value(p, y), "squared/delta": squared.gradient(p, y) * slope,
    "cross/L": cross.value(z, y), "cross/delta": cross.gradient(z, y),
  };
}

export function sentence(now) {
  const { y, p } = now;
  const [squared, cross] = [now["squared/delta"], now["cross/delta"]];
  const wrong = Math.abs(p - y);
  const start = say`${symbol("p")} is ${p} where ${symbol("y")} is ${String(y)}.`;
  if (wrong > 0.95) {
    return say`${start} The sigmoid is saturated on the wrong side: cross-entropy sends back ${cross}, squared error ${times(cross / squared)} times less.`;
  }
  if (wrong < 0.05) return say`${start} The answer is right: with both losses little goes back.`;
  return say`${start} Squared error multiplies the error by the slope ${now["sigma_prime(z)"]}, which is at most ¼; cross-entropy sends back the error itself.`;
}

export class Part {
  numbers = numbers;
  sentence = sentence;

  constructor(root, spec) {
    this.x = scale(...spec.frame.z);
    this.y = scale(...spec.frame.delta);
    [, , this.bottom, this.top] = spec.frame.delta;
    this.panels = [...root.querySelectorAll("[data-loss]")].map((svg) => ({
      svg,
      symbol: `${svg.dataset.loss}/delta`,
      here: svg.querySelector('[data-draw="here"]'),
      dot: svg.querySelector('[data-draw="on"]'),
      curves: [...svg.querySelectorAll("[data-target]")],
    }));
  }

  draw(now) {
    const at = this.x(now.z);
    for (const { symbol, here, dot, curves } of this.panels) {
      here.setAttribute("d", `M${at} ${this.top}V${this.bottom}`);
      dot.setAttribute("cx", at);
      dot.setAttribute("cy", this.y(now[symbol]));
      for (const curve of curves) curve.classList.toggle("ghost", Number(curve.dataset.target) !== now.y);
    }
  }

  describe(now) {
    for (const { svg, symbol } of this.panels) {
      svg.ariaLabel = `${svg.ariaLabel.split(":")[0]}: ${spoken(now[symbol])} at z = ${spoken(now.z)}.`;
    }
  }
}
