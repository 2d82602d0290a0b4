/** What the page bundle holds for all kinds of explorers; a kind's own script finds it there (frontend/build.mjs). */

export * from "./agreement.js";
export * from "./axes.js";
export * from "./controls.js";
export * from "./descent.js";
export * from "./format.js";
export * from "./limits.js";
export * from "./link.js";
export * from "./phrase.js";
export * from "./session.js";
export * from "./slots.js";
export * from "./view.js";
export * from "./width.js";
