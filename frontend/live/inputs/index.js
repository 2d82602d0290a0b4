export { InputsView as View } from "./view.js";
