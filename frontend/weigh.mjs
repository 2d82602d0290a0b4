// What engine and views of all explorers weigh in one script, minified and by gzip -9: prints JSON,
// {all: [bytes, compressed], wordless: the same without the sentences that they say}
// Usage: node weigh.mjs

import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { minified, page, path } from "./options.mjs";

const withoutSentences = {
  name: "without-sentences",
  setup(build) {
    build.onResolve({ filter: /\/(words|phrase)\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

async function weight(plugins) {
  const bundle = await build({ ...page, entryPoints: [path("live/index.js")], format: "esm", write: false, plugins });
  const code = await minified(bundle.outputFiles[0].text, { module: true });
  return [Buffer.byteLength(code), gzipSync(code, { level: 9 }).length];
}

console.log(JSON.stringify({ all: await weight([]), wordless: await weight([withoutSentences]) }));
