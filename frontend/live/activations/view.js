/** What every explorer of activations does at a move; its part (slope, loss or softmax) knows the numbers. */

import { View, write } from "../parts/view.js";
import * as loss from "./loss.js";
import * as slope from "./slope.js";
import * as softmax from "./softmax.js";

const PARTS = { slope, loss, softmax };

export class ActivationsView extends View {
  constructor(options) {
    super(options);
    const { spec, root } = this;
    this.numbers = PARTS[spec.part].numbers;
    this.words = PARTS[spec.part].sentence;
    this.drawing = new PARTS[spec.part].Drawing(root, spec);
    this.voices = [...root.querySelectorAll("[data-speech]")];
  }

  compute() {
    const setting = this.session.values;
    this.now = { ...setting, ...this.numbers(setting) };
  }

  read(symbol) {
    return this.now[symbol];
  }

  draw() {
    this.drawing.draw(this.now);
  }

  sentence() {
    return this.words(this.now, this.spec);
  }

  describe() {
    this.voices.forEach((voice, k) => write(voice, this.inWords(this.spec.speech[k])));
    this.drawing.describe(this.now);
  }
}
