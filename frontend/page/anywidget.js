// The classes that an anywidget's state names. In Jupyter they load the code
// that travels in the state; here the state carries the name of a view that is
// already in the bundle, so that a strict Content-Security-Policy holds.

import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";
import { explorers } from "./explorers.js";

export class AnyModel extends DOMWidgetModel {}

export class AnyView extends DOMWidgetView {
  async render() {
    const name = this.model.get("_esm");
    const explorer = explorers[name];
    if (!explorer) throw new Error(`no explorer named "${name}" in the page bundle (frontend/page/explorers.js)`);
    await explorer.render({ model: anywidgetModel(this.model), el: this.el });
  }
}

/** The part of a model that anywidget shows to a view. */
function anywidgetModel(model) {
  return {
    get: (name) => model.get(name),
    set: (name, value) => model.set(name, value),
    save_changes: () => model.save_changes(),
    on: (event, callback) => model.on(event, callback),
    off: (event, callback) => model.off(event, callback),
    widget_manager: model.widget_manager,
  };
}
