// The views that widgets of backprop_lib name in their state.

import live from "../live/index.js";

export const explorers = { "backprop_lib.live": live };
