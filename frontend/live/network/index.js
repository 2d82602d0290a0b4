export { NetworkView as View } from "./view.js";
