// The manager of a page: one model for each id, references resolved, errors that say what to do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";
import { path } from "../options.mjs";

const { outputFiles } = await build({
  entryPoints: [path("page/manager.js")],
  bundle: true,
  format: "esm",
  write: false,
  plugins: [
    {
      name: "no browser here",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^@lumino\/widgets$/ }, () => ({ path: "lumino", namespace: "stub" }));
        onLoad({ filter: /.*/, namespace: "stub" }, () => ({ contents: "export const Widget = {};" }));
      },
    },
  ],
});
const { PageManager } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

class Model {
  static async _deserialize_state(state, manager) {
    const other = state.other && (await manager.get_model(state.other));
    return { ...state, other };
  }
  constructor(attributes, { widget_manager, model_id }) {
    Object.assign(this, { attributes, widget_manager, model_id });
  }
  get(name) {
    return this.attributes[name];
  }
}
class View {
  constructor(options) {
    Object.assign(this, options);
  }
  async render() {
    this.rendered = true;
  }
}
const classes = { here: { Model, View } };
const entry = (state) => ({
  model_module: "here",
  model_name: "Model",
  state: { _view_module: "here", _view_name: "View", ...state },
});

test("a model is made once, and references lead to it", async () => {
  const manager = new PageManager({ a: entry({ other: "b" }), b: entry({ value: 7 }) }, classes);
  const [a, b] = await manager.load();
  assert.equal(a.get("other"), b);
  assert.equal(await manager.get_model("b"), b);
  assert.equal(b.get("value"), 7);
  assert.equal(b.model_id, "b");
});

test("a view is drawn, in the element that is given to it", async () => {
  const manager = new PageManager({ a: entry({}) }, classes);
  const el = {};
  const view = await manager.create_view(await manager.get_model("a"), { el });
  assert.ok(view.rendered);
  assert.equal(view.el, el);
});

test("an unknown id and an unknown class are told by name", async () => {
  const manager = new PageManager({ a: { ...entry({}), model_name: "Gamepad" } }, classes);
  await assert.rejects(manager.get_model("z"), /no widget with the id z/);
  await assert.rejects(manager.get_model("a"), /here\.Gamepad is not in the page bundle/);
});
