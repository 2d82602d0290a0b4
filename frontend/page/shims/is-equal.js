// One deep comparison in the bundle: Backbone brings Underscore's already.
export { default } from "../../node_modules/underscore/modules/isEqual.js";
