/** Axes of a drawing: where a number stands, the path of a curve. The twin of `backprop_lib/axes.py`. */

/**
 * One axis: the numbers `low` to `high` stand from `start` to `end`, in px.
 *
 * @returns {(value: number) => number} the place of a number, to a tenth of a px; NaN for a number that has none
 */
export function scale(low, high, start, end, log = false) {
  const along = log ? Math.log10 : (value) => value;
  const [first, last] = [along(low), along(high)];
  return (value) => {
    const place = start + ((along(value) - first) / (last - first)) * (end - start);
    return Number.isFinite(place) ? Math.round(10 * place) / 10 : NaN;
  };
}

/** The curve through the points (xs[k], ys[k]) as the `d` of an SVG path; it breaks where a point has no place. */
export function path(x, y, xs, ys) {
  let d = "", pen = "M";
  xs.forEach((at, k) => {
    const [px, py] = [x(at), y(ys[k])];
    const placed = !Number.isNaN(px + py);
    if (placed) d += `${pen}${px} ${py}`;
    pen = placed ? "L" : "M";
  });
  return d;
}
