// live/parts/format.js
var MINUS = "−";
var SET_DIGITS = 12;
var SMALLEST_FIXED_EXPONENT = -4;
var SCIENTIFIC_DIGITS = 4;
function format(value, digits2 = 6) {
  if (Number.isNaN(value)) return { sign: "", digits: "not a number", pad: "" };
  const sign = value < 0 ? MINUS : "";
  if (!Number.isFinite(value)) return { sign, digits: "∞", pad: "" };
  if (value === 0) return { sign: "", digits: "0", pad: "" };
  const magnitude = Math.abs(value);
  const known = magnitude.toExponential(SET_DIGITS - 1).replace(/\.?0*e.*/, "").replace(".", "").length;
  const exponent = exponentOf(magnitude.toExponential(digits2 - 1));
  if (exponent < SMALLEST_FIXED_EXPONENT || exponent >= digits2) {
    return { sign, digits: scientific(magnitude, known), pad: "" };
  }
  const text2 = magnitude.toPrecision(digits2);
  const decimals = digits2 - 1 - exponent;
  const zeros = Math.min(Math.max(digits2 - known, 0), decimals);
  const keep = text2.length - zeros - (zeros > 0 && zeros === decimals ? 1 : 0);
  return { sign, digits: text2.slice(0, keep), pad: text2.slice(keep) };
}
function text(value, digits2 = 6) {
  const parts2 = format(value, digits2);
  return parts2.sign + parts2.digits + parts2.pad;
}
function spoken(value, digits2 = 4, padded = true) {
  const { sign, digits: number, pad } = format(value, digits2);
  const words = number.replace(/e(.?)(\d+)$/, (_, minus, power2) => ` times 10 to the ${minus ? "minus " : ""}${power2}`).replace("∞", "infinity");
  return (sign ? "minus " : "") + words + (padded ? pad : "");
}
var ALL_DIGITS = new Intl.NumberFormat("en", { useGrouping: false, maximumSignificantDigits: 21 });
var decimal = (value) => ALL_DIGITS.format(String(value));
function scientific(magnitude, known) {
  const decimals = Math.min(known, SCIENTIFIC_DIGITS) - 1;
  const mantissa = magnitude.toExponential(SCIENTIFIC_DIGITS - 1);
  const exponent = exponentOf(mantissa);
  return `${mantissa.slice(0, decimals > 0 ? decimals + 2 : 1)}e${exponent < 0 ? MINUS : ""}${Math.abs(exponent)}`;
}
function exponentOf(text2) {
  return Number(text2.slice(text2.indexOf("e") + 1));
}

// live/parts/controls.js
async function mountSlider({ manager, slider, place: place2, label, commit }) {
  slider.readout_formatter = isWhole(slider) ? String : isLog(slider) ? (value) => text(value, 3) : shown;
  const view = await createQuietly(manager, slider);
  place2.append(view.el);
  const noUi = view.$slider.noUiSlider;
  const handle = view.$slider.querySelector(".noUi-handle");
  const readout = view.el.querySelector(".widget-readout");
  onlyTheReaderWrites(view, slider);
  handle.ariaLabel = label;
  Object.assign(readout, { role: "textbox", ariaLabel: `${label}, type a number`, inputMode: "decimal", spellcheck: false });
  const describe2 = () => {
    const [value, low, high] = ["value", "min", "max"].map((name) => slider.get(name));
    handle.ariaValueNow = decimal(value);
    handle.ariaValueText = spoken(value, 4, false);
    [handle.ariaValueMin, handle.ariaValueMax] = [low, high].map((end) => decimal(isLog(slider) ? power(slider, end) : end));
    if (!isLog(slider)) place2.style.setProperty("--zero", low < 0 && high > 0 ? -low / (high - low) : -1);
    if (document.activeElement !== readout) readout.textContent = slider.readout_formatter(value);
  };
  noUi.on("update", describe2);
  slider.on("change:value change:min change:max", describe2);
  describe2();
  const release = takeTyping(place2, readout, slider, commit);
  return () => {
    release();
    slider.off("change:value change:min change:max", describe2);
    view.remove();
    slider.off(null, null, view);
  };
}
async function createQuietly(manager, slider) {
  const continuous = slider.get("continuous_update");
  slider.set("continuous_update", false);
  const view = await manager.create_view(slider);
  slider.set("continuous_update", continuous);
  return view;
}
function onlyTheReaderWrites(view, slider) {
  view.handleSliderChanged = () => {
  };
  view.$slider.noUiSlider.on("slide", ([place2]) => {
    const position = Number(Number(place2).toPrecision(12));
    slider.set("value", isLog(slider) ? power(slider, position) : position, { updated_view: view });
    slider.save_changes();
  });
}
function shown(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e3)) return text(value, 5);
  return (value < 0 ? MINUS : "") + size.toFixed(4);
}
function isWhole(slider) {
  return slider.get("_model_name") === "IntSliderModel";
}
function isLog(slider) {
  return slider.get("base") !== void 0;
}
function power(slider, exponent) {
  const base = slider.get("base");
  return base === 10 && Number.isInteger(exponent) ? Number(`1e${exponent}`) : base ** exponent;
}
function takeTyping(place2, readout, slider, commit) {
  const gone = new AbortController();
  const listen = (type, listener) => place2.addEventListener(
    type,
    (event) => event.target === readout && listener(event),
    { capture: true, signal: gone.signal }
  );
  let before;
  const restore = () => {
    readout.textContent = slider.readout_formatter(slider.get("value"));
  };
  const finish = () => {
    const typed = readout.textContent;
    if (typed !== before) {
      commit(typed);
      restore();
    }
    before = readout.textContent;
  };
  listen("focus", () => {
    before = readout.textContent;
  });
  listen("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") restore();
    finish();
  });
  listen("blur", (event) => {
    event.stopPropagation();
    finish();
  });
  return () => gone.abort();
}
async function mountChoice({ manager, choice, place: place2, label }) {
  const view = await manager.create_view(choice);
  place2.append(view.el);
  const select = view.el.querySelector("select");
  const buttons = [...view.el.querySelectorAll("button")];
  const inPrint = place2.querySelector(".chosen");
  (select ?? view.el).ariaLabel = label;
  if (!select) {
    view.el.role = "group";
    view.update = () => {
    };
  }
  const describe2 = () => {
    const index = choice.get("index");
    inPrint.textContent = choice.get("_options_labels")[index];
    buttons.forEach((button, k) => {
      button.classList.toggle("mod-active", k === index);
      button.ariaPressed = k === index;
    });
  };
  choice.on("change:index", describe2);
  describe2();
  return () => {
    choice.off("change:index", describe2);
    view.remove();
    choice.off(null, null, view);
  };
}
function setControl(model, value, within2) {
  let widened = false;
  if (typeof value === "string") model.set({ index: within2.indexOf(value) });
  else if (isLog(model)) model.set({ value });
  else {
    const [low, high] = within2 ?? [model.get("min"), model.get("max")];
    widened = value < low || value > high;
    model.set({ value, min: Math.min(low, Math.floor(value)), max: Math.max(high, Math.ceil(value)) });
  }
  model.save_changes();
  return widened;
}

// live/parts/link.js
var MARK = "#!";
function isState(hash) {
  return hash.startsWith(MARK);
}
function parse(hash, explorer) {
  const result = { settings: [], damage: [] };
  for (const part2 of parts(hash)) {
    const [name, body] = split(part2, ":");
    if (name !== explorer) continue;
    for (const setting of (body ?? "").split(",").filter(Boolean)) {
      const [key, value] = split(setting, "=");
      if (key && value !== void 0) result.settings.push([key, value]);
      else result.damage.push(setting);
    }
  }
  return result;
}
function replace(hash, explorer, settings) {
  const others = parts(hash).filter((part2) => split(part2, ":")[0] !== explorer);
  const own = Object.entries(settings).map(([key, value]) => `${key}=${value}`).join(",");
  const all = own ? [...others, `${explorer}:${own}`] : others;
  return all.length ? MARK + all.join(";") : "";
}
function readNumber(text2) {
  const plain = text2.trim().replace("−", "-");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}
function parts(hash) {
  return isState(hash) ? decode(hash.slice(MARK.length)).split(";").filter(Boolean) : [];
}
function decode(text2) {
  try {
    return decodeURIComponent(text2);
  } catch {
    return text2;
  }
}
function split(text2, mark2) {
  const at = text2.indexOf(mark2);
  return at < 0 ? [text2, void 0] : [text2.slice(0, at), text2.slice(at + 1)];
}

// live/parts/limits.js
function admit(spec, name, typed) {
  if (!spec.order.includes(name)) {
    return { problem: `There is no slider “${name}” here; the sliders are ${spec.order.join(", ")}.` };
  }
  const symbol2 = spec.symbols[name].text;
  const keys = spec.choices[name];
  if (keys) {
    return keys.includes(typed) ? { value: typed } : { problem: `${symbol2} can be ${keys.join(", ")}; “${typed}” is none of them.` };
  }
  const value = readNumber(typed);
  if (!Number.isFinite(value)) return { problem: `“${typed.trim()}” is not a number that ${symbol2} can take.` };
  const [low, high, , scale3] = spec.ranges[name];
  if (scale3 === "whole" && !Number.isInteger(value)) return { problem: `${symbol2} is a whole number; ${short(value)} is none.` };
  if (!spec.parameters?.includes(name) && (value < low || value > high)) {
    return { problem: `${symbol2} goes from ${short(low)} to ${short(high)}; ${short(value)} is outside.` };
  }
  return { value };
}
function short(value) {
  const { sign, digits: digits2 } = format(value, 4);
  return sign + digits2;
}

// live/parts/phrase.js
var ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
function escape(string) {
  return string.replace(/[&<>"]/g, (character) => ESCAPES[character]);
}
function say(texts, ...places) {
  return texts.flatMap((text2, k) => [text2, places[k] ?? ""].flat()).map((piece) => typeof piece === "number" ? digits(piece, 3) : piece);
}
var symbol = (name) => ({ symbol: name });
var digits = (value, count2) => ({ value, digits: count2 });
function apart(a, b, count2) {
  let more = count2;
  while (more < 9 && text(a, more) === text(b, more)) more++;
  return [a, b].map((value) => digits(value, text(a, more) === text(b, more) ? count2 : more));
}
var exact = (value, shown3 = short(value)) => ({ value, shown: shown3 });
function toHtml(phrase, symbols2) {
  return phrase.map((piece) => {
    if (typeof piece === "string") return escape(piece).replace(" = ", " = ");
    if (piece.symbol) return `<span>${symbols2[piece.symbol].html}</span>`;
    return `<strong data-value="${piece.value}">${print(piece)}</strong>`;
  }).join("");
}
function toSpeech(phrase, symbols2) {
  return phrase.map((piece) => {
    if (typeof piece === "string") return piece;
    return piece.symbol ? symbols2[piece.symbol].spoken : piece.shown ?? spoken(piece.value, piece.digits);
  }).join("");
}
function first(conditions, ...now) {
  for (const condition of conditions) {
    const phrase = condition(...now);
    if (phrase) return phrase;
  }
}
var counted = (count2, word) => `${count2} ${word}${count2 === 1 ? "" : "s"}`;
function listOf(pieces, last = " and ") {
  return pieces.flatMap((piece, k) => [k === 0 ? "" : k < pieces.length - 1 ? ", " : k === 1 ? " and " : last, piece]);
}
function times(ratio) {
  const shown3 = ratio < 9.95 ? ratio.toPrecision(ratio < 1.095 ? 3 : 2) : ratio < 999999.5 ? String(Math.round(ratio)) : void 0;
  return { value: ratio, digits: 2, shown: shown3 };
}
function print({ value, digits: digits2, shown: shown3 }) {
  return shown3 ?? text(value, digits2);
}

// live/parts/session.js
var MOVES = "change:value change:index";
var Session = class {
  /**
   * @param {object} spec
   * @param {object[]} models of the controls, in the order of `spec.order`
   * @param {() => void} moved called once after every move
   */
  constructor(spec, models, moved) {
    this.spec = spec;
    this.controls = new Map(spec.order.map((name, k) => [name, models[k]]));
    this.moved = moved;
    this.moving = false;
    this.onChange = () => this.moving || moved();
    for (const model of this.controls.values()) model.on(MOVES, this.onChange);
  }
  release() {
    for (const model of this.controls.values()) model.off(MOVES, this.onChange);
  }
  /** The number of a slider, or the key of what is chosen. */
  value(name) {
    const model = this.controls.get(name);
    const keys = this.spec.choices[name];
    return keys ? keys[model.get("index")] : model.get("value");
  }
  /** {control: its value} of all. */
  get values() {
    return Object.fromEntries(this.spec.order.map((name) => [name, this.value(name)]));
  }
  /** Set several controls as one move. Returns the names of the sliders whose range had to widen. */
  set(values, ranges = {}) {
    this.moving = true;
    const widened = Object.keys(values).filter((name) => setControl(this.controls.get(name), values[name], this.spec.choices[name] ?? ranges[name]));
    this.moving = false;
    this.moved();
    return widened;
  }
  /** What was typed for one slider. Returns why nothing changed, or what else did, in words; "" where all went as asked. */
  type(name, typed) {
    const { value, problem } = admit(this.spec, name, typed);
    return problem ?? this.saying(this.set({ [name]: value }));
  }
  reset() {
    this.set(this.spec.book, this.spec.ranges);
  }
  /** Settings that differ from the book's. */
  get settings() {
    return Object.fromEntries(Object.entries(this.values).filter(([name, value]) => value !== this.spec.book[name]));
  }
  /** The page's hash with the present settings. */
  hash(hash) {
    return replace(hash, this.spec.name, this.settings);
  }
  /** Go where a hash says: book values for all that it does not name. Returns messages in words. */
  follow(hash) {
    const { settings, damage } = parse(hash, this.spec.name);
    const values = { ...this.spec.book };
    const problems = damage.map((part2) => `“${part2}” in the link has no value.`);
    for (const [name, typed] of settings) {
      const { value, problem } = admit(this.spec, name, typed);
      if (problem) problems.push(problem);
      else values[name] = value;
    }
    const widened = this.set(values, this.spec.ranges);
    if (problems.length) problems.unshift("The link is damaged; what could be read was set.");
    return [...problems, this.saying(widened)].filter(Boolean).join(" ");
  }
  /** The new ranges of sliders in words. */
  saying(widened) {
    return widened.map((name) => {
      const [low, high] = ["min", "max"].map((end) => short(this.controls.get(name).get(end)));
      return `The slider of ${this.spec.symbols[name].text} now goes from ${low} to ${high}.`;
    }).join(" ");
  }
};

// live/parts/agreement.js
function digitsOfAgreement(a, b) {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return NaN;
  if (a === b) return Infinity;
  return Math.max(0, Math.floor(-Math.log10(Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)))));
}
var FEW_DIGITS = 5;
function agreement(digits2) {
  if (Number.isNaN(digits2)) return "not finite";
  if (digits2 === Infinity) return "exactly";
  if (digits2 === 0) return "to no digit";
  return `to ${counted(digits2, "digit")}${digits2 < FEW_DIGITS ? " only" : ""}`;
}
function moves(update) {
  if (Number.isNaN(update)) return "not finite";
  return update > 0 ? "↑ up" : update < 0 ? "↓ down" : "stays";
}

// live/parts/slots.js
var LONG = 9;
var LONG_IN_PICTURE = 8;
var WORDS = { agreement, moves };
var SIGNED = ["plus", "minus", "zero"];
function hue(value) {
  return value > 0 ? "plus" : value < 0 ? "minus" : "zero";
}
function setHue(element, value) {
  const wanted = hue(value);
  for (const name of SIGNED) element.classList.toggle(name, name === wanted);
}
var Slots = class {
  /**
   * @param {Element} root
   * @param {(symbol: string) => number} read
   * @param {Object<string, (value: number) => string>} words for symbols that begin with a name and "/"
   */
  constructor(root, read, words = {}) {
    this.read = read;
    this.words = { ...WORDS, ...words };
    this.groups = /* @__PURE__ */ new Map();
    for (const element of root.querySelectorAll("[data-symbol]")) this.add(element);
  }
  /** Take one more slot into the index. */
  add(element) {
    const { symbol: symbol2, digits: digits2 } = element.dataset;
    const key = `${symbol2} ${digits2}`;
    if (!this.groups.has(key)) this.groups.set(key, { symbol: symbol2, digits: Number(digits2), last: void 0, targets: [] });
    this.groups.get(key).targets.push({
      element,
      write: writerOf(element, this.words[symbol2.split("/")[0]]),
      signed: SIGNED.some((name) => element.classList.contains(name))
    });
  }
  /** Fill every slot whose number changed. */
  fill() {
    for (const group of this.groups.values()) {
      const value = this.read(group.symbol);
      if (Object.is(value, group.last)) continue;
      group.last = value;
      const parts2 = Number.isNaN(group.digits) ? null : format(value, group.digits);
      for (const { element, write: write2, signed } of group.targets) {
        element.dataset.value = value;
        write2(value, parts2);
        if (signed) setHue(element, value);
      }
    }
  }
};
function writerOf(element, word) {
  if (word) {
    return (value) => {
      element.textContent = word(value);
      if (word === agreement) element.classList.toggle("few", value < FEW_DIGITS);
    };
  }
  const [sign, digits2, pad] = ["sign", "digits", "pad"].map((name) => textNode(element.querySelector(`.${name}`)));
  return (value, parts2) => {
    parts2 ??= Number.isNaN(value) ? format(value) : { sign: "", digits: String(value), pad: "" };
    if (sign) sign.data = parts2.sign;
    digits2.data = sign ? parts2.digits : parts2.sign + parts2.digits;
    pad.data = parts2.pad;
    element.classList.toggle("long", digits2.data.length + pad.data.length > (sign ? LONG : LONG_IN_PICTURE));
  };
}
function textNode(element) {
  if (!element) return null;
  if (!element.firstChild) element.append("");
  return element.firstChild;
}
function slotHtml(symbol2, digits2, kind = "ink") {
  return `<span class="n ${kind}" data-symbol="${symbol2}" data-digits="${digits2}"><span class="sign"></span><span class="digits"></span><span class="pad"></span></span>`;
}

// live/parts/view.js
var QUIET = 400;
var NEAR = "100px";
async function mount(Kind, model, root) {
  const manager = model.widget_manager;
  const models = await Promise.all(model.get("controls").map((reference) => manager.get_model(reference.slice("IPY_MODEL_".length))));
  const view = new Kind({ spec: model.get("spec"), models, manager, root });
  await view.start();
  return () => view.release();
}
var View = class {
  static Session = Session;
  static words = {};
  static resting = "";
  #found = {};
  actions = {
    reset: () => this.session.reset(),
    "copy-link": () => this.#copyLink(),
    print: () => window.print()
  };
  constructor({ spec, models, manager, root }) {
    Object.assign(this, { spec, manager, root });
    this.gone = new AbortController();
    this.releases = [() => this.session.release(), () => this.#stop(), () => this.gone.abort()];
    this.session = new this.constructor.Session(spec, models, () => {
      this.moved = true;
      this.update();
    });
    this.slots = new Slots(root, (symbol2) => this.read(symbol2), this.constructor.words);
  }
  async start() {
    const places = [...this.root.querySelectorAll(".rail-slot")];
    this.releases.push(...await Promise.all(places.map((place2) => this.mountControl(place2.dataset.control, place2))));
    this.#listen();
    this.#watch();
    this.root.setAttribute("data-lm-suppress-shortcuts", "true");
    this.root.classList.add("live");
    if (isState(location.hash)) this.say(this.session.follow(location.hash));
    else this.update();
    this.moved = false;
  }
  release() {
    for (const release of this.releases.splice(0)) release();
    this.root.classList.remove("live", "settled", "moving");
  }
  /** Everything that a move changes, in one go. */
  update() {
    this.root.classList.add("moving");
    this.say("");
    this.compute();
    this.slots.fill();
    this.draw();
    this.said = this.sentence();
    write(this.part("sentence"), toHtml(this.said, this.spec.symbols));
    this.#stop();
    this.timer = setTimeout(() => this.#whenQuiet(), QUIET);
  }
  describe() {
  }
  summary() {
    return "";
  }
  part(name) {
    return this.#found[name] ??= this.root.querySelector(`[data-part="${name}"]`);
  }
  /** A text with the numbers of the symbols that stand in it as {symbol}, for a screen reader. */
  inWords(text2) {
    return text2.replace(/\{(.+?)\}/g, (_, symbol2) => spoken(this.read(symbol2), 6));
  }
  /** A message in words, or none. */
  say(text2) {
    this.part("message").textContent = text2;
  }
  /** @returns {Promise<() => void>} call it to take the control away */
  mountControl(name, place2) {
    const { spoken: spoken2, note } = this.spec.symbols[name];
    const options = { manager: this.manager, place: place2, label: note ? `${spoken2}, ${note}` : spoken2 };
    const model = this.session.controls.get(name);
    if (this.spec.choices[name]) return mountChoice({ ...options, choice: model });
    return mountSlider({ ...options, slider: model, commit: (typed) => this.say(this.session.type(name, typed)) });
  }
  /** Listen until the explorer is released. */
  on(target, type, listener) {
    target.addEventListener(type, listener, { signal: this.gone.signal });
  }
  #listen() {
    this.on(this.root, "click", (event) => {
      const action = this.actions[event.target.closest("button")?.dataset.action];
      if (!action) return;
      this.say("");
      const message = action();
      if (message) this.say(message);
    });
    this.on(window, "hashchange", () => {
      if (isState(location.hash)) this.say(this.session.follow(location.hash));
    });
    this.on(window, "beforeprint", () => this.#whenQuiet());
    this.on(window, "resize", () => {
      this.root.classList.remove("settled");
      this.#settle();
    });
  }
  /** Know what is off the screen. */
  #watch() {
    if (!this.constructor.resting) return;
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) target.classList.toggle("away", !isIntersecting);
    }, { rootMargin: NEAR, scrollMargin: NEAR });
    for (const part2 of this.root.querySelectorAll(this.constructor.resting)) {
      part2.classList.add("resting");
      watcher.observe(part2);
    }
    this.releases.push(() => watcher.disconnect());
  }
  #stop() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }
  /** The browser remembers a height at the end of a frame: only after a whole one may parts go without layout. */
  #settle() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.frame = requestAnimationFrame(() => this.root.classList.add("settled"));
    });
  }
  /** What need not keep up with a moving hand: words for screen readers, the address, heights to keep. */
  #whenQuiet() {
    this.#stop();
    this.root.classList.remove("moving");
    this.#settle();
    this.describe();
    if (!this.moved) return;
    write(this.part("live"), `${toSpeech(this.said, this.spec.symbols)} ${this.summary()}`);
    this.#writeAddress();
  }
  #writeAddress() {
    if (inJupyter()) return;
    const hash = this.session.hash(location.hash);
    if (hash === "" && !isState(location.hash)) return;
    if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
  }
  #copyLink() {
    const address = location.href.replace(/#.*/, "") + this.session.hash(location.hash);
    const fallback = () => {
      this.say(`Copy this link: ${address}`);
      const { firstChild: text2 } = this.part("message");
      getSelection().setBaseAndExtent(text2, text2.length - address.length, text2, text2.length);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => this.say("The link with these numbers is copied."), fallback);
    else fallback();
  }
};
function inJupyter() {
  return document.getElementById("jupyter-config-data") !== null;
}
function named(root, kind) {
  return Object.fromEntries([...root.querySelectorAll(`[data-${kind}]`)].map((element) => [element.dataset[kind], element]));
}
var written = /* @__PURE__ */ new WeakMap();
function write(element, html) {
  if (written.get(element) === html) return;
  written.set(element, html);
  element.innerHTML = html;
}

// live/engine/activations.js
var SATURATED = 0.05;
var sigmoid = (z) => {
  const e = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
};
var relu = (z) => Math.max(z, 0);
var sigmoidSlope = (a) => a * (1 - a);
var tanhSlope = (a) => 1 - a * a;
var reluSlope = (a) => a > 0 ? 1 : 0;
var GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);
var geluInner = (z) => GELU_SCALE * (z + 0.044715 * z * z * z);
var geluInnerSlope = (z) => GELU_SCALE * (1 + 3 * 0.044715 * z * z);
var ACTIVATIONS = {
  identity: { value: (z) => z, derivative: () => 1 },
  sigmoid: { value: sigmoid, derivative: (z, a) => sigmoidSlope(a) },
  tanh: { value: Math.tanh, derivative: (z, a) => tanhSlope(a) },
  relu: { value: relu, derivative: (z, a) => reluSlope(a) },
  leaky_relu: { value: (z) => Math.max(z, 0.01 * z), derivative: (z) => z > 0 ? 1 : 0.01 },
  elu: {
    value: (z) => relu(z) + Math.expm1(Math.min(z, 0)),
    derivative: (z) => Math.exp(Math.min(z, 0))
  },
  softplus: { value: (z) => relu(z) + Math.log1p(Math.exp(-Math.abs(z))), derivative: sigmoid },
  gelu: {
    value: (z) => z * sigmoid(geluInner(z)),
    derivative: (z) => {
      const s = sigmoid(geluInner(z));
      return s + z * s * (1 - s) * geluInnerSlope(z);
    }
  },
  silu: {
    value: (z) => z * sigmoid(z),
    derivative: (z) => {
      const s = sigmoid(z);
      return s + z * s * (1 - s);
    }
  }
};
function softmax(z) {
  const largest = Math.max(...z);
  const e = z.map((each) => Math.exp(each - largest));
  const sum2 = e.reduce((a, b) => a + b);
  return e.map((each) => each / sum2);
}
function softmaxJacobian(z) {
  const a = softmax(z);
  return a.map((ai, i) => a.map((aj, j) => ai * ((i === j) - aj)));
}

// live/engine/losses.js
var halfSquaredError = (out, y2) => 0.5 * (out - y2) ** 2;
var binaryCrossEntropy = (out, y2) => Math.max(out, 0) - y2 * out + Math.log1p(Math.exp(-Math.abs(out)));
var LOSSES = {
  half_squared_error: { value: halfSquaredError, gradient: (out, y2) => out - y2, fromLogits: false },
  squared_error: { value: (out, y2) => (out - y2) ** 2, gradient: (out, y2) => 2 * (out - y2), fromLogits: false },
  binary_cross_entropy: { value: binaryCrossEntropy, gradient: (out, y2) => sigmoid(out) - y2, fromLogits: true }
};
var crossEntropy = {
  value(out, y2) {
    const largest = Math.max(...out);
    const log = Math.log(out.reduce((sum2, z) => sum2 + Math.exp(z - largest), 0));
    return -out.reduce((sum2, z, k) => sum2 + y2[k] * (z - largest - log), 0);
  },
  gradient: (out, y2) => softmax(out).map((p, k) => p - y2[k])
};

// live/parts/axes.js
function scale(low, high, start3, end, log = false) {
  const along = log ? Math.log10 : (value) => value;
  const [first2, last] = [along(low), along(high)];
  return (value) => {
    const place2 = start3 + (along(value) - first2) / (last - first2) * (end - start3);
    return Number.isFinite(place2) ? Math.round(10 * place2) / 10 : NaN;
  };
}
function path(x2, y2, xs, ys) {
  let d = "", pen = "M";
  xs.forEach((at, k) => {
    const [px, py] = [x2(at), y2(ys[k])];
    const placed = !Number.isNaN(px + py);
    if (placed) d += `${pen}${px} ${py}`;
    pen = placed ? "L" : "M";
  });
  return d;
}

// live/activations/loss.js
function numbers({ z, y: target }) {
  const y2 = Number(target);
  const p = sigmoid(z);
  const slope2 = sigmoidSlope(p);
  const { half_squared_error: squared, binary_cross_entropy: cross } = LOSSES;
  return {
    y: y2,
    p,
    e: p - y2,
    "sigma_prime(z)": slope2,
    "squared/L": squared.value(p, y2),
    "squared/delta": squared.gradient(p, y2) * slope2,
    "cross/L": cross.value(z, y2),
    "cross/delta": cross.gradient(z, y2)
  };
}
function sentence(now) {
  const { y: y2, p } = now;
  const [squared, cross] = [now["squared/delta"], now["cross/delta"]];
  const wrong = Math.abs(p - y2);
  const start3 = say`${symbol("p")} is ${p} where ${symbol("y")} is ${String(y2)}.`;
  if (wrong > 0.95) {
    return say`${start3} The sigmoid is saturated on the wrong side: cross-entropy sends back ${cross}, squared error ${times(cross / squared)} times less.`;
  }
  if (wrong < 0.05) return say`${start3} The answer is right: with both losses little goes back.`;
  return say`${start3} Squared error multiplies the error by the slope ${now["sigma_prime(z)"]}, which is at most ¼; cross-entropy sends back the error itself.`;
}
var Part = class {
  numbers = numbers;
  sentence = sentence;
  constructor(root, spec) {
    this.x = scale(...spec.frame.z);
    this.y = scale(...spec.frame.delta);
    [, , this.bottom, this.top] = spec.frame.delta;
    this.panels = [...root.querySelectorAll("[data-loss]")].map((svg) => ({
      svg,
      symbol: `${svg.dataset.loss}/delta`,
      here: svg.querySelector('[data-draw="here"]'),
      dot: svg.querySelector('[data-draw="on"]'),
      curves: [...svg.querySelectorAll("[data-target]")]
    }));
  }
  draw(now) {
    const at = this.x(now.z);
    for (const { symbol: symbol2, here, dot, curves } of this.panels) {
      here.setAttribute("d", `M${at} ${this.top}V${this.bottom}`);
      dot.setAttribute("cx", at);
      dot.setAttribute("cy", this.y(now[symbol2]));
      for (const curve3 of curves) curve3.classList.toggle("ghost", Number(curve3.dataset.target) !== now.y);
    }
  }
  describe(now) {
    for (const { svg, symbol: symbol2 } of this.panels) {
      svg.ariaLabel = `${svg.ariaLabel.split(":")[0]}: ${spoken(now[symbol2])} at z = ${spoken(now.z)}.`;
    }
  }
};

// live/parts/width.js
function lineWidth(value) {
  if (value === 0) return 0.8;
  if (!Number.isFinite(value)) return 5.3;
  const width = 0.8 + 0.9 * (Math.log10(Math.abs(value)) + 4);
  return Math.round(100 * Math.min(Math.max(width, 0.8), 5.3)) / 100;
}

// live/activations/slope.js
var CROSSING = 2 * Math.acosh((1 + Math.sqrt(3)) / 2);
var BOUNDED = ["sigmoid", "tanh"];
var TANGENT = 50;
var STEEPEST = { sigmoid: "¼", tanh: "1" };
var XS = Array.from({ length: 121 }, (_, k) => (k - 60) / 10).toSpliced(61, 0, 1e-9);
function numbers2({ activation: activation2, beside: beside2, z, u }) {
  const a = ACTIVATIONS[activation2].value(z);
  const slope2 = slopeOf(activation2, z);
  const [s, c] = gate(activation2, z);
  return {
    a,
    "f_prime(z)": slope2,
    delta: u * slope2,
    compared: slopeOf(beside2 === "none" ? activation2 : beside2, z),
    s,
    c,
    crossing: CROSSING
  };
}
function slopeOf(name, z) {
  const { value, derivative } = ACTIVATIONS[name];
  return derivative(z, value(z));
}
function gate(activation2, z) {
  if (activation2 !== "gelu") return [sigmoid(z), sigmoid(-z)];
  const g = geluInner(z);
  return [sigmoid(g), sigmoid(-g) * geluInnerSlope(z)];
}
function sentence2(now, { labels }) {
  const { activation: activation2, beside: beside2, z, u, delta } = now;
  const slope2 = now["f_prime(z)"];
  const is = say`The slope of ${labels[activation2]} at ${symbol("z")} = ${digits(z, 4)} is ${slope2}`;
  if (u === 0) return say`${is}. The gradient that arrives is 0, so nothing goes on, whatever the slope is.`;
  if (slope2 === 0) return say`${is}: no gradient goes on, and no weight before this neuron learns from this sample.`;
  const goes = slope2 < 0 ? say`the gradient changes its sign, and ${share(-slope2)} of its size goes on` : slope2 === 1 ? say`the whole gradient goes on, ${delta}` : slope2 > 1 ? say`a little more goes on than arrives, ${share(slope2)}` : say`of the gradient that arrives, ${share(slope2)} goes on`;
  return say`${is}: ${goes}.${beside2 === "none" || beside2 === activation2 ? alone(now) : compared(now, labels)}`;
}
function alone({ activation: activation2, "f_prime(z)": slope2 }) {
  const most = STEEPEST[activation2];
  if (Math.abs(slope2) < SATURATED) return ` This neuron is saturated${most ? `; its slope is at most ${most}` : ""}.`;
  return most ? ` Its slope is at most ${most}.` : "";
}
function compared(now, labels) {
  const { beside: beside2, z } = now;
  const [larger, where] = Math.abs(z) < CROSSING ? ["tanh", "nearer to 0"] : ["sigmoid", "farther out"];
  return say` That of ${labels[beside2]} is ${now.compared}${crosses(now) ? say`: ${where} than ${digits(CROSSING, 5)}, ${larger} has the larger slope` : ""}.`;
}
var crosses = ({ activation: activation2, beside: beside2 }) => BOUNDED.includes(activation2) && BOUNDED.includes(beside2) && activation2 !== beside2;
function share(part2) {
  return exact(part2, `${text(100 * part2, 3)} %`);
}
var Part2 = class {
  numbers = numbers2;
  sentence = sentence2;
  constructor(root, spec) {
    this.root = root;
    this.spec = spec;
    this.figures = Object.entries(spec.frames).map(([layout, frame]) => {
      const svg = root.querySelector(`svg.${layout}`);
      const parts2 = named(svg, "draw");
      return { svg, frame, parts: parts2, x: scale(...frame.z), frames: [...svg.querySelectorAll("[data-frame]")] };
    });
    this.blocks = [...root.querySelectorAll(".of")];
    this.ways = [...root.querySelectorAll("[data-width]")];
    [this.beside, this.crossing] = ["beside", "crossing"].map((name) => root.querySelector(`[data-part="${name}"]`));
  }
  draw(now) {
    const key = `${now.activation} ${now.beside}`;
    if (key !== this.key) this.#choose(now);
    this.key = key;
    const { z, a } = now;
    const slope2 = now["f_prime(z)"];
    for (const { svg, parts: parts2, x: x2, y: y2 } of this.figures) {
      const [left, top, level] = [x2(z), y2(a), y2(slope2)];
      parts2.here.setAttribute("d", `M${left} ${y2.end}V${y2.start}`);
      parts2.tangent.setAttribute("d", tangent(x2, y2, z, a, slope2));
      for (const [part2, at] of [["on-value", top], ["on-slope", level]]) {
        parts2[part2].setAttribute("cx", left);
        parts2[part2].setAttribute("cy", at);
      }
    }
    for (const way2 of this.ways) {
      way2.setAttribute("stroke-width", lineWidth(now[way2.dataset.width]));
      setHue(way2, now[way2.dataset.width]);
    }
  }
  /** Curves, frames and formulas of the chosen activations. */
  #choose(now) {
    const { activation: activation2, beside: beside2 } = now;
    const axis = BOUNDED.includes(activation2) ? "bounded" : "unbounded";
    const other = beside2 === "none" || beside2 === activation2 ? null : beside2;
    for (const figure of this.figures) {
      const { frame, x: x2, parts: parts2, frames, svg } = figure;
      const y2 = figure.y = Object.assign(scale(...frame[axis]), { start: frame[axis][2], end: frame[axis][3] });
      const slopes = XS.map((z) => slopeOf(activation2, z));
      parts2.value.setAttribute("d", path(x2, y2, XS, XS.map(ACTIVATIONS[activation2].value)));
      parts2.slope.setAttribute("d", path(x2, y2, XS, slopes));
      parts2.saturated.setAttribute("d", saturated(x2, y2, slopes));
      parts2.beside.setAttribute("d", other ? path(x2, y2, XS, XS.map((z) => slopeOf(other, z))) : "");
      for (const each of frames) each.toggleAttribute("hidden", each.dataset.frame !== axis);
      svg.querySelector(".crossings").toggleAttribute("hidden", !crosses(now));
    }
    for (const block of this.blocks) block.classList.toggle("absent", block.dataset.activation !== activation2);
    this.beside.classList.toggle("absent", !other);
    this.beside.querySelector(".who").textContent = other ? `slope of ${this.spec.labels[other]}` : "";
    this.crossing.classList.toggle("absent", !crosses(now));
  }
  describe(now) {
    const [z, a, slope2] = ["z", "a", "f_prime(z)"].map((symbol2) => spoken(now[symbol2]));
    for (const { svg } of this.figures) {
      svg.ariaLabel = `The activation and its slope over z. At z = ${z} the value is ${a} and the slope ${slope2}.`;
    }
  }
};
function tangent(x2, y2, z, a, slope2) {
  const reach = TANGENT / Math.hypot(x2(1) - x2(0), slope2 * (y2(1) - y2(0)));
  const ends = [Math.max(XS[0], z - reach), Math.min(XS.at(-1), z + reach)];
  return path(x2, y2, ends, ends.map((end) => a + slope2 * (end - z)));
}
function saturated(x2, y2, slopes) {
  let d = "", start3 = null;
  [...slopes, Infinity].forEach((slope2, k) => {
    const low = Math.abs(slope2) < SATURATED;
    if (low && start3 === null) start3 = XS[k];
    if (!low && start3 !== null) {
      d += `M${x2(start3)} ${y2.end}H${x2(XS[k - 1])}V${y2.start}H${x2(start3)}z`;
      start3 = null;
    }
  });
  return d;
}

// live/activations/softmax.js
var CLASSES = [1, 2, 3];
function numbers3(setting) {
  const z = CLASSES.map((k) => setting[`z${k}`]);
  const target = CLASSES.map((k) => Number(setting.true === String(k)));
  const p = softmax(z);
  const jacobian = softmaxJacobian(z);
  const error = p.map((each, k) => each - target[k]);
  const deltas = {
    squared: jacobian.map((row) => row.reduce((sum2, slope2, k) => sum2 + slope2 * error[k], 0)),
    // it is symmetric
    cross: crossEntropy.gradient(z, target)
  };
  const found = { "squared/L": error.reduce((sum2, e) => sum2 + e * e / 2, 0), "cross/L": crossEntropy.value(z, target) };
  CLASSES.forEach((k, i) => {
    Object.assign(found, { [`p${k}`]: p[i], [`t${k}`]: target[i] });
    CLASSES.forEach((j, column) => {
      found[`dp${k}/dz${j}`] = jacobian[i][column];
    });
    for (const loss3 in deltas) found[`${loss3}/delta${k}`] = deltas[loss3][i];
  });
  for (const loss3 in deltas) found[`${loss3}/norm`] = Math.hypot(...deltas[loss3]);
  return found;
}
function sentence3(now) {
  const of = now.true;
  const p = now[`p${of}`];
  const surest = CLASSES.reduce((best, k) => now[`p${k}`] > now[`p${best}`] ? k : best, 1);
  const [squared, cross] = [now["squared/norm"], now["cross/norm"]];
  const start3 = say`The true class is ${of}, and ${symbol(`p${of}`)} is ${p}.`;
  if (p > 0.95) return say`${start3} The answer is right: with both losses little goes back.`;
  if (now[`p${surest}`] > 0.95) {
    return say`${start3} Softmax is sure of class ${String(surest)}, so its Jacobian is small: squared error sends back a gradient of length ${squared}, cross-entropy one of ${cross}.`;
  }
  return say`${start3} Cross-entropy sends back probability minus target; squared error multiplies that by the Jacobian, and its gradient is ${times(cross / squared)} times shorter.`;
}
var Part3 = class {
  numbers = numbers3;
  sentence = sentence3;
  constructor(root, spec) {
    this.length = spec.bar;
    this.bars = [...root.querySelectorAll("[data-bar]")];
    this.rows = [...root.querySelectorAll("[data-class]")];
  }
  draw(now) {
    for (const bar of this.bars) bar.setAttribute("width", (this.length * now[bar.dataset.bar]).toFixed(2));
    for (const row of this.rows) row.classList.toggle("true", row.dataset.class === now.true);
  }
  describe() {
  }
};

// live/activations/view.js
var PARTS = { slope: Part2, loss: Part, softmax: Part3 };
var ActivationsView = class extends View {
  constructor(options) {
    super(options);
    const { spec, root } = this;
    this.shown = new PARTS[spec.part](root, spec);
    this.voices = [...root.querySelectorAll("[data-speech]")];
  }
  compute() {
    const setting = this.session.values;
    this.now = { ...setting, ...this.shown.numbers(setting) };
  }
  read(symbol2) {
    return this.now[symbol2];
  }
  draw() {
    this.shown.draw(this.now);
  }
  sentence() {
    return this.shown.sentence(this.now, this.spec);
  }
  describe() {
    this.voices.forEach((voice, k) => write(voice, this.inWords(this.spec.speech[k])));
    this.shown.describe(this.now);
  }
};

// live/engine/initializers.js
var uniform = (limit) => (draws) => draws.uniform(-limit, limit);
var gauss = (scale3) => (draws) => draws.normal(0, scale3);
var INITIALIZERS = {
  zeros: () => () => 0,
  xavier_uniform: (out, fanIn) => uniform(Math.sqrt(6 / (out + fanIn))),
  xavier_normal: (out, fanIn) => gauss(Math.sqrt(2 / (out + fanIn))),
  he_uniform: (out, fanIn) => uniform(Math.sqrt(6 / fanIn)),
  he_normal: (out, fanIn) => gauss(Math.sqrt(2 / fanIn))
};
function weights(initializer, out, fanIn, draws) {
  const draw = typeof initializer === "number" ? gauss(initializer) : INITIALIZERS[initializer](out, fanIn);
  const matrix = new Float64Array(out * fanIn);
  for (let i = 0; i < matrix.length; i++) matrix[i] = draw(draws);
  return matrix;
}

// live/engine/random.js
var WORD = 2 ** 32;
var RATIO = 1.7155277699214135;
var turn = (word, bits) => word << bits | word >>> 32 - bits;
var Draws = class {
  /** @param {number} seed a whole number from 0 to 2⁵³ − 1 */
  constructor(seed) {
    const low = seed | 0;
    const high = Math.floor(seed / WORD) | 0;
    this.key = [low, high, low ^ high ^ 466688986];
    this.used = 0;
    this.first = this.second = 0;
  }
  /** The next block: two words of 32 bits, `first` and `second`. With four rounds written out it is twice as fast. */
  next() {
    const { key } = this;
    let a = this.used++ + key[0] | 0;
    let b = key[1];
    for (let group = 1; group <= 5; group++) {
      const odd = group % 2;
      a = a + b | 0;
      b = turn(b, odd ? 13 : 17) ^ a;
      a = a + b | 0;
      b = turn(b, odd ? 15 : 29) ^ a;
      a = a + b | 0;
      b = turn(b, odd ? 26 : 16) ^ a;
      a = a + b | 0;
      b = turn(b, odd ? 6 : 24) ^ a;
      a = a + key[group % 3] | 0;
      b = b + key[(group + 1) % 3] + group | 0;
    }
    this.first = a >>> 0;
    this.second = b >>> 0;
  }
  /** Uniform in [0, 1), 53 bits. */
  random() {
    this.next();
    return ((this.first >>> 5) * 2 ** 26 + (this.second >>> 6)) / 2 ** 53;
  }
  /** Uniform in [low, high). */
  uniform(low, high) {
    return low + (high - low) * this.random();
  }
  /**
   * Normal with mean `loc` and standard deviation `scale`, by the ratio of two uniform numbers
   * (Kinderman & Monahan, ACM TOMS 3, 1977). The logarithm, whose last digit differs between systems,
   * only decides whether x is taken and does not enter its digits: that keeps the twins equal.
   */
  normal(loc = 0, scale3 = 1) {
    for (; ; ) {
      this.next();
      const u = (this.first + 0.5) / WORD;
      const x2 = RATIO * ((this.second + 0.5) / WORD - 0.5) / u;
      if (x2 * x2 <= -4 * Math.log(u)) return loc + scale3 * x2;
    }
  }
};

// live/engine/depth.js
function product(A, B, C, m, n, k) {
  for (let i = 0; i < m; i += 2) {
    const i1 = Math.min(i + 1, m - 1);
    const [a0, a1] = [i * k, i1 * k];
    for (let j = 0; j < n; j += 4) {
      const j1 = Math.min(j + 1, n - 1);
      const j2 = Math.min(j + 2, n - 1);
      const j3 = Math.min(j + 3, n - 1);
      const [b0, b1, b2, b3] = [j * k, j1 * k, j2 * k, j3 * k];
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0, t0 = 0, t1 = 0, t2 = 0, t3 = 0;
      for (let l = 0; l < k; l++) {
        const x2 = A[a0 + l];
        const y2 = A[a1 + l];
        const v0 = B[b0 + l];
        const v1 = B[b1 + l];
        const v2 = B[b2 + l];
        const v3 = B[b3 + l];
        s0 += x2 * v0;
        s1 += x2 * v1;
        s2 += x2 * v2;
        s3 += x2 * v3;
        t0 += y2 * v0;
        t1 += y2 * v1;
        t2 += y2 * v2;
        t3 += y2 * v3;
      }
      const [c, d] = [i * n, i1 * n];
      C[c + j] = s0;
      C[c + j1] = s1;
      C[c + j2] = s2;
      C[c + j3] = s3;
      C[d + j] = t0;
      C[d + j1] = t1;
      C[d + j2] = t2;
      C[d + j3] = t3;
    }
  }
}
function transpose(A, T, rows, columns) {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) T[j * rows + i] = A[i * columns + j];
  return T;
}
function norm(a) {
  let sum2 = 0;
  for (let i = 0; i < a.length; i++) sum2 += a[i] * a[i];
  if (sum2 > 1e-200 && sum2 < Infinity) return Math.sqrt(sum2);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]));
  if (!(largest > 0 && largest < Infinity)) return largest;
  sum2 = 0;
  for (let i = 0; i < a.length; i++) sum2 += (a[i] / largest) ** 2;
  return largest * Math.sqrt(sum2);
}
var DeepNetwork = class {
  /**
   * Data and weights are drawn in this order: X (batch × width), T (batch × 1), then the weights layer by layer.
   *
   * @param {object} settings
   * @param {number} settings.layers hidden layers @param {number} settings.width @param {number} settings.batch
   * @param {string} [settings.hidden] name of their activation, in ACTIVATIONS; a pass takes `activation` as it is then
   * @param {string | number} settings.initializer as for `weights`
   * @param {boolean} [settings.residual] a skip connection around every hidden layer; a pass takes it as it is then
   * @param {number} settings.seed
   */
  constructor({ layers, width, batch, hidden, initializer, residual, seed }) {
    const draws = new Draws(seed);
    const normal = (rows, columns) => weights(1, rows, columns, draws);
    Object.assign(this, { layers, width, batch, residual, activation: ACTIVATIONS[hidden] });
    const make = (count2, size2) => Array.from({ length: count2 }, () => new Float64Array(size2));
    const size = batch * width;
    this.activations = [normal(batch, width), ...make(layers, size)];
    this.targets = normal(batch, 1);
    this.weights = Array.from({ length: layers + 1 }, (_, l) => weights(initializer, l < layers ? width : 1, width, draws));
    this.zs = make(layers, size);
    this.values = make(layers, size);
    this.slopes = make(layers, size);
    this.deltas = [...make(layers, size), new Float64Array(batch)];
    this.gradients = this.weights.map((W) => new Float64Array(W.length));
    this.out = new Float64Array(batch);
    this.work = make(3, Math.max(size, width * width));
  }
  /** Forward and backward pass at the present weights; returns the loss. */
  pass() {
    const { layers, width, batch, residual, activation: activation2, activations, values, slopes, zs, targets, deltas, gradients, out } = this;
    const [turned, other, upstream] = this.work;
    for (let l = 0; l < layers; l++) {
      const [a, z, value, slope2, next] = [activations[l], zs[l], values[l], slopes[l], activations[l + 1]];
      product(a, this.weights[l], z, batch, width, width);
      for (let i = 0; i < z.length; i++) {
        value[i] = activation2.value(z[i]);
        slope2[i] = activation2.derivative(z[i], value[i]);
        next[i] = residual ? a[i] + value[i] : value[i];
      }
    }
    product(activations[layers], this.weights[layers], out, batch, 1, width);
    let loss3 = 0;
    for (let s = 0; s < batch; s++) {
      const error = out[s] - targets[s];
      loss3 += error * error;
      deltas[layers][s] = error / batch;
    }
    for (let l = layers; l >= 0; l--) {
      const outs = l < layers ? width : 1;
      if (l < layers) for (let i = 0; i < batch * width; i++) deltas[l][i] = upstream[i] * slopes[l][i];
      product(transpose(deltas[l], other, batch, outs), transpose(activations[l], turned, batch, width), gradients[l], outs, width, batch);
      if (l === 0) break;
      product(deltas[l], transpose(this.weights[l], turned, outs, width), other, batch, width, outs);
      const skips = residual && l < layers;
      for (let i = 0; i < batch * width; i++) upstream[i] = skips ? upstream[i] + other[i] : other[i];
    }
    return 0.5 * loss3 / batch;
  }
  /**
   * A pass and, where its loss and gradient are finite, a step of SGD. @param {number} lr
   * @param {number} limit of the gradient's norm, by clipping
   * @returns {number} the loss before the step
   */
  step(lr, limit) {
    const loss3 = this.pass();
    const length2 = this.length();
    if (!Number.isFinite(loss3 + length2)) return loss3;
    const rate = lr * (length2 > limit ? limit / length2 : 1);
    this.weights.forEach((W, l) => {
      for (let i = 0; i < W.length; i++) W[i] -= rate * this.gradients[l][i];
    });
    return loss3;
  }
  /**
   * What the last pass shows of each hidden layer, and of the readout where it has it.
   * @returns {{delta: number[], gradient: number[], norm: number, dead: number[], saturated: number[]}} ‖δ‖ and ‖∂L/∂W‖
   *   of each layer, the readout last; ‖g‖ of the whole gradient; of each hidden layer the share of units with f′(z) = 0
   *   on all data, and the share of slopes |f′(z)| below SATURATED
   */
  summary() {
    const { width, batch } = this;
    return {
      delta: this.deltas.map(norm),
      gradient: this.gradients.map(norm),
      norm: this.length(),
      dead: this.slopes.map((slope2) => {
        let dead = 0;
        for (let j = 0; j < width; j++) {
          let s = 0;
          while (s < batch && slope2[s * width + j] === 0) s++;
          if (s === batch) dead++;
        }
        return dead / width;
      }),
      saturated: this.slopes.map((slope2) => {
        let count2 = 0;
        for (let i = 0; i < slope2.length; i++) if (Math.abs(slope2[i]) < SATURATED) count2++;
        return count2 / slope2.length;
      })
    };
  }
  /** ‖g‖ of the whole gradient. */
  length() {
    return norm(this.gradients.map(norm));
  }
};

// live/engine/finite.js
function allFinite(a) {
  let zero2 = 0;
  for (let i = 0; i < a.length; i++) zero2 += a[i] * 0;
  return zero2 === 0;
}

// live/depth/numbers.js
var Depth = class {
  /** @param {number} samples of the data */
  constructor(samples) {
    this.samples = samples;
  }
  /**
   * What the page shows at a setting, {control: number or key}.
   *
   * @returns {object} L, norm; delta, gradient, dead, saturated of the hidden layers, layer 1 first; and, where a step was
   *   made, `start`: the same before it
   */
  numbers({ activation: activation2, residual, layers, width, initializer, scale: scale3, seed, step: step2, eta, limit }) {
    this.#draw(layers, width, initializer, seed);
    const { net, drawn } = this;
    net.activation = ACTIVATIONS[activation2];
    net.residual = residual === "on";
    net.weights.forEach((W, l) => {
      for (let i = 0; i < W.length; i++) W[i] = scale3 * drawn[l][i];
    });
    if (step2 === "none") return shown2(net, net.pass());
    const start3 = shown2(net, net.step(eta, step2 === "clipped" ? limit : Infinity));
    return { ...shown2(net, net.pass()), start: start3 };
  }
  #draw(layers, width, initializer, seed) {
    const key = [layers, width, initializer, seed].join();
    if (key === this.key) return;
    this.key = key;
    this.net = new DeepNetwork({ layers, width, batch: this.samples, initializer: initializer === "normal" ? 1 : initializer, seed });
    this.drawn = this.net.weights.map((W) => W.slice());
  }
};
function shown2(net, L2) {
  const { norm: norm2, delta, gradient, dead, saturated: saturated2 } = net.summary();
  const hidden = (all) => all.slice(0, net.layers);
  const known = net.zs.map(allFinite);
  return {
    L: L2,
    norm: norm2,
    delta: hidden(delta),
    gradient: hidden(gradient),
    dead: dead.map((share3, l) => known[l] ? Math.round(share3 * net.width) : NaN),
    saturated: saturated2.map((share3, l) => known[l] ? share3 : NaN)
  };
}
function law({ activation: activation2, residual, width, initializer, scale: scale3, step: step2 }) {
  if (step2 !== "none") return { factor: 0, name: "step" };
  if (residual === "on") return { factor: 0, name: "residual" };
  const spread = scale3 * Math.sqrt({ xavier_normal: 1, he_normal: 2, normal: width }[initializer]);
  const factors2 = { sigmoid: 0.25, tanh: spread, relu: spread * Math.SQRT1_2, leaky_relu: spread * Math.sqrt((1 + 0.01 ** 2) / 2) };
  return { factor: factors2[activation2] ?? 0, name: activation2 };
}
var LOWEST = -16;
var DECADES = 20;
var AXES = 5;
function place(value, axis) {
  return (Math.log10(value) - LOWEST) / (DECADES * 2 ** axis);
}
function axisOf(deltas) {
  const largest = Math.max(0, ...deltas.filter(Number.isFinite));
  let axis = 0;
  while (axis < AXES - 1 && place(largest, axis) > 1) axis++;
  return axis;
}

// live/depth/words.js
var DELTA = symbol("delta");
var RECTIFIERS = ["relu", "leaky_relu"];
function sentence4(setting, now, law2) {
  return first(setting.step === "none" ? [zero, start] : [notFinite, cut, newlyDead, zero, within, stepped], setting, now, law2);
}
var rough = (value) => short(Number(value.toPrecision(2)));
var roughly = (value) => exact(value, rough(value));
var sum = (numbers5) => numbers5.reduce((a, b) => a + b);
var deadOf = ({ layers, width }, count2) => say`${exact(count2)} of ${counted(layers * width, "unit")} ${count2 === 1 ? "is" : "are"} dead on all data`;
function notFinite({ step: step2, eta, limit }, { L: L2, norm: norm2, delta, start: start3 }) {
  if ([L2, norm2, ...delta].every(Number.isFinite)) return null;
  if (step2 === "clipped" && start3.norm > limit) {
    return say`Even with a gradient clipped to ${exact(limit)}, a step with η = ${exact(eta)} is so long that the numbers outgrow 64 bits. A smaller limit or η keeps them finite.`;
  }
  return say`One step, η = ${exact(eta)} times a gradient of length ${start3.norm}, threw the weights so far that the numbers outgrow 64 bits. Clip the step, or make η or the scale smaller.`;
}
function newlyDead(setting, { L: L2, dead, start: start3 }) {
  const [before, after] = [sum(start3.dead), sum(dead)];
  if (after <= before) return null;
  return say`After one step with η = ${exact(setting.eta)}, ${deadOf(setting, after)} (before it ${exact(before)}): no gradient reaches their weights. ${loss(start3.L, L2)}`;
}
function zero({ layers, width, activation: activation2, residual }, { delta, dead }) {
  const none = delta.filter((size) => size === 0).length;
  if (none === 0) return null;
  const cause = dead.indexOf(width);
  if (residual === "on") {
    return say`In ${exact(none)} of ${counted(layers, "layer")} ${DELTA} is exactly 0. The skip connections pass the gradient by to the others.`;
  }
  if (none === layers && activation2 === "relu" && cause >= 0) {
    return say`${["The only unit", "Both units"][width - 1] ?? `All ${width} units`} of layer ${String(cause + 1)} ${width === 1 ? "is" : "are"} dead on all data. The output is 0, every ${DELTA} is exactly 0, and no weight learns: another seed, more width or skip connections help.`;
  }
  const last = String(delta.lastIndexOf(0) + 1);
  return say`At layer ${last} every slope that the gradient meets was rounded to exactly 0: from there to layer 1 ${DELTA} is exactly 0, and those weights do not learn.`;
}
function cut({ step: step2, limit, layers }, { L: L2, delta, start: start3 }) {
  if (step2 !== "clipped" || !(start3.norm > limit)) return null;
  const factor = perLayer(delta);
  return say`Clipping shortened the gradient from ${start3.norm} to ${exact(limit)}${layers === 1 || !(Math.abs(Math.log(factor)) > Math.log(1.25)) ? say`: a shorter step in the same direction. ${loss(start3.L, L2)}` : say`. It keeps the step finite and does not repair the start: ${changes(factor)}`}`;
}
function within({ step: step2, limit }, { L: L2, start: start3 }) {
  if (step2 !== "clipped") return null;
  return say`The gradient has the length ${start3.norm}, within the limit of ${exact(limit)}, so clipping changes nothing. ${loss(start3.L, L2)}`;
}
function stepped({ eta, layers }, { L: L2, delta, start: start3 }) {
  return say`One step with η = ${exact(eta)} along a gradient of length ${start3.norm}. ${loss(start3.L, L2)}${layers === 1 ? "" : say` Now ${changes(perLayer(delta))}`}`;
}
var changes = (factor) => say`per layer ${DELTA} changes by a factor of ${factor}.`;
function loss(before, after) {
  if (after === before) return say`The loss stays at ${after}.`;
  const [from, to] = apart(before, after, 3);
  return say`The loss ${after < before ? "falls" : "rises"} from ${from} to ${to}.`;
}
function start(setting, now, law2) {
  const { layers, activation: activation2 } = setting;
  const { delta, gradient, dead } = now;
  if (layers === 1) return say`In the only hidden layer ${DELTA} is ${delta[0]}. Add layers to see what each of them does to it.`;
  const factor = perLayer(delta);
  const way2 = say`From layer ${String(layers)} to layer 1 the gradient ${change(delta[0] / delta.at(-1))}: per layer by a factor of ${factor}`;
  if (hides(activation2, delta, gradient)) {
    return say`${way2}. ${symbol("gradient")} hides it (${roughly(gradient[0] / gradient.at(-1))} times): the values change the other way.`;
  }
  const killed = activation2 === "relu" ? sum(dead) : 0;
  return say`${way2}${beside(factor, law2, setting)}${killed ? say` ${deadOf(setting, killed)}.` : ""}`;
}
function beside(factor, law2, { activation: activation2, residual }) {
  if (residual === "on") return "; skip connections carry it past the slopes.";
  if (law2 === 0) return ".";
  if (Math.abs(factor / law2 - 1) < 0.02) return ", as the textbook says.";
  return activation2 === "sigmoid" ? ", not by 0.25, because the weights multiply too." : say`; the textbook says ${roughly(law2)}.`;
}
function hides(activation2, delta, gradient) {
  const [seen, hidden] = [delta, gradient].map((norms) => Math.abs(Math.log10(norms[0] / norms.at(-1))));
  return RECTIFIERS.includes(activation2) && seen > 1 && hidden < seen / 2;
}
function perLayer(delta) {
  return (delta[0] / delta.at(-1)) ** (1 / (delta.length - 1));
}
function change(ratio) {
  if (ratio > 2) return say`grows ${exact(ratio, many(ratio))} times`;
  if (ratio >= 0.5) return say`keeps its size (${roughly(ratio)} times)`;
  return say`shrinks to ${ratio >= 0.1 ? say`${roughly(ratio)} of its size` : exact(ratio, part(1 / ratio))}`;
}
var SIZES = [[1e9, "billion"], [1e6, "million"], [1e3, "thousand"], [1, ""]];
function inWords(value) {
  const rounded = Number(value.toPrecision(2));
  const [size, word] = SIZES.find(([size2]) => rounded >= size2);
  return { rounded, count: Number((value / size).toPrecision(2)), word };
}
function many(ratio) {
  const { rounded, count: count2, word } = inWords(ratio);
  return rounded < 1e6 ? String(rounded) : count2 < 1e6 ? `${count2} ${word}` : short(rounded);
}
function part(parts2) {
  const { count: count2, word } = inWords(parts2);
  if (count2 >= 1e3) return rough(1 / parts2);
  return word ? `a ${count2 === 1 ? "" : `${count2}-`}${word}th` : `1/${count2}`;
}

// live/depth/view.js
var DepthView = class extends View {
  constructor(options) {
    super(options);
    const { root, spec } = this;
    this.depth = new Depth(spec.samples);
    this.rows = [...root.querySelectorAll("[data-row]")].map((row) => {
      const [rect, below, before, circle] = row.querySelector("svg").children;
      return { row, title: row.querySelector("th"), rect, below, before, circle };
    });
    this.ticks = [...root.querySelectorAll("[data-tick]")];
    this.factor = this.part("factor");
  }
  /** The setting before is the last one at which it was quiet: a drag is one move. */
  compute() {
    if (this.quiet) this.before = { setting: this.setting, delta: this.now.delta };
    this.quiet = false;
    this.setting = this.session.values;
    this.now = this.depth.numbers(this.setting);
    this.law = law(this.setting);
  }
  read(symbol2) {
    const [kind, k] = symbol2.split("/");
    if (k) return this.now[kind][this.setting.layers - k] ?? 0;
    return kind === "law" ? this.law.factor : this.now[kind] ?? this.setting[kind];
  }
  draw() {
    const { spec, setting: { layers }, now: { delta, dead }, before, rows, law: { factor, name } } = this;
    const axis = axisOf(delta);
    const share3 = (size) => size > 0 ? place(size, axis) : NaN;
    if (layers !== this.layers) this.#number(layers);
    rows.slice(0, layers).forEach(({ row, rect, below, before: tick, circle }, k) => {
      row.classList.toggle("unknown", Number.isNaN(dead[layers - 1 - k]));
      const size = delta[layers - 1 - k];
      const length2 = share3(size);
      const finite = Number.isFinite(size);
      rect.setAttribute("width", percent(finite ? Math.min(Math.max(length2, 0), 1) || 0 : 1));
      rect.classList.toggle("not-finite", !finite);
      below.toggleAttribute("hidden", !(length2 < 0));
      move(circle, ["cx"], share3(factor && delta[layers - 1] * factor ** k));
      move(tick, ["x1", "x2"], share3(before?.delta.at(-1 - k)));
    });
    if (axis !== this.axis) this.ticks.forEach((tick, j) => {
      tick.textContent = spec.ticks[axis][j];
    });
    this.axis = axis;
    write(this.part("law"), spec.laws[name]);
    this.factor.classList.toggle("absent", factor === 0);
    if (before) write(this.part("before"), `Grey ticks: the setting before${this.#changed()}.`);
  }
  /** Which rows there are, and of which layers. */
  #number(layers) {
    this.layers = layers;
    this.rows.forEach(({ row, title }, k) => {
      const absent = k >= layers;
      row.classList.toggle("absent", absent);
      row.ariaHidden = absent;
      if (!absent) title.textContent = layers - k;
    });
  }
  /** What differs from the setting before, where that is little. */
  #changed() {
    const { spec, setting, before } = this;
    const names = spec.order.filter((name) => setting[name] !== before.setting[name]);
    if (names.length === 0 || names.length > 2) return "";
    const was = (name) => {
      const value = before.setting[name];
      return `${spec.symbols[name].text} ${spec.labels[name]?.[value] ?? short(value)}`;
    };
    return ` (${names.map(was).join(", ")})`;
  }
  sentence() {
    return sentence4(this.setting, this.now, this.law.factor);
  }
  describe() {
    this.quiet = true;
  }
  summary() {
    const { delta } = this.now;
    return `The norm of delta is ${spoken(delta.at(-1))} in layer ${delta.length} and ${spoken(delta[0])} in layer 1.`;
  }
};
function percent(share3) {
  return `${(100 * share3).toFixed(2)}%`;
}
function move(mark2, coordinates, share3) {
  const there = share3 >= 0 && share3 <= 1;
  mark2.toggleAttribute("hidden", !there);
  if (there) for (const name of coordinates) mark2.setAttribute(name, percent(share3));
}

// live/engine/optimizers.js
var RULES = {
  SGD({ lr, momentum = 0, nesterov = false }, size) {
    const v = new Float64Array(size);
    return (theta, from, to, g) => {
      for (let i = 0; i < size; i++) {
        v[i] = momentum * v[i] + g[i];
        theta[to + i] = nesterov ? theta[from + i] - lr * g[i] - lr * momentum * v[i] : theta[from + i] - lr * v[i];
      }
    };
  },
  RMSProp({ lr, decay = 0.99, epsilon = 1e-8 }, size) {
    const s = new Float64Array(size);
    return (theta, from, to, g) => {
      for (let i = 0; i < size; i++) {
        s[i] = decay * s[i] + (1 - decay) * (g[i] * g[i]);
        theta[to + i] = theta[from + i] - lr * (g[i] / (Math.sqrt(s[i]) + epsilon));
      }
    };
  },
  Adam({ lr, betas: [beta1, beta2] = [0.9, 0.999], epsilon = 1e-8 }, size) {
    const m = new Float64Array(size);
    const v = new Float64Array(size);
    let t = 0;
    return (theta, from, to, g) => {
      t++;
      const rate = lr / (1 - beta1 ** t);
      const correction = 1 - beta2 ** t;
      for (let i = 0; i < size; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
        theta[to + i] = theta[from + i] - rate * (m[i] / (Math.sqrt(v[i] / correction) + epsilon));
      }
    };
  }
};
var stepper = (settings, size) => RULES[settings.name](settings, size);

// live/engine/plane.js
var quadratic = (a, b) => ({
  value: (x2, y2) => 0.5 * (a * x2 * x2 + b * y2 * y2),
  gradient: (x2, y2) => [a * x2, b * y2]
});
function neuron(X, Y, loss3) {
  const { value, gradient, fromLogits } = LOSSES[loss3];
  const z = ([x1, x2], { w1, w2, b }) => w1 * x1 + w2 * x2 + b;
  return {
    value(at) {
      let total = 0;
      X.forEach((x2, s) => {
        const logit = z(x2, at);
        total += value(fromLogits ? logit : sigmoid(logit), Y[s]);
      });
      return total / X.length;
    },
    gradient(at) {
      const sums = { w1: 0, w2: 0, b: 0 };
      X.forEach((x2, s) => {
        const logit = z(x2, at);
        const p = sigmoid(logit);
        const delta = (fromLogits ? gradient(logit, Y[s]) : gradient(p, Y[s]) * sigmoidSlope(p)) / X.length;
        sums.w1 += delta * x2[0];
        sums.w2 += delta * x2[1];
        sums.b += delta;
      });
      return sums;
    }
  };
}
function grid(f2, { columns, rows, x0, x1, y0, y1 }) {
  return Float64Array.from({ length: columns * rows }, (_, k) => f2(x0 + (x1 - x0) * (k % columns) / (columns - 1), y0 + (y1 - y0) * Math.floor(k / columns) / (rows - 1)));
}
var ENDS = [[0, 1], [1, 2], [3, 2], [0, 3]];
var LINES = ["", "30", "01", "31", "12", "", "02", "32", "23", "02", "", "12", "13", "01", "03", ""];
function contour(values, columns, rows, level, place2) {
  let path2 = "";
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const k = row * columns + column;
      const which = (values[k] > level) + 2 * (values[k + 1] > level) + 4 * (values[k + columns + 1] > level) + 8 * (values[k + columns] > level);
      if (which === 0 || which === 15) continue;
      const corners = [values[k], values[k + 1], values[k + columns + 1], values[k + columns]];
      if (!corners.every(Number.isFinite)) continue;
      const middle = corners.reduce((sum2, value) => sum2 + value / 4, 0) > level;
      const lines = which % 5 ? LINES[which] : which === 5 === middle ? "0123" : "3012";
      for (const [i, edge] of [...lines].entries()) {
        const [from, to] = ENDS[edge].map((corner) => corners[corner]);
        const share3 = (level - from) / (to - from);
        const [x2, y2] = [[share3, 0], [1, share3], [share3, 1], [0, share3]][edge];
        path2 += (i % 2 ? "L" : "M") + place2(column + x2, row + y2).map((each) => Math.round(100 * each) / 100);
      }
    }
  }
  return path2;
}
function trajectory({ gradient }, from, optimizer, steps) {
  const theta = new Float64Array(2 * (steps + 1));
  const g = new Float64Array(2);
  const step2 = stepper(optimizer, 2);
  theta.set(from);
  for (let at = 0; at < 2 * steps; at += 2) {
    g.set(gradient(theta[at], theta[at + 1]));
    if (!g.every(Number.isFinite)) return theta.subarray(0, at + 2);
    step2(theta, at, at + 2, g);
  }
  return theta;
}

// live/parts/descent.js
var Descent = class extends Session {
  /** What can be taken back: [{from, to}], the values before, and after where it was a step. */
  history = [];
  /** Take a step to new values of the parameters. */
  step(values) {
    if (!Object.values(values).every(Number.isFinite)) return "There is no step from here: the gradient is not finite.";
    this.#remember(this.spec.parameters, values);
    return this.saying(this.set(values));
  }
  undo() {
    if (this.history.length) this.set(this.history.pop().from);
  }
  reset() {
    if (Object.keys(this.settings).length) this.#remember(this.spec.order);
    super.reset();
  }
  #remember(names, to) {
    this.history.push({ from: Object.fromEntries(names.map((name) => [name, this.value(name)])), to });
  }
};

// live/inputs/drawing.js
var tenth = (value) => Math.round(10 * value) / 10;
function halfPlane({ w1, w2, b }, { x: [x0, x1], y: [y0, y1] }, place2) {
  const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  const z = corners.map(([x2, y2]) => w1 * x2 + w2 * y2 + b);
  if (!z.every(Number.isFinite)) return { area: "", line: "" };
  const around = [], cut2 = [];
  corners.forEach((corner, k) => {
    const next = (k + 1) % 4;
    if (z[k] > 0) around.push(corner);
    if (z[k] > 0 !== z[next] > 0) {
      const share3 = z[k] / (z[k] - z[next]);
      cut2.push(corner.map((each, i) => each + share3 * (corners[next][i] - each)));
      around.push(cut2.at(-1));
    }
  });
  const [area, line] = [around, cut2].map((points) => points.map(([x2, y2]) => `${place2.x(x2)} ${place2.y(y2)}`).join("L"));
  return { area: area && `M${area}Z`, line: line && `M${line}` };
}
function arrow([x2, y2], gradient, whole, length2, head) {
  const norm2 = Math.hypot(whole[0], whole[1]);
  const [dx, dy] = [-gradient[0], gradient[1]].map((each) => length2 * each / norm2);
  const size = Math.hypot(dx, dy);
  if (!(size > 0 && size < Infinity)) return "";
  const [ux, uy] = [head * dx / size, head * dy / size];
  const wing = (side) => `${tenth(x2 + dx - ux + side * uy)} ${tenth(y2 + dy - uy - side * ux)}`;
  const end = `${tenth(x2 + dx)} ${tenth(y2 + dy)}`;
  return `M${tenth(x2)} ${tenth(y2)}L${end}M${wing(0.7)}L${end}L${wing(-0.7)}`;
}

// live/inputs/numbers.js
function numbers4(points, targets, loss3, at, eta, h) {
  const mean = (at2, X = points, Y = targets) => neuron(X, Y, loss3).value(at2);
  const p = points.map(([x1, x2]) => sigmoid(at.w1 * x1 + at.w2 * x2 + at.b));
  const gradient = neuron(points, targets, loss3).gradient(at);
  const ofEach = (f2) => Object.fromEntries(Object.keys(gradient).map((name) => [name, f2(name)]));
  const moved = (name, by) => mean({ ...at, [name]: at[name] + by });
  const after = ofEach((name) => at[name] - eta * gradient[name]);
  return {
    p,
    losses: points.map((x2, s) => mean(at, [x2], [targets[s]])),
    right: p.map((each, s) => each > 0.5 === targets[s] > 0.5),
    loss: mean(at),
    gradient,
    difference: ofEach((name) => (moved(name, h) - moved(name, -h)) / (2 * h)),
    after,
    lossAfter: mean(after)
  };
}

// live/inputs/words.js
var COUNT = ["None", "One", "Two", "Three"];
var L = symbol("L");
function sentence5(data, eta, now, outside) {
  const all = said(data, eta, now);
  return outside ? say`${all} The pair ${symbol(outside[0])}, ${symbol(outside[1])} lies outside the picture.` : all;
}
var caption = (held, value) => say`Lines of equal loss at ${symbol(held)} = ${exact(value)}`;
function said(data, eta, { right, gradient, loss: loss3, lossAfter }) {
  const slopes = Object.values(gradient);
  if (![loss3, ...slopes].every(Number.isFinite)) {
    return ["The loss or its gradient is not finite: the weights have outgrown 64-bit numbers. Undo the step, or press Reset."];
  }
  const count2 = right.filter(Boolean).length;
  const rate = say`${symbol("eta")} = ${eta}`;
  if (slopes.every((g) => g === 0)) {
    return say`Every gradient is exactly 0, so no step leads anywhere, ${data === "xor" && count2 === 2 ? "though only two points are right: the pulls of the four points cancel." : say`with ${String(count2)} of four points right: where ${symbol("p")} is 0 or 1 to the last digit, no slope is left.`}`;
  }
  const points = count2 === 4 ? "All four points are on their side of the line" : data === "xor" && count2 === 3 ? "Three of four points are right, and no line does better on XOR" : `${COUNT[count2]} of four points ${count2 < 2 ? "is" : "are"} right`;
  const [now, then] = apart(loss3, lossAfter, 4);
  const goesOn = !Number.isFinite(lossAfter) ? say`after a step it is not finite: ${rate} is far too large here` : lossAfter > loss3 ? say`a step with ${rate} overshoots, to ${then}` : lossAfter === loss3 ? say`a step with ${rate} is too short to change it` : say`a step with ${rate} takes it down to ${then}`;
  return say`${points}. ${L} is ${now}; ${goesOn}.`;
}

// live/inputs/view.js
var InputsView = class extends View {
  static Session = Descent;
  static words = { right: (yes) => yes ? "right" : "wrong" };
  constructor(options) {
    super(options);
    const { root, spec } = this;
    const all = (selector) => [...root.querySelectorAll(selector)];
    this.drawn = named(root, "drawn");
    [this.levels, this.points, this.labels, this.targets, this.names] = [".level", ".point", ".target", "[data-target]", '[data-part="surface"] .symbol tspan'].map(all);
    this.place = Object.fromEntries(Object.entries(spec.planes).map(([name, { x: x2, y: y2 }]) => [name, { x: scale(...x2), y: scale(...y2) }]));
    Object.assign(this.actions, {
      step: () => this.session.step(this.now.after),
      undo: () => this.session.undo()
    });
  }
  compute() {
    const { spec, session } = this;
    const was = this.setting ?? {};
    const { data, loss: loss3, over, eta } = this.setting = session.values;
    const changed = (...names) => names.some((name) => was[name] !== this.setting[name]);
    this.pair = over.split("-");
    this.held = spec.parameters.find((name) => !this.pair.includes(name));
    this.now = numbers4(spec.points, spec.targets[data], loss3, this.setting, eta, spec.h);
    const { length: length2 } = session.history;
    if (changed("data", "loss")) this.since = length2;
    this.since = Math.min(this.since, length2);
    this.changed = { data: changed("data"), surface: changed("data", "loss", "over", this.held) };
    if (this.changed.surface) this.surface = this.#surface();
  }
  /** Of a number for each parameter, those of the pair in the picture. */
  #ofPair(values) {
    return this.pair.map((name) => values[name]);
  }
  /** The loss over the pair, the third parameter held where it is, and how a line of it is drawn. */
  #surface() {
    const { spec: { planes: { surface: { x: x2, y: y2 } }, squares, points: X, targets }, setting, pair: [first2, second] } = this;
    const points = squares + 1;
    const { value } = neuron(X, targets[setting.data], setting.loss);
    const there = { ...setting };
    const values = grid((a, b) => {
      there[first2] = a;
      there[second] = b;
      return value(there);
    }, { columns: points, rows: points, x0: x2[0], x1: x2[1], y0: y2[0], y1: y2[1] });
    const along = ([, , start3, end], k) => start3 + k / squares * (end - start3);
    return (level) => contour(values, points, points, level, (column, row) => [along(x2, column), along(y2, row)]);
  }
  read(symbol2) {
    const { now, setting } = this;
    if (symbol2 in setting) return setting[symbol2];
    const [, of, point] = /^(p|L|right)[[/](\d)\]?$/.exec(symbol2) ?? [];
    if (point) return Number({ p: now.p, L: now.losses, right: now.right }[of][point - 1]);
    if (symbol2 === "L") return now.loss;
    if (symbol2 === "new/L") return now.lossAfter;
    const [kind, name] = symbol2.split("/");
    return { dL: now.gradient, fd: now.difference, new: now.after }[kind][name.replace(/^d/, "")];
  }
  draw() {
    const { spec, drawn, place: { inputs, surface }, now, setting, pair, held, session: { history: history2 } } = this;
    const path2 = (name, d) => drawn[name].setAttribute("d", d);
    const near2 = (value) => Math.min(Math.max(value, -spec.far), spec.far);
    const at = (values) => {
      const [x2, y2] = this.#ofPair(values).map(near2);
      return [surface.x(x2), surface.y(y2)];
    };
    const here = at(setting);
    const [gradient, difference2] = [now.gradient, now.difference].map((each) => this.#ofPair(each));
    const steps = this.#steps();
    const { area, line } = halfPlane(setting, spec.planes.inputs, inputs);
    path2("area", area);
    path2("line", line);
    path2("present", this.surface(now.loss));
    path2("gradient", arrow(here, gradient, gradient, spec.arrow, 9));
    path2("difference", arrow(here, difference2, gradient, spec.arrow, 5));
    path2("steps", steps.map(({ from, to }) => `M${at(from)}L${at(to)}`).join(""));
    path2("dots", steps.map(({ from }) => `M${at(from)}h0`).join(""));
    drawn.here.setAttribute("cx", here[0]);
    drawn.here.setAttribute("cy", here[1]);
    if (this.changed.surface) {
      this.levels.forEach((each, k) => each.setAttribute("d", this.surface(spec.levels[setting.loss][k])));
      this.names.forEach((each, k) => each.textContent = pair[k >> 1][k % 2] ?? "");
      write(this.part("caption"), toHtml(caption(held, setting[held]), spec.symbols));
    }
    if (this.changed.data) this.#showTargets();
    this.root.querySelector('[data-action="undo"]').setAttribute("aria-disabled", history2.length === 0);
  }
  /** The steps on the present data and loss since the last reset. */
  #steps() {
    const { history: history2 } = this.session;
    return history2.slice(Math.max(this.since, history2.findLastIndex(({ to }) => !to) + 1));
  }
  #showTargets() {
    this.spec.targets[this.setting.data].forEach((target, s) => {
      this.points[s].classList.toggle("one", target === 1);
      for (const element of [this.labels[s], this.targets[s]]) element.textContent = target;
    });
  }
  sentence() {
    const { spec: { planes: { surface: { x: [low, high] } } }, setting, pair } = this;
    const outside = this.#ofPair(setting).some((each) => each < low || each > high);
    return sentence5(setting.data, setting.eta, this.now, outside && pair);
  }
  describe() {
    const { now, spec, setting, pair, held } = this;
    const side = spec.points.filter((_, s) => now.p[s] > 0.5).map((x2) => `(${x2})`).join(", ");
    this.part("inputs").setAttribute("aria-label", `The plane of the inputs: p is above one half at ${side || "no point"}.`);
    const name = (parameter) => spec.symbols[parameter].spoken;
    const value = (parameter) => spoken(setting[parameter], 4, false);
    const here = pair.map((each) => `${name(each)} is ${value(each)}`).join(", ");
    const goes = this.#ofPair(now.gradient).map((g, k) => `${name(pair[k])} ${g > 0 ? "falls" : g < 0 ? "rises" : "stays"}`);
    this.part("surface").setAttribute("aria-label", `Lines of equal loss at ${name(held)} = ${value(held)}. Here ${here}; along minus the gradient ${goes.join(" and ")}. Steps taken: ${this.#steps().length}.`);
  }
  summary() {
    return `L is ${spoken(this.now.loss)}.`;
  }
};

// live/engine/graph.js
var activation = (name) => {
  const { value, derivative } = ACTIVATIONS[name];
  return [name, { value, local: [(a, b, v) => derivative(a, v)] }];
};
var OPERATIONS = {
  add: { value: (a, b) => a + b, local: [() => 1, () => 1] },
  sub: { value: (a, b) => a - b, local: [() => 1, () => -1] },
  mul: { value: (a, b) => a * b, local: [(a, b) => b, (a) => a] },
  div: { value: (a, b) => a / b, local: [(a, b) => 1 / b, (a, b, v) => -v / b] },
  neg: { value: (a) => -a, local: [() => -1] },
  pow: { value: (a, b, c) => a ** c, local: [(a, b, v, c) => c === 0 ? 0 : c * a ** (c - 1)] },
  exp: { value: (a) => Math.exp(a), local: [(a, b, v) => v] },
  log: { value: (a) => Math.log(a), local: [(a) => 1 / a] },
  sqrt: { value: (a) => Math.sqrt(a), local: [(a, b, v) => 0.5 / v] },
  ...Object.fromEntries(["identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus"].map(activation)),
  max: { value: (a, b) => Math.max(a, b), local: [(a, b) => a > b ? 1 : 0, (a, b) => a > b ? 0 : 1] },
  abs: { value: (a) => Math.abs(a), local: [(a) => Math.sign(a)] }
};
function compile(json) {
  const nodes = json.nodes;
  const ids = /* @__PURE__ */ new Map();
  const names = nodes.map((node) => node.name || "");
  const start3 = new Int32Array(nodes.length + 1);
  const inputs = [];
  nodes.forEach((node, id) => {
    if (node.name) ids.set(node.name, id);
    start3[id] = inputs.length;
    inputs.push(...node.inputs);
    if (node.op !== "input" && node.op !== "constant" && !OPERATIONS[node.op]) {
      throw new Error(`the graph holds an operation that this page does not know: ${node.op}`);
    }
  });
  start3[nodes.length] = inputs.length;
  const graph = {
    names,
    ids,
    output: json.output,
    start: start3,
    inputs: Int32Array.from(inputs),
    operations: nodes.map((node) => OPERATIONS[node.op] || null),
    ops: nodes.map((node) => node.op),
    exponents: Float64Array.from(nodes, (node) => node.exponent ?? 0),
    initial: Float64Array.from(nodes, (node) => node.value ?? NaN)
  };
  graph.regions = contract(graph);
  graph.edges = graph.regions.flatMap((region) => region.edges);
  return graph;
}
function contract({ names, start: start3, inputs }) {
  const regions = [];
  names.forEach((name, to) => {
    if (!name || start3[to] === start3[to + 1]) return;
    const inside2 = /* @__PURE__ */ new Set([to]);
    const from = /* @__PURE__ */ new Set();
    for (const id of inside2) {
      for (let k = start3[id]; k < start3[id + 1]; k++) {
        (names[inputs[k]] ? from : inside2).add(inputs[k]);
      }
    }
    const order2 = (set2) => Int32Array.from([...set2].sort((a, b) => b - a));
    regions.push({
      inside: order2(inside2),
      touched: order2(/* @__PURE__ */ new Set([...inside2, ...from])),
      edges: [...from].sort((a, b) => a - b).map((id) => ({ key: `${names[id]}>${name}`, from: names[id], to: name, id }))
    });
  });
  return regions;
}
var Replay = class {
  constructor(graph) {
    this.graph = graph;
    this.values = Float64Array.from(graph.initial);
    this.gradients = new Float64Array(graph.names.length);
    this.locals = new Float64Array(graph.inputs.length);
    this.edgeValues = new Map(graph.edges.map(({ key }) => [key, 0]));
    this.message = new Float64Array(graph.names.length);
  }
  /** Set one named input. */
  set(name, value) {
    this.values[this.graph.ids.get(name)] = value;
  }
  /** Value of a named node. */
  value(name) {
    return this.values[this.graph.ids.get(name)];
  }
  /** ∂output/∂(named node). */
  gradient(name) {
    return this.gradients[this.graph.ids.get(name)];
  }
  /** Local derivative along the contracted edge between two named nodes. */
  edge(from, to) {
    return this.edgeValues.get(`${from}>${to}`);
  }
  /** Recompute every value, or those with an id of at least `from`; returns the output. */
  forward(from = 0) {
    const { start: start3, inputs, operations, exponents, output } = this.graph;
    const values = this.values;
    for (let id = from; id < values.length; id++) {
      const operation = operations[id];
      if (operation === null) continue;
      const k = start3[id];
      const b = start3[id + 1] - k > 1 ? values[inputs[k + 1]] : exponents[id];
      values[id] = operation.value(values[inputs[k]], b, exponents[id]);
    }
    return values[output];
  }
  /** Recompute local derivatives, gradients and contracted edges from the values. */
  backward() {
    const { start: start3, inputs, operations, exponents, output, regions } = this.graph;
    const { values, gradients, locals, message } = this;
    for (let id = 0; id < values.length; id++) {
      const first2 = start3[id];
      const end = start3[id + 1];
      for (let k = first2; k < end; k++) {
        const b = end - first2 > 1 ? values[inputs[first2 + 1]] : 0;
        locals[k] = operations[id].local[k - first2](values[inputs[first2]], b, values[id], exponents[id]);
      }
    }
    gradients.fill(0);
    gradients[output] = 1;
    for (let id = output; id >= 0; id--) {
      for (let k = start3[id]; k < start3[id + 1]; k++) gradients[inputs[k]] += gradients[id] * locals[k];
    }
    for (const { inside: inside2, touched, edges } of regions) {
      for (const id of touched) message[id] = 0;
      message[inside2[0]] = 1;
      for (const id of inside2) {
        for (let k = start3[id]; k < start3[id + 1]; k++) message[inputs[k]] += message[id] * locals[k];
      }
      for (const { key, id } of edges) this.edgeValues.set(key, message[id]);
    }
  }
  /** Set the inputs, then forward and backward. */
  run(position) {
    for (const name in position) if (this.graph.ids.has(name)) this.set(name, position[name]);
    this.forward();
    this.backward();
    return this;
  }
  /** Number of a quantity: ["value", id], ["gradient", id], ["local", id, k] or ["edge", from, to]. */
  read(quantity) {
    const [kind, a, b] = quantity;
    if (kind === "value") return this.values[a];
    if (kind === "gradient") return this.gradients[a];
    if (kind === "local") return this.locals[this.graph.start[a] + b];
    return this.edge(a, b);
  }
};

// live/network/curve.js
var [LEFT, RIGHT, TOP, BOTTOM] = [64, 354, 18, 168];
var ROOM = 24;
function scale2(losses) {
  const finite = losses.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return {
    x: scale(0, 1, LEFT, RIGHT),
    y: high > low ? scale(low, high, BOTTOM - ROOM, TOP) : scale(low - 1, low + 1, BOTTOM, TOP)
  };
}
var curvePath = (losses, { x: x2, y: y2 }) => path(x2, y2, losses.map((_, k) => k / (losses.length - 1)), losses);
function tangentPath(now, predicted, { x: x2, y: y2 }) {
  if (!Number.isFinite(predicted) || !Number.isFinite(now)) return "";
  const start3 = y2(now);
  const drop = y2(now + 2 * predicted) - start3;
  const end = start3 + drop > BOTTOM ? (BOTTOM - start3) / drop : 1;
  return `M${x2(0)} ${start3}L${x2(end)} ${round(start3 + end * drop)}`;
}
var round = (value) => Math.round(10 * value) / 10;
var HTML = `<title></title>
<path class="guide" data-curve="guide"/><path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}"/>
<path class="tangent" data-curve="tangent"/><path class="loss" data-curve="loss"/>
<circle data-curve="start" r="4"/><circle data-curve="end" r="4.5"/>
<text class="at" data-curve="now" x="${LEFT - 8}"/><text class="at" data-curve="after" x="${LEFT - 8}"/>
<text data-curve="label">after one step</text><text class="right" data-curve="key" x="${RIGHT}">dashed: tangent at 0</text>
<text class="middle" x="${LEFT}" y="${BOTTOM + 16}">0</text>
<text class="middle" data-curve="eta" x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 16}"/>
<text class="right" x="${RIGHT}" y="${BOTTOM + 16}">2<tspan class="i">η</tspan></text>
<text class="middle" x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 34}">distance along −<tspan class="i">g</tspan></text>`;
var Curve = class {
  constructor(svg) {
    svg.setAttribute("role", "img");
    svg.innerHTML = HTML;
    this.title = svg.querySelector("title");
    this.parts = named(svg, "curve");
  }
  /** @param {object} step from step.js; losses: the curve at even places; eta: learning rate */
  draw({ now, after, predicted }, losses, eta) {
    const place2 = scale2(losses);
    const { guide, tangent: tangent2, loss: loss3, start: start3, end, now: nowLabel, after: afterLabel, label, key, eta: etaLabel } = this.parts;
    const middle = place2.x(0.5);
    const finite = Number.isFinite(after);
    loss3.setAttribute("d", curvePath(losses, place2));
    tangent2.setAttribute("d", tangentPath(now, predicted, place2));
    guide.setAttribute("d", finite ? `M${LEFT} ${place2.y(after)}H${middle}M${middle} ${TOP - 8}V${BOTTOM}` : "");
    put(start3, Number.isFinite(now), { cx: LEFT, cy: place2.y(now) });
    put(end, finite, { cx: middle, cy: place2.y(after) });
    put(nowLabel, Number.isFinite(now), { y: place2.y(now) + 4 }, text(now, 4));
    const gap = place2.y(after) - place2.y(now);
    const shift = Math.abs(gap) < 14 ? gap < 0 ? -14 - gap : 14 - gap : 0;
    put(afterLabel, finite, { y: Math.min(place2.y(after) + shift, BOTTOM) + 4 }, text(after, 4));
    const high = finite && place2.y(after) < (TOP + BOTTOM) / 2;
    put(label, finite, { x: middle + 8, y: place2.y(after) + (after > now ? 20 : -8) });
    put(key, true, { y: high && after > now ? BOTTOM - 8 : TOP - 4 });
    etaLabel.innerHTML = `<tspan class="i">η</tspan> = ${short(eta)}`;
    this.title.textContent = `The loss along the step: ${text(now, 4)} now, ${text(after, 4)} after it.`;
  }
};
function put(element, visible, attributes, content) {
  element.style.display = visible ? "" : "none";
  if (!visible) return;
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  if (content !== void 0) element.textContent = content;
}

// live/network/dock.js
var DIGITS = 4;
var Dock = class {
  /**
   * @param {Element} element the empty, hidden dock
   * @param {Element} root the explorer
   * @param {object} options {spec, gradientOf, read, mountSlider(name, place): Promise<release>}
   */
  constructor(element, root, options) {
    Object.assign(this, { element, root }, options);
    this.names = [...this.spec.data, ...this.spec.parameters];
    this.name = null;
    this.crossing = this.narrow = false;
    element.innerHTML = '<div class="dock-row"><button type="button" data-action="previous" aria-label="previous slider">‹</button><span class="dock-name"></span><button type="button" data-action="next" aria-label="next slider">›</button><div class="dock-slot"></div></div><p class="dock-numbers"></p>';
    this.label = element.querySelector(".dock-name");
    this.slot = element.querySelector(".dock-slot");
    this.numbers = element.querySelector(".dock-numbers");
    this.watchers = [
      new IntersectionObserver(([entry]) => {
        this.crossing = entry.isIntersecting;
        this.#refresh();
      }, { rootMargin: "-50% 0px -50% 0px" }),
      new ResizeObserver(([entry]) => {
        this.narrow = entry.contentRect.width <= 820;
        this.#refresh();
      })
    ];
    for (const watcher of this.watchers) watcher.observe(root);
  }
  release() {
    for (const watcher of this.watchers) watcher.disconnect();
    this.dismount?.();
  }
  /** Take up the slider of a parameter or of data; other boxes have none. */
  async show(name) {
    if (!this.names.includes(name) || name === this.name) return;
    this.name = name;
    const { symbols: symbols2 } = this.spec;
    const gradient = this.gradientOf(name);
    this.label.innerHTML = symbols2[name].html;
    this.numbers.innerHTML = `<span>${symbols2.L.html} ${slotHtml("L", DIGITS)}</span><span>${symbols2[gradient].html} ${slotHtml(gradient, DIGITS, "zero")}</span>`;
    this.slots = new Slots(this.numbers, this.read);
    this.slots.fill();
    if (this.mounted) await this.#mount();
  }
  fill() {
    this.slots?.fill();
  }
  async #refresh() {
    const visible = this.crossing && this.narrow;
    this.element.hidden = !visible;
    this.root.classList.toggle("docked", visible);
    if (visible && !this.mounted) await this.#mount();
  }
  /** The slider's view is made when the dock is first seen. */
  async #mount() {
    this.mounted = true;
    const name = this.name;
    const release = await this.mountSlider(name, this.slot);
    if (name !== this.name) return void release();
    this.dismount?.();
    this.dismount = release;
  }
  /** The slider so many behind the one that is shown; behind the last comes the first. */
  neighbour(by) {
    return this.names.at((this.names.indexOf(this.name) + by) % this.names.length);
  }
};

// live/network/paths.js
function pathsTo(graph, name) {
  const into = /* @__PURE__ */ new Map();
  for (const edge of graph.edges) {
    if (!into.has(edge.to)) into.set(edge.to, []);
    into.get(edge.to).push(edge);
  }
  const found = [];
  const walk = (node, path2) => {
    if (node === name) found.push(path2);
    else for (const edge of into.get(node) ?? []) walk(edge.from, [...path2, edge]);
  };
  walk(graph.names[graph.output], []);
  return found;
}
function product2(replay, path2) {
  let result = 1;
  for (const { key } of path2) result *= replay.edgeValues.get(key);
  return result;
}
function reachable(graph, blocked = /* @__PURE__ */ new Set()) {
  const seen = /* @__PURE__ */ new Set([graph.names[graph.output]]);
  for (const node of seen) {
    for (const { key, from, to } of graph.edges) if (to === node && !blocked.has(key)) seen.add(from);
  }
  return seen;
}
function multiplications(graph, factors2, names) {
  const paths = names.flatMap((name) => pathsTo(graph, name));
  const byPath = paths.reduce((sum2, path2) => sum2 + Math.max(0, path2.filter(({ key }) => factors2[key] !== "1").length - 1), 0);
  const once = /* @__PURE__ */ new Set();
  for (const path2 of paths) {
    path2.forEach(({ key }, k) => {
      const upstream = path2.slice(0, k).some((edge) => factors2[edge.key] !== "1");
      if (upstream && factors2[key] !== "1") once.add(key);
    });
  }
  return { byPath, backprop: once.size };
}

// live/network/step.js
function lossAt(replay, name, value) {
  const before = replay.value(name);
  replay.set(name, value);
  const loss3 = replay.forward();
  replay.set(name, before);
  return loss3;
}
function nudge(replay, probe, name, amount) {
  const id = replay.graph.ids.get(name);
  probe.values.set(replay.values);
  probe.values[id] += amount;
  const loss3 = probe.forward(id + 1);
  probe.values.set(replay.values);
  return loss3 - replay.values[replay.graph.output];
}
function finiteDifference(replay, name, h) {
  const value = replay.value(name);
  return (lossAt(replay, name, value + h) - lossAt(replay, name, value - h)) / (2 * h);
}
function step(replay, probe, parameters, eta) {
  const updates = {};
  const values = {};
  let squares = 0;
  for (const name of parameters) {
    const gradient = replay.gradient(name);
    squares += gradient * gradient;
    updates[name] = -eta * gradient;
    values[name] = replay.value(name) + updates[name];
  }
  const now = replay.values[replay.graph.output];
  const after = lossAlong(replay, probe, parameters, eta);
  return { updates, values, now, after, predicted: -eta * squares, actual: after - now };
}
function lossAlong(replay, probe, parameters, t) {
  for (const name of parameters) probe.set(name, replay.value(name) - t * replay.gradient(name));
  const loss3 = probe.forward();
  for (const name of parameters) probe.set(name, replay.value(name));
  return loss3;
}
function curve(replay, probe, parameters, eta, count2 = 40) {
  return Array.from({ length: count2 + 1 }, (_, k) => lossAlong(replay, probe, parameters, 2 * eta * k / count2));
}
function roundingNoise(replay) {
  let sum2 = 0;
  for (let id = 0; id < replay.values.length; id++) sum2 += Math.abs(replay.values[id] * replay.gradients[id]);
  return sum2 * Number.EPSILON;
}
function stepSentence({ now, after, predicted, actual }, noise) {
  if (!Number.isFinite(now) || !Number.isFinite(predicted)) return ["There is no step from here: the gradient is not finite."];
  if (!Number.isFinite(after)) return say`After the step the loss is not finite: ${symbol("eta")} is far too large here.`;
  if (predicted === 0) return ["The gradient is 0, so the step changes nothing."];
  if (-predicted <= noise && Math.abs(actual) <= noise) return say`The predicted change is smaller than the rounding of ${symbol("L")}.`;
  if (actual > 0) return say`The step goes up, not down: ${symbol("eta")} is too large here.`;
  return [`${percent2(actual / predicted)} % of the predicted change comes true.`];
}
function percent2(ratio) {
  const value = 100 * ratio;
  return value >= 1e3 || value < 0.01 ? value.toPrecision(2) : value.toFixed(2);
}

// live/network/term.js
var DIGITS2 = 4;
var term = (operator, above, operatorBelow, symbol2, note = "") => `<span class="term computed"><span class="operator">${operator}</span><span class="above">${above}</span><span class="operator">${operatorBelow}</span><span class="below">${slotHtml(symbol2, DIGITS2)}</span>${note}</span>`;

// live/network/pathpanel.js
var NUDGE = 0.01;
var COUNT2 = { 1: "One path leads", 2: "Two paths lead", 4: "Four paths lead" };
var PathPanel = class {
  /**
   * @param {Element} section
   * @param {object} options {spec, graph, gradientOf, read(symbol): number}
   */
  constructor(section, options) {
    Object.assign(this, { section }, options);
    this.output = this.graph.names[this.graph.output];
    this.show(null);
  }
  /** Build the panel for a box, or say what it is for; the numbers come with `fill`. */
  show(name) {
    this.name = name;
    this.paths = name === null || name === this.output ? [] : pathsTo(this.graph, name);
    this.section.innerHTML = name === null ? '<p class="paths-hint">Choose a box: its paths from the loss stand here, factor by factor.</p>' : this.#html(name);
    this.slots = new Slots(this.section, (symbol2) => this.#read(symbol2));
    this.change = this.section.querySelector(".nudge-change");
  }
  /** Numbers after a replay. The probe is used for the nudge and left where it was. */
  fill(replay, probe) {
    if (this.paths.length === 0) return;
    this.replay = replay;
    this.changeOfLoss = nudge(replay, probe, this.name, NUDGE);
    this.slots.fill();
    this.change.innerHTML = this.#changeHtml();
  }
  /** Sentences for screen readers, when it is quiet. */
  describe() {
    this.section.querySelectorAll("[data-path-speech]").forEach((element, k) => {
      element.textContent = this.#speech(this.paths[k], k);
    });
  }
  #read(symbol2) {
    const path2 = /^path\/(\d+)$/.exec(symbol2);
    return path2 ? product2(this.replay, this.paths[path2[1]]) : this.read(symbol2);
  }
  #html(name) {
    const { paths, spec: { symbols: symbols2 } } = this;
    const [loss3, box] = [this.output, name].map((node) => symbols2[node].html);
    const gradient = this.gradientOf(name);
    if (name === this.output) {
      return panel(`Every path starts at ${loss3}`, nudged(`${symbols2[gradient].html} = 1, since ${loss3} changes by as much as itself. On its way back this 1 is multiplied by one local derivative per line.`));
    }
    if (paths.length === 0) {
      return panel(`No path leads from ${loss3} back to ${box}`, nudged(`${loss3} is computed without ${box}, so ${symbols2[gradient].html} = 0.`));
    }
    return panel(
      `${COUNT2[paths.length] ?? `${paths.length} paths lead`} from ${loss3} back to ${box}`,
      `<ol class="path-list" role="list">${paths.map((path2, k) => this.#row(path2, k)).join("")}</ol><p class="path-sum"><span>${paths.length > 1 ? "sum over the paths" : "its product is the gradient"}</span><span class="total">${symbols2[gradient].html} = ${slotHtml(gradient, DIGITS2, "zero")}</span></p>` + nudged(`Nudge it: with ${box} raised by ${NUDGE} and everything computed again, ${loss3} <span class="nudge-change"></span>.`) + this.#count(name)
    );
  }
  /** What it costs to multiply along every path by itself, and what backpropagation saves. */
  #count(name) {
    const { graph, spec: { symbols: symbols2, factors: factors2, parameters } } = this;
    const [one, all] = [[name], parameters].map((names) => multiplications(graph, factors2, names));
    const number = (key, value) => `<strong data-count="${key}">${value}</strong>`;
    return `<p class="count">Multiplications by factors other than 1: path by path ${number("paths", one.byPath)} for ${symbols2[name].html}, ${number("all-paths", all.byPath)} for ${parameters.length > 2 ? `all ${parameters.length}` : "both"} parameters; with backprop ${number("backprop", one.backprop)} and ${number("all-backprop", all.backprop)}, each gradient on the way once.</p>`;
  }
  #row(path2, k) {
    const { symbols: symbols2 } = this.spec;
    const nodes = [this.output, ...path2.map(({ from }) => from)];
    const route = nodes.map((node) => `<span>${symbols2[node].html}</span>`).join("→");
    const factors2 = path2.map(({ key, from, to }, i) => term(i ? "·" : "", this.#factor(this.spec.factors[key]), i ? "×" : "", `d${to}/d${from}`)).join("");
    return `<li class="path"><span class="visually-hidden" data-path-speech></span><span class="visual" aria-hidden="true"><span class="route">${route}</span><span class="factors">${factors2}</span><span class="product">= ${slotHtml(`path/${k}`, DIGITS2, "zero")}</span></span></li>`;
  }
  /** The symbol of a local derivative, or its formula where it has one of its own: (ŷ − y). */
  #factor(symbol2) {
    return this.spec.formulas[symbol2] ?? this.spec.symbols[symbol2]?.html ?? symbol2;
  }
  #changeHtml() {
    const change2 = this.changeOfLoss;
    if (Number.isNaN(change2)) return "is not a number";
    if (change2 === 0) return "does not change";
    const size = `<strong class="${hue(change2)}" data-symbol="nudge/${this.name}" data-value="${change2}">${text(Math.abs(change2), DIGITS2)}</strong>`;
    return `${change2 > 0 ? "rises" : "falls"} by ${size}`;
  }
  #speech(path2, k) {
    const { symbols: symbols2, factors: factors2 } = this.spec;
    const terms = path2.map(({ key }) => `${symbols2[factors2[key]]?.spoken ?? "1"}, ${spoken(this.replay.edgeValues.get(key))}`);
    const by = path2.slice(0, -1).map(({ from }) => symbols2[from].spoken).join(", ");
    return `Path ${k + 1}${by && ` by ${by}`}: ${terms.join(", times ")}; product ${spoken(product2(this.replay, path2))}.`;
  }
};
var panel = (title, body) => `<div class="paths-head"><h3>${title}</h3><button type="button" data-action="clear">clear</button></div>${body}`;
var nudged = (text2) => `<p class="nudge">${text2}</p>`;

// live/network/picture.js
var ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
var Picture = class {
  /**
   * @param {Element} figure with one SVG for each arrangement
   * @param {object} graph compiled
   * @param {object} options {symbols, gradientOf(name): symbol, select(name or null)}
   */
  constructor(figure, graph, options) {
    Object.assign(this, options);
    this.edges = graph.edges.map(({ key, to }) => ({
      key,
      to,
      all: [...figure.querySelectorAll(`[data-edge="${key}"]`)],
      forward: new Line([...figure.querySelectorAll(`.edge[data-edge="${key}"] .forward`)]),
      backward: new Line([...figure.querySelectorAll(`.edge[data-edge="${key}"] .backward`)])
    }));
    this.nodes = /* @__PURE__ */ new Map();
    for (const element of figure.querySelectorAll(".node")) {
      const name = element.dataset.node;
      if (!this.nodes.has(name)) this.nodes.set(name, { elements: [], buttons: [], states: /* @__PURE__ */ new Map() });
      this.nodes.get(name).elements.push(element);
      this.nodes.get(name).buttons.push(buttonOf(element));
    }
    this.drawings = [...figure.querySelectorAll("svg:has(.node)")].map((svg) => new Drawing(svg));
  }
  /** Lines after a replay. */
  paint(replay) {
    for (const { key, to, forward, backward } of this.edges) {
      const local = replay.edgeValues.get(key);
      forward.paint(local);
      backward.paint(replay.gradient(to) * local);
    }
  }
  /** Give or take a state (a class name) of one box. */
  setState(name, state, on) {
    const node = this.nodes.get(name);
    if (node.states.get(state) === on) return;
    node.states.set(state, on);
    for (const element of node.elements) {
      element.classList.toggle(state, on);
      if (state === "dead") element.querySelector(".flag").textContent = on ? "dead" : "saturated";
    }
  }
  /** Mark the selected box and its paths; null for none. */
  mark(selected, paths) {
    const edgesOnPath = new Set(paths.flat().map(({ key }) => key));
    const nodesOnPath = new Set(paths.flat().flatMap(({ from, to }) => [from, to]));
    for (const { key, all } of this.edges) {
      for (const element of all) {
        element.classList.toggle("on-path", edgesOnPath.has(key));
        element.classList.toggle("dimmed", selected !== null && !edgesOnPath.has(key));
      }
    }
    for (const [name, { buttons }] of this.nodes) {
      this.setState(name, "selected", name === selected);
      this.setState(name, "on-path", nodesOnPath.has(name));
      for (const button of buttons) button.ariaPressed = name === selected;
    }
    for (const drawing of this.drawings) drawing.setTabStop(selected ?? drawing.current);
  }
  /** Names for screen readers, when it is quiet. */
  describe(read) {
    for (const [name, { buttons, states }] of this.nodes) {
      const flag = states.get("dead") ? ", dead" : states.get("saturated") ? ", saturated" : "";
      const label = `${this.symbols[name].spoken}: ${spoken(read(name))}, gradient ${spoken(read(this.gradientOf(name)))}${flag}`;
      for (const button of buttons) button.ariaLabel = label;
    }
  }
  /** A key that was pressed on a box. */
  press(event, node) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) {
      this.drawings.find(({ svg }) => svg.contains(node)).move(node.dataset.node, ARROWS[event.key]);
    } else if (event.key === "Enter" || event.key === " ") this.select(node.dataset.node);
    else if (event.key === "Escape") this.select(null);
    else return;
    event.preventDefault();
  }
};
var Line = class {
  constructor(elements) {
    this.elements = elements;
    this.last = void 0;
  }
  paint(value) {
    if (Object.is(value, this.last)) return;
    this.last = value;
    const width = lineWidth(value);
    for (const element of this.elements) {
      element.setAttribute("stroke-width", width);
      setHue(element, value);
      element.classList.toggle("dead", value === 0);
    }
  }
};
var Drawing = class {
  constructor(svg) {
    this.svg = svg;
    this.places = new Map([...svg.querySelectorAll(".node")].map((element) => {
      const box = element.querySelector("rect.value");
      return [element.dataset.node, { button: buttonOf(element), x: Number(box.getAttribute("x")), y: Number(box.getAttribute("y")) }];
    }));
    this.current = this.places.keys().next().value;
    this.setTabStop(this.current);
  }
  setTabStop(name) {
    this.places.get(this.current).button.tabIndex = -1;
    this.current = name;
    this.places.get(name).button.tabIndex = 0;
  }
  /** Focus the nearest box in a direction, where straight ahead counts more than near. */
  move(from, [dx, dy]) {
    const start3 = this.places.get(from);
    let best = null;
    for (const [name, { x: x2, y: y2 }] of this.places) {
      const along = (x2 - start3.x) * dx + (y2 - start3.y) * dy;
      const across2 = Math.abs((x2 - start3.x) * dy) + Math.abs((y2 - start3.y) * dx);
      const distance = along + 3 * across2;
      if (along > 10 && along >= across2 / 2 && (best === null || distance < best.distance)) best = { name, distance };
    }
    if (!best) return;
    this.setTabStop(best.name);
    this.places.get(best.name).button.focus();
  }
};
function buttonOf(node) {
  return node.querySelector('[role="button"]');
}

// live/network/words.js
var isSaturated = ({ op }, slope2) => slope2 < SATURATED && !WITHOUT_SATURATION.includes(op);
var WITHOUT_SATURATION = ["leaky_relu", "identity"];
var MIDDLE = { tanh: 0 };
var SMALL_ERROR = 0.01;
var COUNT3 = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
function describe(spec, graph) {
  const everything = reachable(graph);
  const slopes = Object.entries(spec.slopes).filter(([, { into }]) => everything.has(into)).map(([symbol2, slope2]) => ({
    symbol: symbol2,
    ...slope2,
    key: `${slope2.of}>${slope2.into}`
  }));
  const behind = (keys) => {
    const rest = reachable(graph, new Set(keys));
    return spec.parameters.filter((name) => everything.has(name) && !rest.has(name));
  };
  const ends = spec.outputs.map(({ from }) => `${from}>${graph.names[graph.output]}`);
  const alone2 = behind(ends).length === spec.parameters.length;
  const isOutput = (slope2) => alone2 && spec.outputs.length === 1 && slope2.into === spec.outputs[0].prediction;
  return {
    alone: alone2,
    ends,
    output: slopes.find(isOutput),
    hidden: slopes.filter((slope2) => !isOutput(slope2)).map((slope2) => ({ ...slope2, parameters: behind([slope2.key]) })),
    products: products(graph),
    paths: new Map(spec.parameters.map((name) => [name, pathsTo(graph, name)])),
    gradientSymbols: new Map(Object.entries(spec.quantities).filter(([, quantity]) => quantity[0] === "gradient").map(([symbol2, [, id]]) => [id, symbol2])),
    behind
  };
}
function products(graph) {
  const consumers = (id) => graph.regions.filter((region) => region.inside.includes(id)).map((region) => graph.names[region.inside[0]]);
  return graph.ops.flatMap((op, id) => {
    if (op !== "mul") return [];
    const [a, b] = [0, 1].map((k) => graph.names[graph.inputs[graph.start[id] + k]]);
    return a && b ? consumers(id).flatMap((into) => [{ name: a, partner: b, into }, { name: b, partner: a, into }]) : [];
  });
}
var sentence6 = (now) => first([
  notFinite2,
  noError,
  outputSaturated,
  hiddenSaturated,
  inputZero,
  weightZero,
  overshoot,
  wrongH,
  smallError,
  penalised,
  mostAndLeast
], now);
function notFinite2({ replay, facts }) {
  const { names } = replay.graph;
  const bad = (values) => (id) => names[id] && !Number.isFinite(values[id]);
  const ids = names.map((_, id) => id);
  const value = ids.find(bad(replay.values));
  const gradient = ids.findLast(bad(replay.gradients));
  if (value === void 0 && gradient === void 0) return null;
  const [name, number] = value !== void 0 ? [names[value], replay.values[value]] : [facts.gradientSymbols.get(gradient) ?? names[gradient], replay.gradients[gradient]];
  return say`${symbol(name)} is ${number}: the numbers have outgrown 64 bits, and nothing computed from it holds. Reset, or smaller numbers, bring it back.`;
}
function noError({ spec, replay, facts }) {
  const { outputs } = spec;
  if (outputs.some(({ prediction, target }) => replay.value(prediction) !== replay.value(target))) return null;
  const [predictions, targets] = ["prediction", "target"].map((side) => symbols(outputs.map((output) => output[side])));
  return say`${predictions} ${outputs.length > 1 ? "equal" : "equals"} ${targets} exactly${facts.alone ? ". The error is a factor of every gradient, so all are 0 and a step changes nothing." : ", so the error sends no gradient back; what is left came by another path."}`;
}
function outputSaturated({ spec, replay, facts }) {
  if (!facts.output) return null;
  const { key, op, of, symbol: name, max } = facts.output;
  const slope2 = replay.edgeValues.get(key);
  if (!isSaturated(facts.output, slope2)) return null;
  const [output] = spec.outputs;
  const prediction = replay.value(output.prediction);
  const target = replay.value(output.target);
  if (slope2 === 0) {
    const reason2 = op === "relu" ? say`${symbol(of)} is not positive` : say`${symbol(output.prediction)} was rounded to ${exact(prediction)}`;
    return say`The slope ${symbol(name)} is exactly 0, because ${reason2}. Every parameter’s gradient carries it as a factor: nothing learns.`;
  }
  const middle = MIDDLE[op] ?? 0.5;
  const isWrong = (prediction - middle) * (target - middle) < 0;
  const side = isWrong ? " on the wrong side" : target === middle ? "" : " on the right side";
  return say`The output is saturated${side}: the slope ${smaller(name, slope2, max)}, and ${isWrong ? "every parameter’s gradient carries it" : errors(spec, replay)}.`;
}
var smaller = (name, slope2, max) => say`${symbol(name)} = ${slope2} is ${times(max / slope2)} times smaller than its maximum ${fraction(max)}`;
function hiddenSaturated({ replay, facts }) {
  const [worst] = facts.hidden.map((neuron2) => ({ ...neuron2, slope: replay.edgeValues.get(neuron2.key) })).filter((neuron2) => isSaturated(neuron2, neuron2.slope)).sort((a, b) => a.slope - b.slope);
  if (!worst) return null;
  const { into, symbol: name, slope: slope2, max, parameters } = worst;
  const several = parameters.length > 1;
  const gradients = gradientsOf(parameters);
  return slope2 === 0 ? say`${symbol(into)} is dead: its slope ${symbol(name)} is exactly 0, and so ${several ? "are" : "is"} ${gradients}.` : say`${symbol(into)} is saturated: its slope ${smaller(name, slope2, max)}; ${gradients} ${several ? "carry" : "carries"} it.`;
}
function slopeSentence(spec, name, z, slope2) {
  const { of, op, max } = spec.slopes[name];
  const at = say`At ${symbol(of)} = ${z} the slope `;
  if (!Number.isFinite(slope2)) return ["The slope is not finite."];
  if (slope2 === 0) return say`${at}is exactly 0: no gradient passes back through this neuron.`;
  if (isSaturated(spec.slopes[name], slope2)) {
    return say`Saturated: ${smaller(name, slope2, max)}, and every gradient behind it carries that factor.`;
  }
  if (op === "identity") return ["The identity has the slope 1 everywhere: the error passes unchanged."];
  if (slope2 === max) return say`${at}has its maximum ${fraction(max)}.`;
  return say`${at}is ${slope2 / max} of its maximum ${fraction(max)}.`;
}
function inputZero({ spec, replay, facts }) {
  for (const zero2 of spec.data) {
    if (replay.value(zero2) !== 0) continue;
    const partners = facts.products.filter(({ name, partner, into }) => partner === zero2 && facts.paths.get(name)?.every((path2) => path2.at(-1).key === `${name}>${into}`)).map(({ name }) => name);
    if (partners.length === 0) continue;
    const [input, weight] = [zero2, partners[0]].map(symbol);
    return say`${input} is 0, and it is the last factor of ${gradientsOf(partners)}, which ${partners.length > 1 ? "are" : "is"} 0. Whatever ${weight} is, ${weight} · ${input} stays 0.`;
  }
  return null;
}
function weightZero({ spec, replay, facts }) {
  const zeros = facts.products.filter(({ name, partner }) => spec.parameters.includes(name) && !spec.data.includes(partner) && replay.value(name) === 0);
  const cut2 = facts.behind(zeros.map(({ partner, into }) => `${partner}>${into}`));
  if (cut2.length === 0) return null;
  const several = zeros.length > 1;
  const phrase = say`${symbols(zeros.map(({ name }) => name))} ${several ? "are" : "is"} 0: no gradient passes back through ${several ? "them" : "it"}, so ${symbols(cut2)} ${cut2.length > 1 ? "have" : "has"} gradient 0.`;
  const own = replay.gradient(zeros[0].name);
  return several || own === 0 ? phrase : say`${phrase} Its own is ${own}, so one step moves it off 0.`;
}
function overshoot({ step: step2, noise, eta }) {
  if (!(step2.actual > noise)) return null;
  const [now, after] = apart(step2.now, step2.after, 3);
  return say`A step with ${symbol("eta")} = ${eta} overshoots: ${symbol("L")} would rise from ${now} to ${after}.`;
}
function wrongH({ spec, replay, probe, checks, h }) {
  const [worst] = spec.parameters.filter((name) => checks[name].digits < FEW_DIGITS).sort((a, b) => checks[a].digits - checks[b].digits);
  if (!worst) return null;
  const digitsAt = (size) => digitsOfAgreement(finiteDifference(probe, worst, size), replay.gradient(worst));
  const { digits: digits2 } = checks[worst];
  const why = digitsAt(h / 10) > digits2 ? "large: the loss bends too much between the two places" : digitsAt(h * 10) > digits2 ? "small: the two losses are equal in almost all their digits" : null;
  return why && say`${symbol("h")} = ${h} is too ${why}, and the finite difference for ${symbol(worst)} agrees ${agreement(digits2)}.`;
}
function smallError(now) {
  const { spec, replay, facts } = now;
  if (!facts.alone || !spec.outputs.every((output) => Math.abs(difference(output, replay)) < SMALL_ERROR)) return null;
  const { most } = order(now);
  return say`${errors(spec, replay, "is only")}. The error is a factor of every gradient; even the largest, that of ${symbol(most.name)}, is ${most.gradient}.`;
}
function penalised({ spec, replay, facts }) {
  for (const name of spec.parameters) {
    const paths = facts.paths.get(name);
    const fromError = paths.filter(([{ key }]) => facts.ends.includes(key));
    if (fromError.length === paths.length || fromError.length === 0) continue;
    const own = paths.filter((path2) => !fromError.includes(path2));
    const sum2 = (some) => some.reduce((total, path2) => total + product2(replay, path2), 0);
    return say`${errors(spec, replay)}. Two ways lead to ${symbol(name)}: from the error comes ${sum2(fromError)}, from the penalty ${sum2(own)}, together ${replay.gradient(name)}.`;
  }
  return null;
}
function mostAndLeast(now) {
  const { most, least, all } = order(now);
  const start3 = errors(now.spec, now.replay);
  const namesOf = (some) => symbols(some.map(({ name }) => name));
  if (same(most, least)) {
    return all.length === 1 ? say`${start3}. The gradient of ${symbol(most.name)} is ${most.gradient}.` : say`${start3}. ${namesOf(all)} feel it equally (${most.gradient}).`;
  }
  const withEquals = (chosen) => {
    const others = all.filter((other) => other !== chosen && same(other, chosen));
    return others.length ? say`${symbol(chosen.name)} (and ${namesOf(others)})` : symbol(chosen.name);
  };
  const feels = say`${start3}. ${withEquals(most)} feels it most (${most.gradient}), ${withEquals(least)}`;
  if (least.gradient === 0) return say`${feels} not at all.`;
  const ratio = Math.abs(most.gradient / least.gradient);
  return say`${feels} least: ${times(ratio)} times less${reason(now, most.name, least.name)}.`;
}
function order({ spec, replay, facts }) {
  const all = spec.parameters.map((name) => ({ name, gradient: replay.gradient(name) }));
  const sorted = [...all].sort((a, b) => Math.abs(b.gradient) - Math.abs(a.gradient));
  const length2 = ({ name }) => factors(spec, replay, facts.paths.get(name)[0]).length;
  const shortest = (chosen) => all.filter((other) => same(other, chosen)).sort((a, b) => length2(a) - length2(b))[0];
  return { all, most: shortest(sorted[0]), least: shortest(sorted.at(-1)) };
}
function same(a, b) {
  const [x2, y2] = [Math.abs(a.gradient), Math.abs(b.gradient)];
  return Math.abs(x2 - y2) <= 1e-12 * Math.max(x2, y2);
}
function reason({ spec, replay, facts }, most, least) {
  const [ofMost, ofLeast] = [facts.paths.get(most), facts.paths.get(least)];
  if (ofMost.length > 1 || ofLeast.length > 1) return "";
  const [ours, theirs] = [factors(spec, replay, ofMost[0]), factors(spec, replay, ofLeast[0])];
  const without = (path2, other) => path2.filter(({ name }) => !other.some((factor) => factor.name === name));
  const high = without(ours, theirs);
  const low = without(theirs, ours);
  if (high.length === 0) {
    return say`, because its path has ${COUNT3[low.length] ?? String(low.length)} more factor${low.length > 1 ? "s" : ""}: ${low.every(({ value }) => Math.abs(value) < 1) ? listOf(low.map(({ name }) => inWords2(spec, name)), ", and ") : multiplied(low)}`;
  }
  if (low.length === 0) return say`, because its path lacks ${multiplied(high)}`;
  return say`, because its path multiplies by ${multiplied(low)}, not by ${multiplied(high)}`;
}
function factors(spec, replay, path2) {
  return path2.map(({ key }) => ({ name: spec.factors[key], value: replay.edgeValues.get(key) })).filter(({ name }) => name !== "1");
}
function multiplied(factors2) {
  const value = factors2.reduce((result, factor) => result * factor.value, 1);
  return say`${factors2.flatMap(({ name }, k) => [k ? " · " : "", symbol(name)])} = ${value}`;
}
function inWords2(spec, name) {
  const slope2 = spec.slopes[name];
  return slope2 ? `a slope of at most ${fraction(slope2.max)}` : symbol(name);
}
var symbols = (names) => listOf(names.map(symbol));
var gradientsOf = (names) => say`the gradient${names.length > 1 ? "s" : ""} of ${symbols(names)}`;
var difference = ({ prediction, target }, replay) => replay.value(prediction) - replay.value(target);
function errors(spec, replay, is = "is") {
  return spec.outputs.flatMap((output, k) => {
    const error = difference(output, replay);
    return say`${k ? " and " : ""}${symbol(output.prediction)} ${k ? "" : `${is} `}${Math.abs(error)} too ${error < 0 ? "low" : "high"}`;
  });
}
var fraction = (value) => value === 0.25 ? "¼" : String(value);

// live/network/slope.js
var REACH = 8;
var [LEFT2, RIGHT2, TOP2, BOTTOM2] = [34, 214, 12, 74];
var onAxis = scale(-REACH, REACH, LEFT2, RIGHT2);
var across = (z) => onAxis(Math.min(Math.max(z, -REACH), REACH));
var height = scale(0, 1, BOTTOM2, TOP2);
function slopePath(op, max) {
  const { value, local: [slope2] } = OPERATIONS[op];
  const points = Array.from({ length: 161 }, (_, k) => (k - 80) / 80 * REACH);
  return path(across, height, points, points.map((z) => slope2(z, 0, value(z)) / max));
}
function slopeOf2(slopes, paths, name) {
  const found = Object.entries(slopes).find(([, { into }]) => into === name);
  if (found && paths.length) return found[0];
  for (const { key } of [...paths[0] ?? []].reverse()) {
    const passed = Object.entries(slopes).find(([, { of, into }]) => key === `${of}>${into}`);
    if (passed) return passed[0];
  }
  return null;
}
var SlopePanel = class {
  /** @param {object} options {spec, gradientOf, read(symbol): number} */
  constructor(section, options) {
    Object.assign(this, { section }, options);
  }
  /** Build the panel for a box, or say why it has none; the numbers come with `fill`. */
  show(name, paths) {
    const { spec, section } = this;
    this.symbol = name === null ? null : slopeOf2(spec.slopes, paths, name);
    if (this.symbol === null) {
      section.innerHTML = `<p class="paths-hint">${name === null ? "Choose a box: the slope of its neuron stands here." : `No slope of an activation is a factor on the way to ${spec.symbols[name].html}.`}</p>`;
      return;
    }
    const { of, into, op, max } = spec.slopes[this.symbol];
    const [delta, error] = [this.gradientOf(of), this.gradientOf(into)];
    const factor = (symbol2, operator, operatorBelow, note) => term(operator, spec.symbols[symbol2].html, operatorBelow, symbol2, `<span class="what">${note}</span>`);
    section.innerHTML = `<div><h3>${spec.symbols[delta].html} is error × slope</h3><p class="factors" aria-hidden="true">${factor(delta, "", "", "")}${factor(error, "=", "=", "error")}${factor(this.symbol, "·", "×", "slope")}</p><p class="slope-sentence"></p></div><svg class="plot" viewBox="0 0 220 96" width="220" height="96" role="img" aria-label=""><path class="grid" d="M${LEFT2} ${BOTTOM2}H${RIGHT2}M${across(0)} ${TOP2}V${BOTTOM2}"/><path class="curve" d="${slopePath(op, max)}"/><path class="dashed" data-slope="drop"/><circle data-slope="dot" r="4.5"/><text class="tick y" x="${LEFT2 - 6}" y="${TOP2 + 4}">${max === 0.25 ? "¼" : max}</text><text class="tick y" x="${LEFT2 - 6}" y="${BOTTOM2 + 4}">0</text>` + [-REACH, 0, REACH].map((z) => `<text class="tick x" x="${across(z)}" y="${BOTTOM2 + 18}">${text(z, 1)}</text>`).join("") + "</svg>";
    this.slots = new Slots(section, this.read);
    this.words = section.querySelector(".slope-sentence");
    this.svg = section.querySelector("svg");
    [this.drop, this.dot] = section.querySelectorAll("[data-slope]");
  }
  /** Numbers after a replay. */
  fill() {
    if (this.symbol === null) return;
    const { spec } = this;
    const { of, max } = spec.slopes[this.symbol];
    const [z, slope2] = [this.read(of), this.read(this.symbol)];
    this.slots.fill();
    write(this.words, toHtml(slopeSentence(spec, this.symbol, z, slope2), spec.symbols));
    const drawn = Number.isFinite(z) && Number.isFinite(slope2);
    this.dot.style.display = this.drop.style.display = drawn ? "" : "none";
    if (!drawn) return;
    this.dot.setAttribute("cx", across(z));
    this.dot.setAttribute("cy", height(slope2 / max));
    this.drop.setAttribute("d", `M${across(z)} ${BOTTOM2}V${height(slope2 / max)}`);
  }
  /** A name for screen readers, when it is quiet. */
  describe() {
    if (this.symbol === null) return;
    const { of } = this.spec.slopes[this.symbol];
    this.svg.ariaLabel = `The slope over ${this.spec.symbols[of].text}: ${text(this.read(this.symbol), DIGITS2)} at ${text(this.read(of), DIGITS2)}`;
  }
};

// live/network/view.js
var NetworkView = class extends View {
  static Session = Descent;
  static resting = ".column, .parameters, .step";
  constructor(options) {
    super(options);
    this.described = this.spec;
    this.selected = null;
    this.places = [...this.root.querySelectorAll("[data-place]")].map((element) => ({ element, form: 0, forms: /* @__PURE__ */ new Map() }));
    this.slopePlace = this.part("slope") ?? document.createElement("section");
    this.curve = new Curve(this.part("step-curve"));
    this.#adopt();
    this.dock = new Dock(this.part("dock"), this.root, {
      spec: this.spec,
      read: (symbol2) => this.read(symbol2),
      gradientOf: (name) => this.gradientOf(name),
      mountSlider: (name, place2) => this.mountControl(name, place2)
    });
    Object.assign(this.actions, {
      step: () => this.session.step(this.step.values),
      undo: () => this.session.undo(),
      clear: () => this.select(null),
      previous: () => this.select(this.dock.neighbour(-1)),
      next: () => this.select(this.dock.neighbour(1))
    });
    this.#onNode("click", (event, node) => this.#pick(node.dataset.node));
    this.#onNode("keydown", (event, node) => this.picture.press(event, node));
    this.releases.push(() => this.dock.release());
  }
  /** Take up the graph of the functions that are chosen, and whatever of the markup belongs to it. */
  #adopt() {
    const { described, root } = this;
    this.keys = this.#chosen();
    const variant = described.variants[this.keys];
    for (const panel2 of [this.part("paths"), this.slopePlace]) panel2.replaceChildren();
    variant.forms.forEach((form, k) => this.#put(k, form));
    const spec = { ...described, ...variant, lines: variant.lines.map(([k, number]) => ({ ...described.lines[k], number })) };
    const graph = compile(spec.graph);
    this.spec = spec;
    this.replay = new Replay(graph);
    this.probe = new Replay(graph);
    this.facts = describe(spec, graph);
    this.gradientOf = (name) => this.facts.gradientSymbols.get(graph.ids.get(name));
    this.readers = this.#readers();
    const read = (symbol2) => this.read(symbol2);
    this.slots = new Slots(root, read);
    this.lines = spec.lines.map((line) => ({
      ...line,
      element: root.querySelector(`[data-line="${line.symbol}"]`),
      voice: root.querySelector(`[data-speech="${line.symbol}"]`),
      last: void 0
    }));
    for (const { element, number } of this.lines) element.querySelector(".number").textContent = number;
    const { gradientOf } = this;
    const select = (name) => this.#pick(name);
    this.picture = new Picture(this.part("picture"), graph, { symbols: spec.symbols, gradientOf, select });
    this.panel = new PathPanel(this.part("paths"), { spec, graph, gradientOf, read });
    this.slope = new SlopePanel(this.slopePlace, { spec, gradientOf, read });
    this.fresh = true;
    root.classList.remove("settled");
  }
  #chosen() {
    return Object.keys(this.described.choices).map((choice) => this.session.value(choice)).join(" ");
  }
  /** What happens at a box of the picture. */
  #onNode(type, listener) {
    this.on(this.root, type, (event) => {
      const node = event.target.closest(".node");
      if (node) listener(event, node);
    });
  }
  /** A box that is chosen already is left. */
  #pick(name) {
    this.select(name === this.selected ? null : name);
  }
  /** Put one of its forms into a place; the others wait as they are. */
  #put(k, form) {
    const place2 = this.places[k];
    if (place2.form === form) return;
    const { element, forms } = place2;
    forms.set(place2.form, [...element.childNodes]);
    if (!forms.has(form)) {
      const template = this.root.querySelector(`template[data-form="${k} ${form}"]`);
      forms.set(form, [...template.content.cloneNode(true).childNodes]);
    }
    element.replaceChildren(...forms.get(form));
    place2.form = form;
  }
  async start() {
    await super.start();
    for (const type of ["pointerover", "pointerout", "focusin", "focusout"]) {
      this.on(this.root, type, (event) => this.#highlight(type.endsWith("out") ? event.relatedTarget : event.target));
    }
    this.select(this.spec.parameters[0]);
    for (const { element } of this.lines) element.classList.remove("changed");
  }
  compute() {
    if (this.#chosen() !== this.keys) this.#adopt();
    const { spec, replay, probe } = this;
    const position = this.session.values;
    Object.assign(this, { eta: position.eta, h: position.h });
    replay.run(position);
    probe.values.set(replay.values);
    this.checks = {};
    for (const name of spec.parameters) {
      const difference2 = finiteDifference(probe, name, this.h);
      this.checks[name] = { difference: difference2, digits: digitsOfAgreement(difference2, replay.gradient(name)) };
    }
    this.step = step(replay, probe, spec.parameters, this.eta);
    this.noise = roundingNoise(replay);
  }
  read(symbol2) {
    return this.readers.get(symbol2)();
  }
  draw() {
    const { spec, replay, probe, eta, session } = this;
    this.dock.fill();
    this.picture.paint(replay);
    this.#flag();
    this.#markChanges();
    if (this.fresh) this.select(this.selected);
    else this.#fillPanels();
    this.fresh = false;
    this.curve.draw(this.step, curve(replay, probe, spec.parameters, eta), eta);
    write(this.part("step-sentence"), toHtml(stepSentence(this.step, this.noise), spec.symbols));
    this.root.querySelector('[data-action="undo"]').ariaDisabled = session.history.length === 0;
  }
  sentence() {
    return sentence6(this);
  }
  describe() {
    for (const { speech, voice } of this.lines) write(voice, this.inWords(speech));
    this.picture.describe((symbol2) => this.read(symbol2));
    this.panel.describe();
    this.slope.describe();
  }
  summary() {
    return `${this.spec.symbols.L.spoken} is ${spoken(this.read("L"))}.`;
  }
  /** Choose a box, or none. */
  select(name) {
    this.selected = name;
    this.panel.show(name);
    const { paths } = this.panel;
    this.slope.show(name, paths);
    this.#fillPanels();
    this.panel.describe();
    this.slope.describe();
    this.picture.mark(name, paths);
    const symbols2 = new Set(paths.flatMap((path2) => path2.flatMap(({ key, from }) => [this.gradientOf(from), this.spec.factors[key]])));
    for (const { element, symbol: symbol2, part: part2 } of this.lines) {
      element.classList.toggle("selected", part2 === "backward" && symbols2.has(symbol2));
    }
    for (const row of this.root.querySelectorAll("[data-row]")) row.classList.toggle("selected", row.dataset.row === name);
    this.dock.show(name ?? this.dock.name);
  }
  #fillPanels() {
    this.panel.fill(this.replay, this.probe);
    this.slope.fill();
  }
  #readers() {
    const { spec, session, replay } = this;
    const readers = new Map(Object.entries(spec.quantities).map(([symbol2, quantity]) => [symbol2, () => replay.read(quantity)]));
    for (const name of spec.order) if (!readers.has(name)) readers.set(name, () => session.value(name));
    for (const name of spec.parameters) {
      readers.set(`fd/${name}`, () => this.checks[name].difference);
      readers.set(`agreement/${name}`, () => this.checks[name].digits);
      readers.set(`update/${name}`, () => this.step.updates[name]);
      readers.set(`moves/${name}`, () => this.step.updates[name]);
      readers.set(`new/${name}`, () => this.step.values[name]);
    }
    readers.set("new/L", () => this.step.after);
    readers.set("predicted", () => this.step.predicted);
    readers.set("actual", () => this.step.actual);
    return readers;
  }
  /** The same symbol in the picture and in every line, while the pointer or the focus is on one of them. */
  #highlight(target) {
    const symbol2 = this.#symbolAt(target) ?? this.#symbolAt(document.activeElement);
    if (symbol2 === this.highlighted) return;
    this.#setHighlight(this.highlighted, false);
    this.highlighted = symbol2;
    this.#setHighlight(symbol2, true);
  }
  #symbolAt(element) {
    const found = element?.closest?.("[data-node], [data-name], [data-symbol], [data-row], [data-control]");
    if (!found || !this.root.contains(found)) return void 0;
    const { node, name, symbol: symbol2, row, control } = found.dataset;
    return node ?? name ?? row ?? control ?? symbol2.replace(/^(fd|agreement|update|new|moves)\//, "");
  }
  #setHighlight(symbol2, on) {
    if (symbol2 === void 0) return;
    for (const element of this.root.querySelectorAll(`[data-name="${CSS.escape(symbol2)}"]`)) {
      element.classList.toggle("hover", on);
    }
    const [kind, id] = this.spec.quantities[symbol2] ?? [];
    const node = kind === "value" || kind === "gradient" ? this.replay.graph.names[id] : void 0;
    if (node !== void 0) this.picture.setState(node, "hover", on);
  }
  /** Boxes that are saturated, dead or not finite. */
  #flag() {
    const { replay, picture } = this;
    for (const each of Object.values(this.spec.slopes)) {
      const slope2 = replay.edge(each.of, each.into);
      picture.setState(each.into, "saturated", isSaturated(each, slope2));
      picture.setState(each.into, "dead", slope2 === 0);
    }
    const { names } = replay.graph;
    const ids = [...replay.graph.ids.values()];
    const first2 = ids.find((id) => !Number.isFinite(replay.values[id])) ?? ids.findLast((id) => !Number.isFinite(replay.gradients[id]));
    for (const id of ids) picture.setState(names[id], "not-finite", id === first2);
  }
  #markChanges() {
    for (const line of this.lines) {
      const value = this.read(line.symbol);
      line.element.classList.toggle("changed", !Object.is(value, line.last));
      line.last = value;
    }
  }
};

// live/optimizers/words.js
var [f, x, y] = ["f", "x", "y"].map(symbol);
function sentence7(spec, { surface, optimizer, eta, mu }, { ys, fs, norms, arrived }) {
  const name = spec.labels[optimizer];
  const { steps, surfaces: { [surface]: { a, b } } } = spec;
  const start3 = say`${name[0].toUpperCase()}${name.slice(1)} with ${symbol("eta")} = ${eta}`;
  const times2 = (curvature) => 1 - eta * curvature;
  const end = fs.at(-1);
  if (surface === "saddle") {
    if (arrived === Infinity) {
      const lowest = norms.indexOf(Math.min(...norms));
      return say`${start3} does not leave the saddle in ${String(steps)} steps. The gradient was shortest after ${exact(lowest)} of them, ${norms[lowest]}.`;
    }
    return say`${start3} is below the saddle after ${String(arrived)} steps${optimizer === "sgd" ? say`: each multiplies ${y} by ${times2(b)}, so it grows from next to nothing.` : ". There the gradient is short, and only its direction shows the way out."}`;
  }
  if (optimizer === "sgd") {
    if (times2(b) < -1) {
      return say`${start3} diverges: across the ravine each step multiplies ${y} by ${times2(b)}. Below ${symbol("eta")} = ${2 / b} it would come down.`;
    }
    return say`Each step multiplies ${y} by ${times2(b)} and ${x} by ${times2(a)}: ${times2(b) < 0 ? "it jumps from side to side and creeps along the ravine" : "across the ravine it is quick, along it slow"}.`;
  }
  if (end > fs[0]) {
    const momentum = mu > 0 && ["momentum", "nesterov"].includes(optimizer) ? say` and ${symbol("mu")} = ${mu}` : "";
    return say`${start3}${momentum} ends higher than it began: ${f} is ${end} after ${String(steps)} steps.`;
  }
  if (arrived === Infinity) {
    return say`${start3} has not come down in ${String(steps)} steps: ${f} is ${end}, and it began at ${fs[0]}.`;
  }
  const last = Math.max(...fs.slice(-10));
  const turns = ys.filter((y2, k) => k > 0 && y2 * ys[k - 1] < 0).length;
  return say`${start3} is down after ${String(arrived)} steps and crosses the middle of the ravine ${count(turns)}; over the last ten steps ${f} is at most ${last}.`;
}
function count(turns) {
  return turns === 0 ? "never" : turns === 1 ? "once" : `${turns} times`;
}

// live/optimizers/ways.js
var OPTIMIZERS = {
  sgd: (lr) => ({ name: "SGD", lr }),
  momentum: (lr, momentum) => ({ name: "SGD", lr, momentum }),
  nesterov: (lr, momentum) => ({ name: "SGD", lr, momentum, nesterov: true }),
  rmsprop: (lr) => ({ name: "RMSProp", lr }),
  adam: (lr) => ({ name: "Adam", lr })
};
function way(surface, optimizer, eta, mu, steps) {
  const { value, gradient } = quadratic(surface.a, surface.b);
  const places = trajectory({ gradient }, surface.start, OPTIMIZERS[optimizer](eta, mu), steps);
  const xs = [...places].filter((_, k) => k % 2 === 0);
  const ys = [...places].filter((_, k) => k % 2 === 1);
  const fs = xs.map((x2, k) => value(x2, ys[k]));
  const first2 = fs.findIndex((f2) => f2 < surface.arrived);
  return { xs, ys, fs, norms: xs.map((x2, k) => Math.hypot(...gradient(x2, ys[k]))), arrived: first2 < 0 ? Infinity : first2 };
}

// live/optimizers/view.js
var OF_SLOT = { x: "xs", y: "ys", f: "fs", norm: "norms" };
var OptimizersView = class extends View {
  static words = { arrived: (step2) => Number.isFinite(step2) ? `${step2} steps` : "not in 80" };
  constructor(options) {
    super(options);
    const { axes } = this.spec;
    this.place = Object.fromEntries(Object.entries(axes).map(([name, bounds]) => [name, scale(...bounds)]));
    this.drawn = named(this.root, "drawn");
  }
  compute() {
    const { spec, session } = this;
    this.setting = session.values;
    const { surface, optimizer, eta, mu, t } = this.setting;
    this.ways = Object.fromEntries(spec.choices.optimizer.map((key) => [key, way(spec.surfaces[surface], key, eta, mu, spec.steps)]));
    this.chosen = this.ways[optimizer];
    this.at = Math.min(t, this.chosen.xs.length - 1);
  }
  read(symbol2) {
    const [name, key] = symbol2.split("/");
    if (key === void 0) return this.setting[name];
    const its = this.ways[key];
    return name === "arrived" ? its.arrived : its[OF_SLOT[name]][Math.min(this.setting.t, its.xs.length - 1)];
  }
  draw() {
    const { spec, place: place2, drawn, chosen, at, setting } = this;
    const near2 = (value) => Math.min(Math.max(value, -spec.far), spec.far);
    const points = chosen.xs.map((x2, k) => `${place2.x(near2(x2))} ${place2.y(near2(chosen.ys[k]))}`);
    const shapes = {
      way: `M${points.join("L")}`,
      norm: path(place2.t, place2.norm, chosen.norms.map((_, k) => k), chosen.norms)
    };
    for (const [name, ghost] of [["way", "ghost"], ["norm", "norm-ghost"]]) {
      const before = drawn[name].getAttribute("d");
      if (before === shapes[name]) continue;
      if (this.moved) drawn[ghost].setAttribute("d", before);
      drawn[name].setAttribute("d", shapes[name]);
    }
    drawn.dots.setAttribute("d", points.map((point) => `M${point}h0`).join(""));
    drawn.here.setAttribute("cx", points[at].split(" ")[0]);
    drawn.here.setAttribute("cy", points[at].split(" ")[1]);
    drawn.at.setAttribute("d", `M${place2.t(setting.t)} ${spec.axes.norm[3]}V${spec.axes.norm[2]}`);
    for (const element of this.root.querySelectorAll("span[data-surface]")) element.hidden = element.dataset.surface !== setting.surface;
    for (const element of this.root.querySelectorAll("g[data-surface]")) {
      element.style.display = element.dataset.surface === setting.surface ? "" : "none";
    }
    for (const row of this.root.querySelectorAll("[data-row]")) row.classList.toggle("selected", row.dataset.row === setting.optimizer);
  }
  sentence() {
    return sentence7(this.spec, this.setting, this.chosen);
  }
  describe() {
    const { spec, setting, chosen, at } = this;
    const name = spec.labels[setting.optimizer];
    this.part("plane").ariaLabel = `The ${setting.surface} and the way of ${name}: after ${at} steps x is ${spoken(chosen.xs[at])}, y is ${spoken(chosen.ys[at])}, f is ${spoken(chosen.fs[at])}.`;
    this.part("norms").ariaLabel = `Length of the gradient: ${spoken(chosen.norms[0])} at the start, ${spoken(chosen.norms[at])} after ${at} steps, ${spoken(chosen.norms.at(-1))} at the end.`;
  }
  summary() {
    return `After ${this.at} steps f is ${spoken(this.chosen.fs[this.at])}.`;
  }
};

// live/slip/view.js
var ALONG = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
var NOT_THIS = {
  right: "is right: its number follows from what it uses, and what it uses is right.",
  carried: "is wrong, but not the first: it only uses a number that was wrong already. Look further up."
};
var SlipView = class extends View {
  constructor(options) {
    super(options);
    this.keys = this.spec.choices.case;
    this.cases = [...this.root.querySelectorAll("[data-case]")];
    this.numbers = new Map([...this.root.querySelectorAll("[data-symbol]")].map(({ dataset }) => [dataset.symbol, Number(dataset.value)]));
    Object.assign(this.actions, {
      reset: () => {
        this.shown = void 0;
        this.session.reset();
      },
      next: () => this.session.set({ case: this.keys[(this.keys.indexOf(this.key) + 1) % this.keys.length] }),
      hint: () => this.#answer(this.shown.querySelector("[data-hint]").innerHTML)
    });
    this.on(this.root, "change", ({ target }) => target.type === "radio" && this.#point(target));
    this.on(this.root, "keydown", (event) => this.#walk(event));
  }
  compute() {
    this.key = this.session.value("case");
  }
  read(symbol2) {
    return this.numbers.get(symbol2);
  }
  draw() {
    if (this.shown?.dataset.case === this.key) return;
    for (const each of this.cases) each.toggleAttribute("hidden", each.dataset.case !== this.key);
    this.shown = this.cases.find(({ dataset }) => dataset.case === this.key);
    this.#answer("");
    for (const radio of this.shown.querySelectorAll("input")) radio.checked = false;
  }
  sentence() {
    return [this.spec.asked[this.shown.dataset.check]];
  }
  summary() {
    return `This is slip ${this.key} of ${this.keys.length}.`;
  }
  /** Arrow keys walk along the lines; the browser's own way would point at each that one passes. */
  #walk(event) {
    const by = ALONG[event.key];
    if (!by || event.target.type !== "radio" || event.altKey || event.metaKey) return;
    event.preventDefault();
    const radios = [...this.shown.querySelectorAll("input")];
    radios.at((radios.indexOf(event.target) + by) % radios.length).focus();
  }
  /** The reader points at a line. */
  #point(radio) {
    const { state } = radio.closest(".row").dataset;
    const why = this.shown.querySelector("[data-why]").innerHTML;
    this.#answer(state === "wrong" ? `<b>Yes.</b> ${why}` : `Line ${radio.value} ${NOT_THIS[state]}`);
  }
  #answer(html) {
    this.shown.querySelector("[data-answer]").innerHTML = html;
  }
};

// live/training/pictures.js
var STRETCHES = 150;
var [WIDTH, HEIGHT] = [600, 196];
var LOSS = scale(1e-6, 10, HEIGHT, 0, true);
var [SIDE, LEFT3, TOP3] = [184, 24, 6];
var REST = 0.06;
function extremes(losses) {
  const kept = /* @__PURE__ */ new Set();
  for (let k = 0, first2 = 0; k < STRETCHES; k++) {
    const end = Math.floor(losses.length * (k + 1) / STRETCHES);
    if (end > first2) {
      let low = first2;
      let high = first2;
      for (let e = first2; e < end; e++) {
        if (losses[e] < losses[low]) low = e;
        if (losses[e] > losses[high]) high = e;
      }
      kept.add(Math.min(low, high)).add(Math.max(low, high));
    }
    first2 = end;
  }
  return [...kept.add(losses.length - 1)];
}
function curve2(losses, epochs) {
  const kept = extremes(losses);
  return path(scale(0, epochs, 0, WIDTH), LOSS, kept, kept.map((e) => losses[e]));
}
function mark(epoch, loss3, epochs) {
  const x2 = scale(0, epochs, 0, WIDTH)(epoch);
  const y2 = LOSS(loss3);
  return { line: `M${x2} 0V${HEIGHT}`, dot: Number.isNaN(y2) ? "" : `M${x2} ${y2}h0` };
}
var share2 = (loss3) => loss3 === 0 ? 1 : Number.isFinite(loss3) ? Math.min(Math.max(LOSS(loss3) / HEIGHT, 0), 1) : 0;
var withRest = ([low, high]) => [low - REST * (high - low), high + REST * (high - low)];
var planeScales = (across2, up) => [scale(...across2, LEFT3, LEFT3 + SIDE), scale(...up, TOP3 + SIDE, TOP3)];
var onPlane = (squares) => (column, row) => [LEFT3 + column / squares * SIDE, TOP3 + SIDE - row / squares * SIDE];
function shade(values, squares, level, place2) {
  const columns = squares + 1;
  let d = "";
  const draw = (points) => {
    let pen = "M";
    for (const [column, row] of points) {
      const [x2, y2] = place2(column, row);
      d += `${pen}${Math.round(10 * x2) / 10} ${Math.round(10 * y2) / 10}`;
      pen = "L";
    }
    d += "Z";
  };
  for (let row = 0; row < squares; row++) {
    let first2 = 0;
    for (let column = 0; column <= squares; column++) {
      const k = row * columns + column;
      const above = column === squares ? 0 : (values[k] > level) + (values[k + 1] > level) + (values[k + columns] > level) + (values[k + columns + 1] > level);
      if (above === 4) continue;
      if (first2 < column) draw([[first2, row], [column, row], [column, row + 1], [first2, row + 1]]);
      first2 = column + 1;
      if (above === 0) continue;
      const z = [values[k], values[k + 1], values[k + columns + 1], values[k + columns]];
      if (z.every(Number.isFinite)) draw(inside(z, level, [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]]));
    }
  }
  return d;
}
function inside(z, level, corners) {
  const around = [];
  corners.forEach((corner, k) => {
    const next = (k + 1) % 4;
    if (z[k] > level) around.push(corner);
    if (z[k] > level === z[next] > level) return;
    const share3 = (z[k] - level) / (z[k] - z[next]);
    around.push(corner.map((each, axis) => each + share3 * (corners[next][axis] - each)));
  });
  return around;
}
function hiddenLimits(activation2, h) {
  if (activation2 !== "relu") return [activation2 === "tanh" ? -1 : 0, 1];
  const largest = Math.max(...h);
  let end = 1;
  while (end < largest && largest < Infinity) end *= String(end)[0] === "2" ? 2.5 : 2;
  return [0, end];
}
function heaviest(v) {
  if (v.length === 1) return [0, 0];
  const order2 = [...v.keys()].sort((a, b) => Math.abs(v[b]) - Math.abs(v[a]) || a - b);
  return order2.slice(0, 2).sort((a, b) => a - b);
}

// live/engine/training.js
var sizeOf = (units) => 4 * units + 1;
function start2(initializer, units, seed) {
  const draws = new Draws(seed);
  const theta = new Float64Array(sizeOf(units));
  const b1 = 2 * units;
  if (initializer === "xor_start_uniform") {
    for (let i = 0; i < 2; i++) for (let j = 0; j < units; j++) theta[2 * j + i] = draws.random();
    for (let k = b1; k < theta.length; k++) theta[k] = draws.random();
    return theta;
  }
  const given = initializer === "xor_start_normal" ? 0.5 : initializer;
  theta.set(weights(given, units, 2, draws));
  theta.set(weights(given, 1, units, draws), b1 + units);
  return theta;
}
var HIDDEN = ["sigmoid", "tanh", "relu"];
var activate = (kind, z) => kind === 0 ? sigmoid(z) : kind === 1 ? Math.tanh(z) : relu(z);
var slope = (kind, a) => kind === 0 ? sigmoidSlope(a) : kind === 1 ? tanhSlope(a) : reluSlope(a);
var Network = class {
  /**
   * @param {object} settings
   * @param {number[][]} settings.X rows of two inputs
   * @param {number[]} settings.Y targets, one a row
   * @param {number} settings.units hidden neurons
   * @param {"sigmoid" | "tanh" | "relu"} settings.hidden their activation
   * @param {"half_squared_error" | "binary_cross_entropy"} settings.loss of the sigmoid output, or of its logit
   * @param {"sigmoid" | "identity"} [settings.output] of the prediction; identity goes with half_squared_error
   * @param {"mean" | "sum"} [settings.reduction] over the samples
   */
  constructor({ X, Y, units, hidden, loss: loss3, output = "sigmoid", reduction = "mean" }) {
    const n = X.length;
    this.n = n;
    this.units = units;
    this.size = sizeOf(units);
    this.columns = Float64Array.from({ length: 2 * n }, (_, k) => X[k % n][Math.floor(k / n)]);
    this.Y = Float64Array.from(Y);
    this.kind = HIDDEN.indexOf(hidden);
    this.fromLogits = loss3 === "binary_cross_entropy";
    this.linear = output === "identity";
    this.share = reduction === "mean" ? 1 / n : 1;
    for (const name of ["h", "delta"]) this[name] = new Float64Array(n * units);
    for (const name of ["logit", "out", "losses", "delta2"]) this[name] = new Float64Array(n);
    this.gradient = new Float64Array(this.size);
  }
  /** Only `h` and `logit` at the parameters that start at `at` in `theta`. */
  forward(theta, at = 0) {
    const { n, units, columns, kind, h, logit } = this;
    const b1 = 2 * units;
    const W2 = b1 + units;
    logit.fill(theta[at + W2 + units]);
    for (let j = 0; j < units; j++) {
      const w2 = theta[at + W2 + j];
      const w11 = theta[at + 2 * j];
      const w12 = theta[at + 2 * j + 1];
      const bias = theta[at + b1 + j];
      for (let s = 0; s < n; s++) {
        const sum2 = bias + w11 * columns[s] + w12 * columns[n + s];
        const a = activate(kind, sum2);
        h[j * n + s] = a;
        logit[s] += w2 * a;
      }
    }
  }
  /**
   * The loss at the parameters that start at `at` in `theta`; fills all arrays.
   * @param {Float64Array} theta @param {number} [at] @returns {number}
   */
  pass(theta, at = 0) {
    this.forward(theta, at);
    const { n, units, columns, Y, kind, fromLogits, linear, share: share3, h, delta, logit, out, losses, delta2, gradient } = this;
    const b1 = 2 * units;
    const W2 = b1 + units;
    let total = 0;
    let sumOfDeltas = 0;
    for (let s = 0; s < n; s++) {
      const p = linear ? logit[s] : sigmoid(logit[s]);
      out[s] = p;
      losses[s] = fromLogits ? binaryCrossEntropy(logit[s], Y[s]) : halfSquaredError(p, Y[s]);
      total += losses[s];
      delta2[s] = (p - Y[s]) * share3 * (fromLogits || linear ? 1 : sigmoidSlope(p));
      sumOfDeltas += delta2[s];
    }
    gradient[W2 + units] = sumOfDeltas;
    for (let j = 0; j < units; j++) {
      const w2 = theta[at + W2 + j];
      let bias = 0;
      let weight = 0;
      let first2 = 0;
      let second = 0;
      for (let s = 0; s < n; s++) {
        const a = h[j * n + s];
        const d = delta2[s] * w2 * slope(kind, a);
        delta[j * n + s] = d;
        bias += d;
        weight += delta2[s] * a;
        first2 += d * columns[s];
        second += d * columns[n + s];
      }
      gradient[b1 + j] = bias;
      gradient[W2 + j] = weight;
      gradient[2 * j] = first2;
      gradient[2 * j + 1] = second;
    }
    return total * share3;
  }
  /**
   * The part of the gradient that sample s adds, from the last pass: the parts of all samples sum up to `gradient`.
   * @param {number} s @returns {Float64Array} a row like that of the parameters
   */
  partOf(s) {
    const { n, units, columns, h, delta, delta2 } = this;
    const part2 = new Float64Array(this.size);
    const b1 = 2 * units;
    for (let j = 0; j < units; j++) {
      const d = delta[j * n + s];
      part2[2 * j] = d * columns[s];
      part2[2 * j + 1] = d * columns[n + s];
      part2[b1 + j] = d;
      part2[b1 + units + j] = delta2[s] * h[j * n + s];
    }
    part2[b1 + 2 * units] = delta2[s];
    return part2;
  }
};
function train(net, theta, optimizer, epochs) {
  const { size, gradient } = net;
  const losses = new Float64Array(epochs);
  const parameters = new Float64Array((epochs + 1) * size);
  const step2 = stepper(optimizer, size);
  parameters.set(theta);
  for (let e = 0; e < epochs; e++) {
    losses[e] = net.pass(parameters, e * size);
    const of = notFinite3(losses[e], gradient, net.units);
    if (of) {
      return { losses: losses.subarray(0, e + 1), parameters: parameters.subarray(0, (e + 1) * size), stopped: { epoch: e, of } };
    }
    step2(parameters, e * size, (e + 1) * size, gradient);
  }
  return { losses, parameters, stopped: null };
}
function notFinite3(loss3, gradient, units) {
  if (!Number.isFinite(loss3)) return "loss";
  if (allFinite(gradient)) return "";
  const first2 = gradient.findIndex((g) => !Number.isFinite(g));
  const b1 = 2 * units;
  if (first2 < b1 + units) return first2 < b1 ? "layer 1 weight" : "layer 1 bias";
  return first2 < b1 + 2 * units ? "layer 2 weight" : "layer 2 bias";
}

// live/training/run.js
var OPTIMIZERS2 = { SGD: { name: "SGD" }, momentum: { name: "SGD", momentum: 0.9 }, Adam: { name: "Adam" } };
function networkOf({ units, activation: activation2, loss: loss3 }, X, Y) {
  const linear = loss3 === "linear_output";
  return new Network({
    X,
    Y,
    units,
    hidden: activation2,
    loss: linear ? "half_squared_error" : loss3,
    output: linear ? "identity" : "sigmoid"
  });
}
var half = ({ loss: loss3 }) => loss3 === "linear_output" ? 0.5 : 0;
function run(setting, data, epochs) {
  const [X, Y] = data[setting.data];
  const net = networkOf(setting, X, Y.flat());
  const theta = start2(setting.initializer, setting.units, setting.seed);
  const optimizer = { ...OPTIMIZERS2[setting.optimizer], lr: setting.eta };
  const { losses, parameters, stopped } = train(net, theta, optimizer, epochs);
  if (stopped) return { setting, net, parameters, losses, last: stopped.epoch, stopped };
  const all = new Float64Array(epochs + 1);
  all.set(losses);
  all[epochs] = net.pass(parameters, epochs * net.size);
  return { setting, net, parameters, losses: all, last: epochs, stopped };
}
var isRight = (prediction, target) => prediction > 0.5 === target > 0.5;
function rescue({ setting }, data, epochs, lowest) {
  let finite = null;
  for (let eta = setting.eta / 2; eta >= lowest; eta /= 2) {
    const { net, stopped } = run({ ...setting, eta }, data, epochs);
    if (stopped) continue;
    if (net.out.every((p, s) => isRight(p, net.Y[s]))) return { eta, right: true };
    finite ??= { eta, right: false };
  }
  return finite;
}
var changes2 = (a, b) => Object.keys(a.setting).filter((name) => name !== "epoch" && a.setting[name] !== b.setting[name]);

// live/training/words.js
var NEAR2 = 0.1;
var LEVELS = { plateau: ["1/8", "ln 2"], two: ["1/16", "½ ln 2"], three: ["1/12", "0.477"] };
var sentence8 = (now) => first([notFinite4, noGradient, equalUnits, plateau, stuck, loss2], now);
var four = (value) => digits(value, 4);
var near = (a, b) => Math.abs(a - b) < NEAR2;
function notFinite4({ run: { stopped }, rescue: rescue2, loss: loss3, epoch }) {
  if (!stopped && Number.isFinite(loss3)) return null;
  const what = stopped && stopped.of !== "loss" ? `the gradient of a ${stopped.of}` : "the loss";
  const found = rescue2 === null ? say`No smaller ${symbol("eta")} of its slider stays finite.` : say`${symbol("eta")} = ${exact(rescue2.eta)} ${rescue2.right ? "works: all four samples end right" : "stays finite to the end"}.`;
  return say`In epoch ${exact(stopped?.epoch ?? epoch)} ${what} is not finite: the numbers have outgrown 64 bits, and the run ends. ${found}`;
}
function noGradient(now) {
  const { net } = now.run;
  if (net.gradient.some((g) => g !== 0)) return null;
  if (areEqual(now)) {
    return [`The ${net.units} hidden units are equal, so their gradients are equal, and they stay equal for ever. Here every gradient is even exactly 0.`];
  }
  return ["Every gradient is exactly 0 here: training has nothing to go by."];
}
function equalUnits(now) {
  if (!areEqual(now)) return null;
  return say`The ${String(now.run.net.units)} hidden units started equal and get equal gradients, so they stay equal: together they are worth one. The loss is ${four(now.loss)}.`;
}
function areEqual({ run: run2, theta }) {
  const { units } = run2.net;
  const of = (j) => [theta[2 * j], theta[2 * j + 1], theta[2 * units + j], theta[3 * units + j]];
  return units > 1 && Array.from({ length: units }, (_, j) => of(j)).every((unit) => unit.every((w, k) => w === of(0)[k]));
}
function plateau(now) {
  if (!now.run.net.out.every((p) => near(p, 0.5))) return null;
  return say`All four predictions are near ½, as if the inputs said nothing: ${standing(now, "plateau")}`;
}
function stuck(now) {
  const { out, Y } = now.run.net;
  const samples = [...out].map((p, s) => [p, Y[s]]);
  const right = samples.filter(([p, y2]) => near(p, y2)).length;
  const middle = samples.filter(([p]) => near(p, 0.5)).length;
  if (right === 2 && middle === 2) return say`Two samples are right and two are near ½: ${standing(now, "two")}`;
  for (const [third, name] of [[2 / 3, "⅔"], [1 / 3, "⅓"]]) {
    const others = samples.filter(([p, y2]) => near(p, third) && !near(p, y2));
    if (right === 1 && others.length === 3) return say`One sample is right and three are near ${name}: ${standing(now, "three")}`;
  }
  return null;
}
function standing({ run: run2, epoch, loss: loss3 }, name) {
  const { last, losses, setting } = run2;
  const level = LEVELS[name][setting.loss === "binary_cross_entropy" ? 1 : 0];
  const goesOn = epoch === last ? epoch > 0 ? `It got no further in ${last} epochs.` : "" : say`After ${String(last)} epochs it is ${losses[last] > 0.9 * loss3 ? "still " : ""}${four(losses[last])}.`;
  return say`the loss is ${four(loss3)}, near ${level}. ${goesOn}`;
}
function loss2(now) {
  const { spec, run: run2, epoch, loss: loss3, pulls } = now;
  const { net, losses, setting } = run2;
  const right = [...net.out].filter((p, s) => isRight(p, net.Y[s])).length;
  const hardest = pulls.indexOf(Math.max(...pulls));
  const sides = ["No sample is", "One sample is", "Two samples are", "Three samples are", "All four samples are"][right];
  const compared2 = comparison(now) ?? (loss3 > losses[0] ? say`, higher than the ${four(losses[0])} of the start` : "");
  return say`At epoch ${exact(epoch)} the loss is ${four(loss3)}${compared2}. ${sides} right; ${sampleText(spec.data[setting.data][0][hardest])} pulls hardest.`;
}
function comparison({ spec, run: run2, before, epoch, loss: loss3 }) {
  if (!before || before.setting.loss !== run2.setting.loss) return null;
  const other = before.losses[Math.min(epoch, before.last)];
  const ratio = other / loss3;
  if (!Number.isFinite(ratio) || ratio === 0) return null;
  const changed = changes2(run2, before);
  const than = changed.length === 1 ? say`with ${symbol(changed[0])} = ${valueText(spec, changed[0], before.setting)}` : "before";
  if (Math.abs(Math.log(ratio)) < 5e-4) return say`, as ${than}`;
  return say`, ${Math.max(ratio, 1 / ratio)} times ${ratio > 1 ? "lower" : "higher"} than ${than}`;
}
function valueText(spec, name, setting) {
  const keys = spec.choices[name];
  return keys ? spec.labels[name][keys.indexOf(setting[name])] : short(setting[name]);
}
var sampleText = (x2) => `(${x2.map(short).join(", ")})`;

// live/training/view.js
var SQUARES = 40;
var SIGN = { "1": "+", "-1": MINUS, "0": "0" };
var TrainingView = class extends View {
  static resting = ".picture, .units";
  constructor(options) {
    super(options);
    const { spec, root } = this;
    this.chosen = 0;
    this.grids = {};
    this.quiet = true;
    const found = {};
    this.all = (selector) => found[selector] ??= [...root.querySelectorAll(selector)];
    this.rows = this.all("[data-row]").slice(0, -1);
    this.weights = this.all("[data-weight]").map((line) => ({ symbol: line.dataset.weight, line, sign: line.nextSibling }));
    this.samples = this.all('[data-part="hidden"] .sample');
    for (const [preset, values] of Object.entries(spec.presets)) {
      this.actions[preset] = () => void this.session.set(values, spec.ranges);
    }
  }
  async start() {
    await super.start();
    this.on(this.root, "change", ({ target }) => {
      if (target.type === "radio") this.choose(Number(target.value));
    });
  }
  compute() {
    const { spec, session } = this;
    const setting = session.values;
    this.trained = !this.run || changes2({ setting }, this.run).length > 0;
    if (this.trained) {
      if (this.quiet) this.standing = this.run;
      this.quiet = !this.run;
      this.run = run(setting, spec.data, spec.epochs);
      this.before = this.standing && changes2(this.run, this.standing).length > 0 ? this.standing : null;
      this.rescue = this.run.stopped && rescue(this.run, spec.data, spec.epochs, spec.ranges.eta[0]);
    }
    const { net, parameters, last } = this.run;
    this.epoch = Math.min(setting.epoch, last);
    this.theta = parameters.subarray(this.epoch * net.size, (this.epoch + 1) * net.size);
    this.loss = net.pass(this.theta);
    this.parts = Array.from(net.Y, (_, s) => net.partOf(s));
    this.pulls = this.parts.map(length);
  }
  read(symbol2) {
    const { net } = this.run;
    const [, gradient, name, first2, second] = /^(dL\/d)?(\w+)(?:\[(\d)(?:,(\d))?\])?$/.exec(symbol2);
    if (gradient) return (this.chosen ? this.parts[this.chosen - 1] : net.gradient)[this.#place(name, first2, second)] ?? NaN;
    if (name === "shown_epoch") return this.epoch;
    if (name === "y_hat") return net.out[first2 - 1];
    if (name === "L") return first2 ? net.losses[first2 - 1] : this.loss;
    if (name === "delta") return first2 ? net.delta2[first2 - 1] : net.gradient.at(-1);
    if (name === "pull") return first2 ? this.pulls[first2 - 1] : length(net.gradient);
    if (name === "h") return first2 <= net.units ? net.h[(first2 - 1) * net.n + (second - 1)] : NaN;
    return this.spec.order.includes(name) ? this.session.value(name) : this.theta[this.#place(name, first2, second)] ?? NaN;
  }
  /** Where a parameter stands in the row of all, −1 where there is no such unit. */
  #place(name, unit, input) {
    const { units } = this.run.net;
    if (name === "b2") return 4 * units;
    if (unit > units) return -1;
    if (name === "W1") return 2 * (unit - 1) + (input - 1);
    return (name === "b1" ? 2 : 3) * units + (unit - 1);
  }
  draw() {
    if (this.trained) this.#drawRun();
    const { spec, run: run2, epoch, loss: loss3 } = this;
    const at = mark(epoch, loss3, spec.epochs);
    set(this.part("at"), "d", at.line);
    set(this.part("dot"), "d", at.dot);
    const hardest = this.pulls.indexOf(Math.max(...this.pulls));
    this.rows.forEach((row, s) => {
      row.classList.toggle("hardest", s === hardest);
      write(row.querySelector(".verdict"), isRight(run2.net.out[s], run2.net.Y[s]) ? "right" : "wrong");
    });
    for (const { symbol: symbol2, line, sign } of this.weights) {
      const weight = this.read(symbol2);
      set(line, "stroke-width", lineWidth(weight));
      setHue(line, weight);
      write(sign, SIGN[Math.sign(weight)] ?? "");
    }
    this.#drawInputs();
    this.#drawHidden();
  }
  /** What changes with the run alone. */
  #drawRun() {
    const { spec, run: run2, before } = this;
    const { setting, net } = run2;
    run2.curve = curve2(run2.losses, spec.epochs);
    set(this.part("curve"), "d", run2.curve);
    set(this.part("ghost"), "d", before ? before.curve : "");
    this.#nameCurves();
    const [X] = spec.data[setting.data];
    const grid2 = this.grids[setting.data] ??= this.#gridOf(setting);
    this.grid = Object.assign(grid2, { units: net.units, kind: net.kind });
    for (const group of this.all("[data-plane]")) group.classList.toggle("absent", group.dataset.plane !== setting.data);
    for (const element of this.all("[data-sample]")) write(element, sampleText(X[element.dataset.sample - 1]));
    this.choose(this.chosen);
    for (const element of this.all("[data-unit]")) element.classList.toggle("absent", element.dataset.unit > net.units);
    spec.heights[net.units - 1].forEach((y2, j) => this.#moveUnit(j + 1, y2));
    this.pair = heaviest(run2.parameters.subarray(run2.last * net.size).slice(3 * net.units, 4 * net.units));
    const [a, b] = this.pair.map((j) => j + 1);
    this.part("hidden-title").textContent = a === b ? "The hidden unit" : `Hidden units ${a} and ${b}`;
    this.all('[data-part="hidden"] .symbol .sub').forEach((sub, k) => write(sub, String([a, b][k])));
  }
  /** A network with room for all units over the points at which a plane's line is found, row by row. */
  #gridOf(setting) {
    const { planes, ranges } = this.spec;
    const X = Array.from({ length: (SQUARES + 1) ** 2 }, (_, k) => [k % (SQUARES + 1), Math.floor(k / (SQUARES + 1))].map((step2, i) => {
      const [low, high] = planes[setting.data][i];
      return low + (high - low) * step2 / SQUARES;
    }));
    return networkOf({ ...setting, units: ranges.units[1] }, X, X.map(() => 0));
  }
  /** The names stand at the curves' ends: that of the upper one above it, that of the lower one below. */
  #nameCurves() {
    const { spec, run: run2, before } = this;
    const changed = before ? changes2(run2, before) : [];
    const end = (one) => share2(one.losses[one.last]);
    for (const [name, one, other] of [["now", run2, before], ["before", before, run2]]) {
      const label = this.part(name);
      const value = changed.length === 1 ? `: ${spec.symbols[changed[0]].text} = ${valueText(spec, changed[0], one.setting)}` : "";
      label.textContent = before ? name + value : "";
      if (!before) continue;
      label.classList.toggle("upper", end(one) < end(other) || end(one) === end(other) && one === run2);
      label.style.setProperty("--end", end(one));
    }
  }
  #moveUnit(unit, y2) {
    const { inputs, output, column, marks } = this.spec.network;
    set(this.all(".node[data-unit]")[unit - 1], "cy", y2);
    [...inputs, output].forEach(([x0, y0], k) => {
      const { line, sign } = this.weights[3 * (unit - 1) + k];
      set(line, "d", `M${x0} ${y0}L${column} ${y2}`);
      set(sign, "x", x0 + marks[k] * (column - x0));
      set(sign, "y", y0 + marks[k] * (y2 - y0) + 4);
    });
  }
  /** Where the prediction is above ½ in the plane of the inputs. */
  #drawInputs() {
    this.grid.forward(this.theta);
    this.#drawPlane("inputs", this.grid.logit, SQUARES);
  }
  /** The samples by two hidden units; two units or one decide alone, by a straight line. */
  #drawHidden() {
    const { net, setting } = this.run;
    const { units, n, h } = net;
    const limits = hiddenLimits(setting.activation, this.pair.flatMap((j) => [...h.subarray(j * n, (j + 1) * n)]));
    const ends = withRest(limits);
    const [x2, y2] = planeScales(ends, ends);
    this.samples.forEach((sample, s) => {
      const places = [x2(h[this.pair[0] * n + s]), y2(h[this.pair[1] * n + s])];
      sample.classList.toggle("absent", places.some(Number.isNaN));
      if (!places.some(Number.isNaN)) places.forEach((place2, i) => set(sample, ["cx", "cy"][i], place2));
    });
    this.all('[data-part="hidden"] .tick').forEach((tick, k) => write(tick, short(limits[k % 2])));
    const v = this.theta.subarray(3 * units, 4 * units);
    const [across2, up] = units === 1 ? [v[0] / 2, v[0] / 2] : v;
    const corners = ends.flatMap((b) => ends.map((a) => across2 * a + up * b + this.theta.at(-1)));
    this.#drawPlane("hidden", units > 2 ? new Float64Array(4).fill(NaN) : Float64Array.from(corners), 1);
  }
  #drawPlane(name, values, squares) {
    const level = half(this.run.setting);
    const [area, line] = this.part(name).querySelectorAll(".area, .curve");
    set(area, "d", shade(values, squares, level, onPlane(squares)));
    set(line, "d", contour(values, squares + 1, squares + 1, level, onPlane(squares)));
  }
  /** Show the gradients of one sample, from 1, or of all, 0. */
  choose(sample) {
    this.chosen = sample;
    this.part("whose").textContent = sample ? `of the sample ${this.#sample(sample - 1)}` : "of all four samples";
    this.slots.fill();
  }
  #sample(s) {
    return sampleText(this.spec.data[this.run.setting.data][0][s]);
  }
  sentence() {
    return sentence8(this);
  }
  describe() {
    this.quiet = true;
    const { losses, last, net } = this.run;
    this.part("plot").ariaLabel = `Loss over the epochs: ${spoken(losses[0])} at the start, ${spoken(this.loss)} at epoch ${this.epoch}, ${spoken(losses[last])} at epoch ${last}`;
    const above = [...net.out].flatMap((p, s) => p > 0.5 ? [this.#sample(s)] : []);
    this.part("inputs").ariaLabel = `The plane of the inputs. Above one half lie ${above.join(", ") || "none of the samples"}`.replaceAll(MINUS, "minus ");
  }
};
function set(element, name, value) {
  if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}
var length = (row) => Math.sqrt(row.reduce((sum2, g) => sum2 + g * g, 0));

// live/index.js
var KINDS = {
  activations: ActivationsView,
  depth: DepthView,
  inputs: InputsView,
  network: NetworkView,
  optimizers: OptimizersView,
  slip: SlipView,
  training: TrainingView
};
async function render({ model, el }) {
  if (!el.querySelector(".explorer")) el.innerHTML = model.get("markup");
  return mount(KINDS[model.get("kind")], model, el.querySelector(".explorer"));
}
var index_default = { render };
export {
  index_default as default
};
