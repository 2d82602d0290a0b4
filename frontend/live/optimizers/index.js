export { OptimizersView as View } from "./view.js";
