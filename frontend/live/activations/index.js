export { ActivationsView as View } from "./view.js";
