/**
 * Genuine ipywidgets sliders, dropdowns and toggle buttons in their places, with what they lack: an accessible
 * name and state, exact ARIA values, and a typed number that is never rounded, clamped or dropped silently.
 */

import { decimal, MINUS, spoken, text } from "./format.js";

/**
 * Put a view of a slider's model into a place.
 *
 * @param {object} options {manager, slider (the model), place, label (spoken), commit(text)}
 * @returns {Promise<() => void>} call it to take the view away
 */
export async function mountSlider({ manager, slider, place, label, commit }) {
  slider.readout_formatter = isWhole(slider) ? String : isLog(slider) ? (value) => text(value, 3) : shown;
  const view = await createQuietly(manager, slider);
  place.append(view.el);
  const noUi = view.$slider.noUiSlider;
  const handle = view.$slider.querySelector(".noUi-handle");
  const readout = view.el.querySelector(".widget-readout");
  onlyTheReaderWrites(view, slider);

  handle.ariaLabel = label;
  Object.assign(readout, { role: "textbox", ariaLabel: `${label}, type a number`, inputMode: "decimal", spellcheck: false });
  const describe = () => {
    const [value, low, high] = ["value", "min", "max"].map((name) => slider.get(name));
    handle.ariaValueNow = decimal(value);
    handle.ariaValueText = spoken(value, 4, false);
    [handle.ariaValueMin, handle.ariaValueMax] = [low, high].map((end) => decimal(isLog(slider) ? power(slider, end) : end));
    if (!isLog(slider)) place.style.setProperty("--zero", low < 0 && high > 0 ? -low / (high - low) : -1);
    // The stock view writes where the handle has snapped to.
    if (document.activeElement !== readout) readout.textContent = slider.readout_formatter(value);
  };
  noUi.on("update", describe);
  slider.on("change:value change:min change:max", describe);
  describe();

  const release = takeTyping(place, readout, slider, commit);
  return () => {
    release();
    slider.off("change:value change:min change:max", describe);
    view.remove();
    slider.off(null, null, view);
  };
}

/** A new handle reports where it snapped to; while no update counts, the stock view does not write that back. */
async function createQuietly(manager, slider) {
  const continuous = slider.get("continuous_update");
  slider.set("continuous_update", false);
  const view = await manager.create_view(slider);
  slider.set("continuous_update", continuous);
  return view;
}

/**
 * noUiSlider snaps every value that it is given to its step and reports it as news, and the
 * stock view would write it back: a value that a step of descent or a link has set would be
 * rounded. Here only what the reader does to the handle is written.
 */
function onlyTheReaderWrites(view, slider) {
  view.handleSliderChanged = () => {};
  view.$slider.noUiSlider.on("slide", ([place]) => {
    const position = Number(Number(place).toPrecision(12)); // without the 1e-16 of percent arithmetic
    slider.set("value", isLog(slider) ? power(slider, position) : position, { updated_view: view });
    slider.save_changes();
  });
}

/** Four decimals, or significant digits where those would say too little or need more room than there is. */
function shown(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1000)) return text(value, 5);
  return (value < 0 ? MINUS : "") + size.toFixed(4);
}

function isWhole(slider) {
  return slider.get("_model_name") === "IntSliderModel";
}

function isLog(slider) {
  return slider.get("base") !== undefined;
}

/** base^exponent; a whole power of ten is the number that one writes, 1e-5. */
function power(slider, exponent) {
  const base = slider.get("base");
  return base === 10 && Number.isInteger(exponent) ? Number(`1e${exponent}`) : base ** exponent;
}

/** Numbers typed into the readout go to `commit` before the stock view can clamp them. */
function takeTyping(place, readout, slider, commit) {
  const gone = new AbortController();
  const listen = (type, listener) => place.addEventListener(
    type, (event) => event.target === readout && listener(event), { capture: true, signal: gone.signal });
  let before;
  const restore = () => {
    readout.textContent = slider.readout_formatter(slider.get("value"));
  };
  const finish = () => {
    const typed = readout.textContent;
    if (typed !== before) {
      commit(typed);
      restore(); // also where the number is the one that stood there, written differently
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

/**
 * Put a view of a dropdown's or of toggle buttons' model into a place.
 *
 * @param {object} options {manager, choice (the model), place, label (spoken)}
 * @returns {Promise<() => void>} call it to take the view away
 */
export async function mountChoice({ manager, choice, place, label }) {
  const view = await manager.create_view(choice);
  place.append(view.el);
  const select = view.el.querySelector("select");
  const buttons = [...view.el.querySelectorAll("button")];
  const inPrint = place.querySelector(".chosen");
  (select ?? view.el).ariaLabel = label;
  if (!select) {
    view.el.role = "group";
    view.update = () => {}; // the stock view would make new buttons, and the focus would be lost
  }
  const describe = () => {
    const index = choice.get("index");
    inPrint.textContent = choice.get("_options_labels")[index];
    buttons.forEach((button, k) => {
      button.classList.toggle("mod-active", k === index);
      button.ariaPressed = k === index;
    });
  };
  choice.on("change:index", describe);
  describe();
  return () => {
    choice.off("change:index", describe);
    view.remove();
    choice.off(null, null, view);
  };
}

/**
 * Set a control from the program; true where a slider's range had to widen for the value.
 *
 * @param {object} model of a slider or of a choice
 * @param {number | string} value a number, or the key of a choice
 * @param {Array} within the slider's range, or the keys of the choice
 */
export function setControl(model, value, within) {
  let widened = false;
  if (typeof value === "string") model.set({ index: within.indexOf(value) });
  else if (isLog(model)) model.set({ value });
  else {
    // The range, as given or as it is, is set in the same breath, since the stock view clamps what it holds.
    const [low, high] = within ?? [model.get("min"), model.get("max")];
    widened = value < low || value > high;
    model.set({ value, min: Math.min(low, Math.floor(value)), max: Math.max(high, Math.ceil(value)) });
  }
  model.save_changes();
  return widened;
}
