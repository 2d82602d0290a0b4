// The classes that an anywidget's state names. In Jupyter they load the code
// that travels in the state; here the state carries the kind of an explorer, whose
// view a script of the page brings, so that a strict Content-Security-Policy holds.

import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";
import { mount } from "../live/parts/view.js";
import { viewOf } from "./explorers.js";

export class AnyModel extends DOMWidgetModel {}

export class AnyView extends DOMWidgetView {
  async render() {
    const View = await viewOf(this.model.get("kind"));
    await mount(View, this.model, this.el.querySelector(".explorer"));
  }
}
