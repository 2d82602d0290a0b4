export { DepthView as View } from "./view.js";
