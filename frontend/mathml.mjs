// TeX to MathML, one JSON object a line: {tex, display} in, {mathml} or {error} out.

import { createInterface } from "node:readline";
import temml from "temml";

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display } = JSON.parse(line);
  let answer;
  try {
    // Words wrap in running text; a wide display scrolls in its box.
    const wrap = display ? "none" : "tex";
    answer = { mathml: temml.renderToString(tex, { displayMode: display, throwOnError: true, wrap }) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
