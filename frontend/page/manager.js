// A widget manager for a page without a kernel: it makes the models and views
// that the page's widget state describes, and nothing else.

import { Widget } from "@lumino/widgets";

export class PageManager {
  /**
   * @param states the "state" object of application/vnd.jupyter.widget-state+json
   * @param classes { module name: { class name: class } }
   */
  constructor(states, classes) {
    this.states = states;
    this.classes = classes;
    this.models = new Map();
  }

  has_model(id) {
    return id in this.states;
  }

  /** The one model of this id, made at the first call. */
  get_model(id) {
    if (!this.models.has(id)) this.models.set(id, this.#makeModel(id));
    return this.models.get(id);
  }

  /** Every model of the page, so that links between sliders work too. */
  load() {
    return Promise.all(Object.keys(this.states).map((id) => this.get_model(id)));
  }

  async create_view(model, options = {}) {
    const View = this.#classOf(model.get("_view_module"), model.get("_view_name"));
    const view = new View({ model, options, el: options.el });
    await view.render();
    return view;
  }

  /** Put a view into `host` and let it draw itself there. */
  display(view, host) {
    view.el.remove();
    Widget.attach(view.luminoWidget, host);
  }

  /** Messages to a kernel: there is none. */
  callbacks() {
    return {};
  }

  /** Descriptions come from our own build, not from a stranger's notebook. */
  inline_sanitize(html) {
    return html;
  }

  async #makeModel(id) {
    if (!this.has_model(id)) throw new Error(`the page has no widget with the id ${id}`);
    const { model_module, model_name, state } = this.states[id];
    const Model = this.#classOf(model_module, model_name);
    const attributes = await Model._deserialize_state(state, this);
    return new Model(attributes, { widget_manager: this, model_id: id });
  }

  #classOf(module, name) {
    const found = this.classes[module]?.[name];
    if (!found) throw new Error(`${module}.${name} is not in the page bundle (frontend/page/classes.js)`);
    return found;
  }
}
