// Joins the style sheets of theme, extensions and book in one site.css, without
// the rules that no built page uses.
// Usage: node styles.mjs <html folder> <sheet.css>...

import { transform } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

const [html, ...sheets] = process.argv.slice(2);
// Fonts of theme and packages give way to the book's own (page/site.css).
const foreignFont = /@font-face\s*\{(?![^}]*url\("?(?:math|icons)\.woff2)[^}]*\}/g;
const joined = sheets.map((sheet) => readFileSync(sheet, "utf8")).join("\n").replace(foreignFont, "");

const [{ css }] = await new PurgeCSS().purge({
  content: [join(html, "**/*.html"), join(html, "_static/*.js")],
  css: [{ raw: joined }],
  // The slider makes its class names out of parts, which no file shows whole.
  safelist: { greedy: [/data-theme/, /data-mode/, /noUi-/] },
});
const { code } = await transform(css, { loader: "css", minify: true, charset: "utf8" });
writeFileSync(join(html, "_static/site.css"), code);
