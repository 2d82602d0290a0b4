// Each stand-in does what the packages that call it ask for, and they ask for nothing else.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { build } from "esbuild";
import lodashIsEqual from "lodash/isEqual.js";
import * as underscore from "../node_modules/underscore/modules/index.js";
import { alias, page, path } from "../options.mjs";
import $ from "../page/shims/jquery.js";
import isEqual from "../page/shims/is-equal.js";
import * as shim from "../page/shims/underscore.js";

const read = (...parts) => readFileSync(path("node_modules", ...parts), "utf8");
const library = (name) =>
  readdirSync(path("node_modules", name, "lib"))
    .filter((file) => file.endsWith(".js"))
    .map((file) => ({ file, text: read(name, "lib", file) }));
const controls = read("../page/jupyter-controls.js").match(/widget_\w+\.js/g);
const sources = [
  ...library("@jupyter-widgets/base"),
  ...library("@jupyter-widgets/controls").filter(({ file }) => controls.includes(file)),
];

/** A module of the bundle, run in node. */
async function bundled(code) {
  const { outputFiles } = await build({
    ...page,
    stdin: { contents: code, resolveDir: path(".") },
    format: "esm",
    platform: "node",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

test("jquery: the controls wrap an element and take it out again, nothing more", () => {
  const element = {};
  assert.equal($(element)[0], element);
  assert.ok(!(element instanceof $));
  const uses = sources.flatMap(({ text }) => text.match(/(?<![\w$.])\$(?![\w{]).{0,9}|\$el\b.{0,3}/g) ?? []);
  const known = [/^\$ from 'jq/, /^\$\(/, /^\$ \? el : \$/, /^\$el = /, /^\$el\[0\]/];
  const unknown = uses.filter((use) => !known.some((pattern) => pattern.test(use)));
  assert.ok(uses.length >= 4, "the pattern finds no use at all");
  assert.deepEqual(unknown, []);
});

test("underscore: every function that Backbone calls is there, and is Underscore's own", () => {
  const called = new Set([...read("backbone", "backbone.js").matchAll(/\b_\.(\w+)\b/g)].map((match) => match[1]));
  assert.ok(called.size > 20);
  for (const name of called) {
    assert.equal(typeof shim[name], "function", `_.${name}`);
    assert.equal(shim[name], underscore[name], `_.${name}`);
  }
});

test("underscore: a model of the bundle keeps values, tells changes and finds what differs", async () => {
  const { Model } = await bundled('export { Model } from "backbone";');
  const model = new Model({ a: 1, b: [1, 2] });
  const seen = [];
  model.on("change:a", (_, value) => seen.push(value));
  model.once("change", () => seen.push("once"));
  model.set({ a: 2, b: [1, 2] });
  model.set("a", 3);
  assert.deepEqual(seen, [2, "once", 3]);
  assert.deepEqual(model.changedAttributes(), { a: 3 });
  assert.equal(model.previous("a"), 2);
  assert.deepEqual(model.pick("a"), { a: 3 });
  model.off("change:a");
  model.set("a", 4);
  assert.deepEqual(seen, [2, "once", 3]);
});

test("is-equal: agrees with lodash on what a widget's state can hold", () => {
  const values = [0, -0, 1, NaN, "1", "", null, undefined, true, [], [1], [1, 2], [[1]], {}, { a: 1 }, { a: [1] }];
  for (const a of values) {
    for (const b of values) {
      // Underscore tells 0 from -0; a slider that changes its sign at 0 then sends one change more.
      if (a === 0 && b === 0) continue;
      const copy = b && typeof b === "object" ? structuredClone(b) : b;
      assert.equal(isEqual(a, copy), lodashIsEqual(a, copy), `${JSON.stringify(a)} and ${JSON.stringify(b)}`);
    }
  }
});

test("lumino-widgets: exports what the controls import", async () => {
  const imported = new Set(
    sources.flatMap(({ text }) =>
      [...text.matchAll(/import \{([^}]*)\} from '@lumino\/widgets'/g)].flatMap((match) => match[1].split(",")),
    ).map((name) => name.trim()),
  );
  const { metafile } = await build({
    ...page,
    entryPoints: [alias["@lumino/widgets"]],
    format: "esm",
    write: false,
    metafile: true,
  });
  const [{ exports }] = Object.values(metafile.outputs);
  assert.deepEqual([...imported].sort(), ["Panel", "Widget"]);
  assert.deepEqual([...imported].filter((name) => !exports.includes(name)), []);
});
