// TeX to MathML, one JSON object a line: {tex, display} in, {mathml} or {error} out.

import { createInterface } from "node:readline";
import temml from "temml";

// STIX draws a prime at its full height; as a superscript it would rise twice.
const LETTER = /(<mi[^>]*>[^<]*<\/mi>|<mrow><mi[^>]*>[^<]*<\/mi><mspace><\/mspace><\/mrow>)/.source;
const RAISED_PRIME = new RegExp(`<msup>${LETTER}<mo [^>]*tml-prime[^>]*>(′+)</mo></msup>`, "g");
const PRIME = '<mrow>$1<mo lspace="0" rspace="0">$2</mo></mrow>';

// In a row of its own a sign of equality loses the space around it; it ends the row before, where a line may break.
const LONE_EQUALS = /<\/mrow><mrow>(<mo>=<\/mo>)<\/mrow>/g;

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display } = JSON.parse(line);
  let answer;
  try {
    // Words wrap in running text; a wide display scrolls in its box.
    const wrap = display ? "none" : "tex";
    const mathml = temml.renderToString(tex, { displayMode: display, throwOnError: true, wrap });
    answer = { mathml: mathml.replace(RAISED_PRIME, PRIME).replace(LONE_EQUALS, "$1</mrow>") };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
