// Every widget class of the bundle, by the name of the module that a state gives.
import * as anywidget from "./anywidget.js";
import * as base from "./jupyter-base.js";
import * as controls from "./jupyter-controls.js";

export const classes = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": controls,
  anywidget,
};
