/** The explorers' anywidget module: `render` brings the static markup to life. */

import { mount } from "./parts/view.js";
import { View as activations } from "./activations/index.js";
import { View as depth } from "./depth/index.js";
import { View as inputs } from "./inputs/index.js";
import { View as network } from "./network/index.js";
import { View as optimizers } from "./optimizers/index.js";
import { View as slip } from "./slip/index.js";
import { View as training } from "./training/index.js";

const KINDS = {
  activations,
  depth,
  inputs,
  network,
  optimizers,
  slip,
  training,
};

async function render({ model, el }) {
  if (!el.querySelector(".explorer")) el.innerHTML = model.get("markup");
  return mount(KINDS[model.get("kind")], model, el.querySelector(".explorer"));
}

export default { render };
