/** What moves in the drawings: the twin of `backprop_lib/live/training/pictures.py`. */

import { scale, path } from "../parts/axes.js";

const STRETCHES = 150;
const [WIDTH, HEIGHT] = [600, 196];
export const LOSS = scale(1e-6, 10, HEIGHT, 0, true);
const [SIDE, LEFT, TOP] = [184, 24, 6];
const REST = 0.06;

/** The epochs that draw a curve: of each stretch those with the lowest and the highest loss, and the last. */
export function extremes(losses) {
  const kept = new Set();
  for (let k = 0, first = 0; k < STRETCHES; k++) {
    const end = Math.floor((losses.length * (k + 1)) / STRETCHES);
    if (end > first) {
      let low = first;
      let high = first;
      for (let e = first; e < end; e++) {
        if (losses[e] < losses[low]) low = e;
        if (losses[e] > losses[high]) high = e;
      }
      kept.add(Math.min(low, high)).add(Math.max(low, high));
    }
    first = end;
  }
  return [...kept.add(losses.length - 1)];
}

/** The curve of a run over all epochs. */
export function curve(losses, epochs) {
  const kept = extremes(losses);
  return path(scale(0, epochs, 0, WIDTH), LOSS, kept, kept.map((e) => losses[e]));
}

/** The mark of one epoch: the upright line and the dot. A loss without a place has no dot. */
export function mark(epoch, loss, epochs) {
  const x = scale(0, epochs, 0, WIDTH)(epoch);
  const y = LOSS(loss);
  return { line: `M${x} 0V${HEIGHT}`, dot: Number.isNaN(y) ? "" : `M${x} ${y}h0` };
}

/** Where a loss stands, as a share of the height from the top; what has no place stands beyond an end. */
export const share = (loss) => (loss === 0 ? 1 : Number.isFinite(loss) ? Math.min(Math.max(LOSS(loss) / HEIGHT, 0), 1) : 0);

/** A range and some room beyond both its ends. */
export const withRest = ([low, high]) => [low - REST * (high - low), high + REST * (high - low)];

/** Both axes of a plane. */
export const planeScales = (across, up) => [scale(...across, LEFT, LEFT + SIDE), scale(...up, TOP + SIDE, TOP)];

/** The place in a plane of a point of a grid with so many squares along each side. */
export const onPlane = (squares) => (column, row) =>
  [LEFT + (column / squares) * SIDE, TOP + SIDE - (row / squares) * SIDE];

/**
 * The path of all where numbers on a grid lie above a level. Between two rows a stretch goes over into the one above it;
 * where their numbers differ each row keeps half of the way.
 * @param {Float64Array} values (squares + 1)² of them, row by row
 */
export function shade(values, squares, level, place) {
  const columns = squares + 1;
  const at = (column, row) => place(column, row).map((each) => Math.round(10 * each) / 10).join(" ");
  const rows = Array.from({ length: columns }, (_, r) => stretches(values.subarray(r * columns, (r + 1) * columns), level));
  let d = "";
  const band = (bottom, top, low, high) => low.forEach(([a, b], k) => {
    d += `M${at(a, bottom)}L${at(b, bottom)}L${at(high[k][1], top)}L${at(high[k][0], top)}Z`;
  });
  for (let r = 0; r < squares; r++) {
    const [below, above] = [rows[r], rows[r + 1]];
    if (below.length === above.length) {
      band(r, r + 1, below, above);
    } else {
      band(r, r + 0.5, below, below);
      band(r + 0.5, r + 1, above, above);
    }
  }
  return d;
}

/** The parts of a row of numbers that lie above a level, as pairs of columns. */
export function stretches(row, level) {
  const ends = [];
  if (row[0] > level) ends.push(0);
  for (let k = 0; k + 1 < row.length; k++) {
    if (row[k] > level !== row[k + 1] > level) ends.push(k + (row[k] - level) / (row[k] - row[k + 1]));
  }
  if (row.at(-1) > level) ends.push(row.length - 1);
  return ends.flatMap((end, k) => (k % 2 ? [] : [[end, ends[k + 1]]]));
}

/** The ends of an axis of activations: where an activation has none, the next of 1, 2, 5, 10, … */
export function hiddenLimits(activation, h) {
  if (activation !== "relu") return [activation === "tanh" ? -1 : 0, 1];
  const largest = Math.max(...h);
  let end = 1;
  while (end < largest && largest < Infinity) end *= String(end)[0] === "2" ? 2.5 : 2;
  return [0, end];
}

/** The indices of the two units with the largest weights to the output, in order; of one unit, it twice. */
export function heaviest(v) {
  if (v.length === 1) return [0, 0];
  const order = [...v.keys()].sort((a, b) => Math.abs(v[b]) - Math.abs(v[a]) || a - b);
  return order.slice(0, 2).sort((a, b) => a - b);
}
