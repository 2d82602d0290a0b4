// Brings the widgets of a built page to life: no kernel, no network.

import { classes } from "./classes.js";
import { PageManager } from "./manager.js";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';

async function mount() {
  const script = document.querySelector(STATE);
  if (!script) return;
  const manager = new PageManager(JSON.parse(script.textContent).state, classes);
  await manager.load();
  await Promise.all([...document.querySelectorAll(VIEW)].map((view) => mountView(manager, view)));
}

/** The view takes the place of its script; a static explorer before it is handed to the view. */
async function mountView(manager, script) {
  const model = await manager.get_model(JSON.parse(script.textContent).model_id);
  const host = script.parentElement;
  const el = host.querySelector(".explorer-mount") ?? undefined;
  manager.display(await manager.create_view(model, { el }), host);
}

// A deferred script finds the whole document; the theme's scripts come after it.
mount();
