/** A session whose parameters take steps of gradient descent; steps and the reset can be taken back. */

import { Session } from "./session.js";

export class Descent extends Session {
  /** What can be taken back: [{from, to}], the values before, and after where it was a step. */
  history = [];

  /** Take a step to new values of the parameters. */
  step(values) {
    if (!Object.values(values).every(Number.isFinite)) return "There is no step from here: the gradient is not finite.";
    this.#remember(this.spec.parameters, values);
    return this.saying(this.set(values));
  }

  undo() {
    if (this.history.length) this.set(this.history.pop().from);
  }

  reset() {
    if (Object.keys(this.settings).length) this.#remember(this.spec.order);
    super.reset();
  }

  #remember(names, to) {
    this.history.push({ from: Object.fromEntries(names.map((name) => [name, this.value(name)])), to });
  }
}
