// The models and views of @jupyter-widgets/base that controls refer to.
export * from "@jupyter-widgets/base/lib/widget_layout.js";
export * from "@jupyter-widgets/base/lib/widget_style.js";
