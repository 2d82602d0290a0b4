/** The living view: replay at every slider event, and touch only what changed. */

import { compile, Replay } from "./graph.js";
import { format } from "./format.js";

/**
 * Hydrate the root of an explorer.
 *
 * @param {object} model anywidget's model, with `widget_manager`
 * @param {HTMLElement} root the static `.explorer`
 * @returns {Promise<() => void>} call it to let go of every listener
 */
export async function mount(model, root) {
  const spec = model.get("spec");
  const replay = new Replay(compile(spec.graph));
  const sliders = await Promise.all(model.get("sliders_list").map((reference) =>
    model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""))));
  const slots = [...root.querySelectorAll(".n[data-symbol]")];
  const update = () => {
    spec.order.forEach((name, k) => replay.graph.ids.has(name) && replay.set(name, sliders[k].get("value")));
    replay.forward();
    replay.backward();
    for (const slot of slots) {
      const quantity = spec.quantities[slot.dataset.symbol];
      if (!quantity) continue;
      const value = replay.read(quantity);
      const parts = format(value, Number(slot.dataset.digits));
      slot.dataset.value = value;
      slot.querySelector(".sign").textContent = parts.sign;
      slot.querySelector(".digits").textContent = parts.digits;
      slot.querySelector(".pad").textContent = parts.pad;
    }
  };
  for (const [k, slider] of sliders.entries()) {
    const place = root.querySelector(`.rail-slot[data-slider="${spec.order[k]}"]`);
    if (place) place.replaceChildren((await model.widget_manager.create_view(slider)).el);
    slider.on("change:value", update);
  }
  root.classList.add("live");
  update();
  return () => sliders.forEach((slider) => slider.off("change:value", update));
}
