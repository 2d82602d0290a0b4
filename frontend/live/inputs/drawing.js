/** What moves in the two planes, the twin of `backprop_lib/live/inputs/pictures.py`. */

const tenth = (value) => Math.round(10 * value) / 10;

/**
 * Where w1 x1 + w2 x2 + b is above 0: that part of a plane, and the line that bounds it.
 * @param {{x: number[], y: number[]}} plane the axes' [low, high, start, end]
 * @param {{x: Function, y: Function}} place the scales of both axes
 * @returns {{area: string, line: string}} SVG paths, "" for what is not in the plane
 */
export function halfPlane({ w1, w2, b }, { x: [x0, x1], y: [y0, y1] }, place) {
  const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  const z = corners.map(([x, y]) => w1 * x + w2 * y + b);
  if (!z.every(Number.isFinite)) return { area: "", line: "" };
  const around = [], cut = [];
  corners.forEach((corner, k) => {
    const next = (k + 1) % 4;
    if (z[k] > 0) around.push(corner);
    if (z[k] > 0 !== z[next] > 0) {
      const share = z[k] / (z[k] - z[next]);
      cut.push(corner.map((each, i) => each + share * (corners[next][i] - each)));
      around.push(cut.at(-1));
    }
  });
  const [area, line] = [around, cut].map((points) => points.map(([x, y]) => `${place.x(x)} ${place.y(y)}`).join("L"));
  return { area: area && `M${area}Z`, line: line && `M${line}` };
}

/**
 * An arrow from a place along −gradient, as long as `gradient` is beside `whole`, which gets `length` px.
 * @param {number[]} start in px @param {number} head length of its head
 * @returns {string} an SVG path, "" where there is no direction
 */
export function arrow([x, y], gradient, whole, length, head) {
  const norm = Math.hypot(whole[0], whole[1]);
  const [dx, dy] = [-gradient[0], gradient[1]].map((each) => (length * each) / norm); // px go down, the axis goes up
  const size = Math.hypot(dx, dy);
  if (!(size > 0 && size < Infinity)) return "";
  const [ux, uy] = [(head * dx) / size, (head * dy) / size];
  const wing = (side) => `${tenth(x + dx - ux + side * uy)} ${tenth(y + dy - uy - side * ux)}`;
  const end = `${tenth(x + dx)} ${tenth(y + dy)}`;
  return `M${tenth(x)} ${tenth(y)}L${end}M${wing(0.7)}L${end}L${wing(-0.7)}`;
}
