export { TrainingView as View } from "./view.js";
