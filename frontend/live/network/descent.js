/** The session of a network: steps of gradient descent and the reset can be taken back. */

import { Session } from "../parts/session.js";

export class Descent extends Session {
  history = [];

  /** Take a step to new values of the parameters. */
  step(values) {
    if (!Object.values(values).every(Number.isFinite)) return "There is no step from here: the gradient is not finite.";
    this.#remember(this.spec.parameters);
    return this.saying(this.set(values));
  }

  undo() {
    if (this.history.length) this.set(this.history.pop());
  }

  reset() {
    if (Object.keys(this.settings).length) this.#remember(this.spec.order);
    super.reset();
  }

  #remember(names) {
    this.history.push(Object.fromEntries(names.map((name) => [name, this.value(name)])));
  }
}
