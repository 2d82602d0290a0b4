export { SlipView as View } from "./view.js";
