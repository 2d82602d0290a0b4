// The controls that a page of the book may use; the build stops at any other.
export * from "@jupyter-widgets/controls/lib/widget_bool.js";
export * from "@jupyter-widgets/controls/lib/widget_box.js";
export * from "@jupyter-widgets/controls/lib/widget_button.js";
export * from "@jupyter-widgets/controls/lib/widget_description.js";
export * from "@jupyter-widgets/controls/lib/widget_float.js";
export * from "@jupyter-widgets/controls/lib/widget_int.js";
export * from "@jupyter-widgets/controls/lib/widget_link.js";
export * from "@jupyter-widgets/controls/lib/widget_selection.js";
export * from "@jupyter-widgets/controls/lib/widget_string.js";
