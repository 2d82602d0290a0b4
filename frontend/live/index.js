/** The explorer's anywidget module: `render` brings the static markup to life. */

import { mount } from "./view.js";

async function render({ model, el }) {
  if (!el.querySelector(".explorer")) el.innerHTML = model.get("markup");
  return mount(model, el.querySelector(".explorer"));
}

export default { render };
