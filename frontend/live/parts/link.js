/**
 * The state of a page's explorers in its URL:
 * `#!worked-example:w1=-0.2,eta=1;depth:layers=12`. Every other hash is an ordinary anchor.
 */

const MARK = "#!";

/** True when a hash holds the state of explorers. */
export function isState(hash) {
  return hash.startsWith(MARK);
}

/**
 * Settings of one explorer, as pairs of text, and what could not be read.
 *
 * @param {string} hash of the page, with its "#"
 * @param {string} explorer name
 * @returns {{settings: Array<[string, string]>, damage: string[]}}
 */
export function parse(hash, explorer) {
  const result = { settings: [], damage: [] };
  for (const part of parts(hash)) {
    const [name, body] = split(part, ":");
    if (name !== explorer) continue;
    for (const setting of (body ?? "").split(",").filter(Boolean)) {
      const [key, value] = split(setting, "=");
      if (key && value !== undefined) result.settings.push([key, value]);
      else result.damage.push(setting);
    }
  }
  return result;
}

/**
 * The hash with one explorer's settings replaced; those of others stay as they are.
 *
 * @param {string} hash
 * @param {string} explorer name
 * @param {Object<string, number>} settings only what differs from the book's numbers
 * @returns {string} a hash, or "" when no explorer differs from the book
 */
export function replace(hash, explorer, settings) {
  const others = parts(hash).filter((part) => split(part, ":")[0] !== explorer);
  const own = Object.entries(settings).map(([key, value]) => `${key}=${value}`).join(",");
  const all = own ? [...others, `${explorer}:${own}`] : others;
  return all.length ? MARK + all.join(";") : "";
}

/** A number as a reader types it (a typeset minus is welcome); NaN for anything else. */
export function readNumber(text) {
  const plain = text.trim().replace("\u2212", "-");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

function parts(hash) {
  return isState(hash) ? decode(hash.slice(MARK.length)).split(";").filter(Boolean) : [];
}

/** Mail programs escape some characters of a link. */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function split(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
