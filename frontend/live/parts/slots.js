/**
 * The places in the markup that hold numbers. One index by symbol and digits;
 * at an event a number is formatted once and written only where it changed.
 */

import { format } from "./format.js";
import { agreement, FEW_DIGITS, moves } from "./agreement.js";

// Characters beyond which a number crowds the operator behind it, or the symbol in its box.
const LONG = 9;
const LONG_IN_PICTURE = 8;
const WORDS = { agreement, moves };
const SIGNED = ["plus", "minus", "zero"];

/** The class of a signed quantity: hue means sign. */
export function hue(value) {
  return value > 0 ? "plus" : value < 0 ? "minus" : "zero";
}

/** Give an element one of the classes plus, minus, zero. */
export function setHue(element, value) {
  const wanted = hue(value);
  for (const name of SIGNED) element.classList.toggle(name, name === wanted);
}

/** Every slot of a root, ready to be filled from `read(symbol)`. */
export class Slots {
  /**
   * @param {Element} root
   * @param {(symbol: string) => number} read
   * @param {Object<string, (value: number) => string>} words for symbols that begin with a name and "/"
   */
  constructor(root, read, words = {}) {
    this.read = read;
    this.words = { ...WORDS, ...words };
    this.groups = new Map();
    for (const element of root.querySelectorAll("[data-symbol]")) this.add(element);
  }

  /** Take one more slot into the index. */
  add(element) {
    const { symbol, digits } = element.dataset;
    const key = `${symbol} ${digits}`;
    if (!this.groups.has(key)) this.groups.set(key, { symbol, digits: Number(digits), last: undefined, targets: [] });
    this.groups.get(key).targets.push({
      element,
      write: writerOf(element, this.words[symbol.split("/")[0]]),
      signed: SIGNED.some((name) => element.classList.contains(name)),
    });
  }

  /** Fill every slot whose number changed. */
  fill() {
    for (const group of this.groups.values()) {
      const value = this.read(group.symbol);
      if (Object.is(value, group.last)) continue;
      group.last = value;
      const parts = Number.isNaN(group.digits) ? null : format(value, group.digits);
      for (const { element, write, signed } of group.targets) {
        element.dataset.value = value;
        write(value, parts);
        if (signed) setHue(element, value);
      }
    }
  }
}

/** How a number gets into an element: as words, as three spans, or as two spans of a picture. */
function writerOf(element, word) {
  if (word) {
    return (value) => {
      element.textContent = word(value);
      if (word === agreement) element.classList.toggle("few", value < FEW_DIGITS);
    };
  }
  const [sign, digits, pad] = ["sign", "digits", "pad"].map((name) => textNode(element.querySelector(`.${name}`)));
  return (value, parts) => {
    parts ??= Number.isNaN(value) ? format(value) : { sign: "", digits: String(value), pad: "" }; // a whole number
    if (sign) sign.data = parts.sign;
    digits.data = sign ? parts.digits : parts.sign + parts.digits;
    pad.data = parts.pad;
    element.classList.toggle("long", digits.data.length + pad.data.length > (sign ? LONG : LONG_IN_PICTURE));
  };
}

/** The text node of an element, so that filling it builds nothing. */
function textNode(element) {
  if (!element) return null;
  if (!element.firstChild) element.append("");
  return element.firstChild;
}

/** Markup of a new slot, as Python writes it (backprop_lib/live/slots.py). */
export function slotHtml(symbol, digits, kind = "ink") {
  return `<span class="n ${kind}" data-symbol="${symbol}" data-digits="${digits}">`
    + '<span class="sign"></span><span class="digits"></span><span class="pad"></span></span>';
}
