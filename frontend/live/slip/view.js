/** Calculations with one wrong line: which is shown, and what is said of the line that the reader points at. */

import { View } from "../parts/view.js";

const ALONG = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** What is said of a line that is not the slip. */
const NOT_THIS = {
  right: "is right: its number follows from what it uses, and what it uses is right.",
  carried: "is wrong, but not the first: it only uses a number that was wrong already. Look further up.",
};

export class SlipView extends View {
  constructor(options) {
    super(options);
    this.keys = this.spec.choices.case;
    this.cases = [...this.root.querySelectorAll("[data-case]")];
    this.numbers = new Map([...this.root.querySelectorAll("[data-symbol]")].map(({ dataset }) => [dataset.symbol, Number(dataset.value)]));
    Object.assign(this.actions, {
      reset: () => {
        this.shown = undefined; // the answer goes, too
        this.session.reset();
      },
      next: () => this.session.set({ case: this.keys[(this.keys.indexOf(this.key) + 1) % this.keys.length] }),
      hint: () => this.#answer(this.shown.querySelector("[data-hint]").innerHTML),
    });
    this.on(this.root, "change", ({ target }) => target.type === "radio" && this.#point(target));
    this.on(this.root, "keydown", (event) => this.#walk(event));
  }

  compute() {
    this.key = this.session.value("case");
  }

  read(symbol) {
    return this.numbers.get(symbol);
  }

  draw() {
    if (this.shown?.dataset.case === this.key) return;
    for (const each of this.cases) each.toggleAttribute("hidden", each.dataset.case !== this.key);
    this.shown = this.cases.find(({ dataset }) => dataset.case === this.key);
    this.#answer("");
    for (const radio of this.shown.querySelectorAll("input")) radio.checked = false;
  }

  sentence() {
    return [this.spec.asked[this.shown.dataset.check]];
  }

  summary() {
    return `This is slip ${this.key} of ${this.keys.length}.`;
  }

  /** Arrow keys walk along the lines; the browser's own way would point at each that one passes. */
  #walk(event) {
    const by = ALONG[event.key];
    if (!by || event.target.type !== "radio" || event.altKey || event.metaKey) return;
    event.preventDefault();
    const radios = [...this.shown.querySelectorAll("input")];
    radios.at((radios.indexOf(event.target) + by) % radios.length).focus();
  }

  /** The reader points at a line. */
  #point(radio) {
    const { state } = radio.closest(".row").dataset;
    const why = this.shown.querySelector("[data-why]").innerHTML;
    this.#answer(state === "wrong" ? `<b>Yes.</b> ${why}` : `Line ${radio.value} ${NOT_THIS[state]}`);
  }

  #answer(html) {
    this.shown.querySelector("[data-answer]").innerHTML = html;
  }
}
