// TeX to MathML, one JSON object a line: {tex, display} in, {mathml} or {error} out.

import { createInterface } from "node:readline";
import temml from "temml";

// STIX draws a prime at its full height; as a superscript it would rise twice.
const RAISED_PRIME = /<msup>(<mi[^>]*>[^<]*<\/mi>)<mo [^>]*tml-prime[^>]*>(′+)<\/mo><\/msup>/g;
const PRIME = '<mrow>$1<mo lspace="0" rspace="0">$2</mo></mrow>';

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display } = JSON.parse(line);
  let answer;
  try {
    // Words wrap in running text; a wide display scrolls in its box.
    const wrap = display ? "none" : "tex";
    const mathml = temml.renderToString(tex, { displayMode: display, throwOnError: true, wrap });
    answer = { mathml: mathml.replace(RAISED_PRIME, PRIME) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
