// The views of the explorers. A page loads the scripts of its own kinds after this bundle, and each registers its view.

import * as parts from "../live/parts/index.js";

const kinds = new Map();

function kind(name) {
  if (!kinds.has(name)) kinds.set(name, Promise.withResolvers());
  return kinds.get(name);
}

/** The view of a kind, as soon as its script has registered it. */
export const viewOf = (name) => kind(name).promise;

globalThis.backpropExplorers = { parts, register: (name, View) => kind(name).resolve(View) };
