// The few classes of Lumino that the controls use. The package's own bundle is
// one file with side effects, so that docking, menus and drag would come along.
export * from "../../node_modules/@lumino/widgets/src/layout.ts";
export * from "../../node_modules/@lumino/widgets/src/panel.ts";
export * from "../../node_modules/@lumino/widgets/src/widget.ts";
