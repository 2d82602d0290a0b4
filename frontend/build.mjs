// Builds what the pages of the book run:
//   <static>/live.js, live.css   the views of all explorers for Jupyter, readable, committed
//   <out>/page.js        the bundle that makes a built page live
//   <out>/explorer-<kind>.js, .css   what a page with an explorer of this kind loads after it
//   <out>/classes.json   the widget classes in that bundle
//   <out>/licenses.txt   the licences of the packages in that bundle
//   <out>/mode.js, site-own.js, site-own.css, icon.svg   our part of what every page loads
// Usage: node build.mjs <out> <static>

import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { common, minified, page, path } from "./options.mjs";

const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** The licence of a package, in its own words where it carries them. */
function licence(name) {
  const folder = path("node_modules", name);
  const { version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(folder, file), "utf8") : `Licence ${license}, by ${author?.name ?? author}.`;
  return `${name} ${version}\n${"=".repeat(72)}\n${text.trim()}`;
}

/** The names that a module of the bundle exports. */
async function exportsOf(file) {
  const { metafile } = await build({ ...page, entryPoints: [path(file)], format: "esm", write: false, metafile: true });
  return Object.values(metafile.outputs)[0].exports;
}

/** A kind of explorer has a folder of its own beside `parts` and `engine`, with its view and its style sheet. */
const kinds = readdirSync(path("live"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !["parts", "engine"].includes(entry.name)).map(({ name }) => name).sort();
const sheets = [path("live/parts/explorer.css"), ...kinds.map((kind) => path("live", kind, `${kind}.css`))];

/** The modules of `parts` stand in page.js already; a kind's script takes them from there. */
const fromPage = {
  name: "parts-from-page",
  setup(build) {
    build.onResolve({ filter: /\/parts\/\w+\.js$/ }, () => ({ path: "parts", namespace: "page" }));
    build.onLoad({ filter: /.*/, namespace: "page" }, () => ({ contents: "module.exports = backpropExplorers.parts;" }));
  },
};

const [out, staticFolder] = process.argv.slice(2).map((folder) => resolve(folder));
if (!staticFolder) {
  console.error("usage: node build.mjs <folder for the assets> <folder for live.js and live.css>");
  process.exit(2);
}
mkdirSync(out, { recursive: true });

await build({
  ...common,
  entryPoints: [path("live/index.js")],
  outfile: join(staticFolder, "live.js"),
  format: "esm",
});
writeFileSync(join(staticFolder, "live.css"), sheets.map((sheet) => readFileSync(sheet, "utf8")).join("\n"));
await build({
  ...page,
  entryPoints: { explorer: sheets[0], ...Object.fromEntries(kinds.map((kind, k) => [`explorer-${kind}`, sheets[k + 1]])) },
  outdir: out,
});
for (const kind of kinds) {
  await build({
    ...page,
    stdin: {
      contents: `import { View } from "./live/${kind}/index.js"; backpropExplorers.register("${kind}", View);`,
      resolveDir: path(),
    },
    outfile: join(out, `explorer-${kind}.js`),
    format: "iife",
    plugins: [fromPage],
  });
}
const bundle = await build({
  ...page,
  entryPoints: [path("page/index.js")],
  outfile: join(out, "page.js"),
  banner: { js: "/* Licences of the packages in this file: licenses.txt */" },
  format: "iife",
  metafile: true,
});
const packages = new Set([...Object.keys(bundle.metafile.inputs)].flatMap((file) => PACKAGE.exec(file)?.[1] ?? []));
const fromFonts = ["@fontsource/stix-two-math", "temml"];
writeFileSync(join(out, "licenses.txt"), [...packages, ...fromFonts].sort().map(licence).join("\n\n"));
await build({
  ...page,
  entryPoints: { mode: path("page/mode.js"), "site-own": path("page/site.js") },
  outdir: out,
  format: "iife",
});
for (const name of ["page", ...kinds.map((kind) => `explorer-${kind}`), "mode", "site-own"]) {
  const script = join(out, `${name}.js`);
  writeFileSync(script, await minified(readFileSync(script, "utf8")));
}
await build({
  ...common,
  entryPoints: { "site-own": path("page/site.css") },
  outdir: out,
  external: ["*.woff2"], // cut out of larger fonts when the pages are known
});
copyFileSync(path("page/icon.svg"), join(out, "icon.svg"));
writeFileSync(
  join(out, "classes.json"),
  JSON.stringify({
    "@jupyter-widgets/base": await exportsOf("page/jupyter-base.js"),
    "@jupyter-widgets/controls": await exportsOf("page/jupyter-controls.js"),
    anywidget: await exportsOf("page/anywidget.js"),
  }),
);
