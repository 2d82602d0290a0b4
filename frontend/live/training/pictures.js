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
 * The path of all where numbers on a grid lie above a level: whole squares side by side as one piece, of every other
 * square the part inside the line of `contour`. A square with a corner that is not finite is left out.
 * @param {Float64Array} values (squares + 1)² of them, row by row
 */
export function shade(values, squares, level, place) {
  const columns = squares + 1;
  let d = "";
  const draw = (points) => {
    let pen = "M";
    for (const [column, row] of points) {
      const [x, y] = place(column, row);
      d += `${pen}${Math.round(10 * x) / 10} ${Math.round(10 * y) / 10}`;
      pen = "L";
    }
    d += "Z";
  };
  for (let row = 0; row < squares; row++) {
    let first = 0; // of the whole squares that are not drawn yet
    for (let column = 0; column <= squares; column++) {
      const k = row * columns + column;
      // most squares are whole or empty: nothing is made for them
      const above = column === squares ? 0
        : (values[k] > level) + (values[k + 1] > level) + (values[k + columns] > level) + (values[k + columns + 1] > level);
      if (above === 4) continue;
      if (first < column) draw([[first, row], [column, row], [column, row + 1], [first, row + 1]]);
      first = column + 1;
      if (above === 0) continue;
      const z = [values[k], values[k + 1], values[k + columns + 1], values[k + columns]];
      if (z.every(Number.isFinite)) draw(inside(z, level, [[column, row], [column + 1, row], [column + 1, row + 1], [column, row + 1]]));
    }
  }
  return d;
}

/** Around a square with the numbers z at its corners: where they lie above a level. */
function inside(z, level, corners) {
  const around = [];
  corners.forEach((corner, k) => {
    const next = (k + 1) % 4;
    if (z[k] > level) around.push(corner);
    if (z[k] > level === z[next] > level) return;
    const share = (z[k] - level) / (z[k] - z[next]);
    around.push(corner.map((each, axis) => each + share * (corners[next][axis] - each)));
  });
  return around;
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
