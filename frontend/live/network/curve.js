/** The curve of the loss along the step, L(w − t ∂L/∂w) for t from 0 to 2η, with its tangent at 0. */

import { path, scale as axis } from "../parts/axes.js";
import { text } from "../parts/format.js";
import { short } from "../parts/limits.js";
import { named } from "../parts/view.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [64, 354, 18, 168];
const ROOM = 24; // below the lowest loss, for a tangent that goes on

/** Where a share of the way and a loss stand in the drawing. */
export function scale(losses) {
  const finite = losses.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return {
    x: axis(0, 1, LEFT, RIGHT),
    y: high > low ? axis(low, high, BOTTOM - ROOM, TOP) : axis(low - 1, low + 1, BOTTOM, TOP),
  };
}

/** The curve as an SVG path; it breaks where the loss is not finite. */
export const curvePath = (losses, { x, y }) => path(x, y, losses.map((_, k) => k / (losses.length - 1)), losses);

/** The tangent at 0, from the loss now down to the axis or to the end of the drawing. */
export function tangentPath(now, predicted, { x, y }) {
  if (!Number.isFinite(predicted) || !Number.isFinite(now)) return "";
  const start = y(now);
  const drop = y(now + 2 * predicted) - start; // at t = 2η
  const end = start + drop > BOTTOM ? (BOTTOM - start) / drop : 1;
  return `M${x(0)} ${start}L${x(end)} ${round(start + end * drop)}`;
}

const round = (value) => Math.round(10 * value) / 10;

const HTML = `<title></title>
<path class="guide" data-curve="guide"/><path class="axis" d="M${LEFT} ${BOTTOM}H${RIGHT}"/>
<path class="tangent" data-curve="tangent"/><path class="loss" data-curve="loss"/>
<circle data-curve="start" r="4"/><circle data-curve="end" r="4.5"/>
<text class="at" data-curve="now" x="${LEFT - 8}"/><text class="at" data-curve="after" x="${LEFT - 8}"/>
<text data-curve="label">after one step</text><text class="right" data-curve="key" x="${RIGHT}">dashed: tangent at 0</text>
<text class="middle" x="${LEFT}" y="${BOTTOM + 16}">0</text>
<text class="middle" data-curve="eta" x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 16}"/>
<text class="right" x="${RIGHT}" y="${BOTTOM + 16}">2<tspan class="i">η</tspan></text>
<text class="middle" x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 34}">distance along −<tspan class="i">g</tspan></text>`;

export class Curve {
  constructor(svg) {
    svg.setAttribute("role", "img");
    svg.innerHTML = HTML;
    this.title = svg.querySelector("title");
    this.parts = named(svg, "curve");
  }

  /** @param {object} step from step.js; losses: the curve at even places; eta: learning rate */
  draw({ now, after, predicted }, losses, eta) {
    const place = scale(losses);
    const { guide, tangent, loss, start, end, now: nowLabel, after: afterLabel, label, key, eta: etaLabel } = this.parts;
    const middle = place.x(0.5);
    const finite = Number.isFinite(after);
    loss.setAttribute("d", curvePath(losses, place));
    tangent.setAttribute("d", tangentPath(now, predicted, place));
    guide.setAttribute("d", finite ? `M${LEFT} ${place.y(after)}H${middle}M${middle} ${TOP - 8}V${BOTTOM}` : "");
    put(start, Number.isFinite(now), { cx: LEFT, cy: place.y(now) });
    put(end, finite, { cx: middle, cy: place.y(after) });
    put(nowLabel, Number.isFinite(now), { y: place.y(now) + 4 }, text(now, 4));
    // Two labels one below the other need 14 px; the second yields.
    const gap = place.y(after) - place.y(now);
    const shift = Math.abs(gap) < 14 ? (gap < 0 ? -14 - gap : 14 - gap) : 0;
    put(afterLabel, finite, { y: Math.min(place.y(after) + shift, BOTTOM) + 4 }, text(after, 4));
    const high = finite && place.y(after) < (TOP + BOTTOM) / 2;
    put(label, finite, { x: middle + 8, y: place.y(after) + (after > now ? 20 : -8) });
    put(key, true, { y: high && after > now ? BOTTOM - 8 : TOP - 4 });
    etaLabel.innerHTML = `<tspan class="i">η</tspan> = ${short(eta)}`;
    this.title.textContent = `The loss along the step: ${text(now, 4)} now, ${text(after, 4)} after it.`;
  }
}

function put(element, visible, attributes, content) {
  element.style.display = visible ? "" : "none";
  if (!visible) return;
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  if (content !== undefined) element.textContent = content;
}
