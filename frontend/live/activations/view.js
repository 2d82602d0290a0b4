/** What every explorer of activations does at a move; its part (slope, loss or softmax) knows the numbers. */

import { View, write } from "../parts/view.js";
import { Part as loss } from "./loss.js";
import { Part as slope } from "./slope.js";
import { Part as softmax } from "./softmax.js";

const PARTS = { slope, loss, softmax };

export class ActivationsView extends View {
  constructor(options) {
    super(options);
    const { spec, root } = this;
    this.shown = new PARTS[spec.part](root, spec);
    this.voices = [...root.querySelectorAll("[data-speech]")];
  }

  compute() {
    const setting = this.session.values;
    this.now = { ...setting, ...this.shown.numbers(setting) };
  }

  read(symbol) {
    return this.now[symbol];
  }

  draw() {
    this.shown.draw(this.now);
  }

  sentence() {
    return this.shown.sentence(this.now, this.spec);
  }

  describe() {
    this.voices.forEach((voice, k) => write(voice, this.inWords(this.spec.speech[k])));
    this.shown.describe(this.now);
  }
}
