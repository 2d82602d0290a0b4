/** The session of a network: its parameters can take a step of gradient descent, and take it back. */

import { Session } from "../parts/session.js";

export class Descent extends Session {
  history = [];

  /** Take a step to new values of the parameters. */
  step(values) {
    if (!Object.values(values).every(Number.isFinite)) return "There is no step from here: the gradient is not finite.";
    this.history.push(Object.fromEntries(this.spec.parameters.map((name) => [name, this.value(name)])));
    return this.saying(this.set(values));
  }

  undo() {
    if (this.history.length) this.set(this.history.pop());
  }

  reset() {
    this.history = [];
    super.reset();
  }
}
