/** The network's picture: line widths and hues, states of the boxes, selection, and the keyboard. */

import { spoken } from "../parts/format.js";
import { setHue } from "../parts/slots.js";
import { lineWidth } from "../parts/width.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Picture {
  /**
   * @param {Element} figure with one SVG for each arrangement
   * @param {object} graph compiled
   * @param {object} options {symbols, gradientOf(name): symbol, select(name or null)}
   */
  constructor(figure, graph, options) {
    Object.assign(this, options);
    this.edges = graph.edges.map(({ key, to }) => ({
      key,
      to,
      all: [...figure.querySelectorAll(`[data-edge="${key}"]`)],
      forward: new Line([...figure.querySelectorAll(`.edge[data-edge="${key}"] .forward`)]),
      backward: new Line([...figure.querySelectorAll(`.edge[data-edge="${key}"] .backward`)]),
    }));
    this.nodes = new Map();
    for (const element of figure.querySelectorAll(".node")) {
      const name = element.dataset.node;
      if (!this.nodes.has(name)) this.nodes.set(name, { elements: [], buttons: [], states: new Map() });
      this.nodes.get(name).elements.push(element);
      this.nodes.get(name).buttons.push(buttonOf(element));
    }
    this.drawings = [...figure.querySelectorAll("svg:has(.node)")].map((svg) => new Drawing(svg));
  }

  /** Lines after a replay. */
  paint(replay) {
    for (const { key, to, forward, backward } of this.edges) {
      const local = replay.edgeValues.get(key);
      forward.paint(local);
      backward.paint(replay.gradient(to) * local);
    }
  }

  /** Give or take a state (a class name) of one box. */
  setState(name, state, on) {
    const node = this.nodes.get(name);
    if (node.states.get(state) === on) return;
    node.states.set(state, on);
    for (const element of node.elements) {
      element.classList.toggle(state, on);
      if (state === "dead") element.querySelector(".flag").textContent = on ? "dead" : "saturated";
    }
  }

  /** Mark the selected box and its paths; null for none. */
  mark(selected, paths) {
    const edgesOnPath = new Set(paths.flat().map(({ key }) => key));
    const nodesOnPath = new Set(paths.flat().flatMap(({ from, to }) => [from, to]));
    for (const { key, all } of this.edges) {
      for (const element of all) {
        element.classList.toggle("on-path", edgesOnPath.has(key));
        element.classList.toggle("dimmed", selected !== null && !edgesOnPath.has(key));
      }
    }
    for (const [name, { buttons }] of this.nodes) {
      this.setState(name, "selected", name === selected);
      this.setState(name, "on-path", nodesOnPath.has(name));
      for (const button of buttons) button.ariaPressed = name === selected;
    }
    for (const drawing of this.drawings) drawing.setTabStop(selected ?? drawing.current);
  }

  /** Names for screen readers, when it is quiet. */
  describe(read) {
    for (const [name, { buttons, states }] of this.nodes) {
      const flag = states.get("dead") ? ", dead" : states.get("saturated") ? ", saturated" : "";
      const label = `${this.symbols[name].spoken}: ${spoken(read(name))}, `
        + `gradient ${spoken(read(this.gradientOf(name)))}${flag}`;
      for (const button of buttons) button.ariaLabel = label;
    }
  }

  /** A key that was pressed on a box. */
  press(event, node) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) {
      this.drawings.find(({ svg }) => svg.contains(node)).move(node.dataset.node, ARROWS[event.key]);
    } else if (event.key === "Enter" || event.key === " ") this.select(node.dataset.node);
    else if (event.key === "Escape") this.select(null);
    else return;
    event.preventDefault();
  }
}

/** One lane of an edge, in every arrangement of the picture. */
class Line {
  constructor(elements) {
    this.elements = elements;
    this.last = undefined;
  }

  paint(value) {
    if (Object.is(value, this.last)) return;
    this.last = value;
    const width = lineWidth(value);
    for (const element of this.elements) {
      element.setAttribute("stroke-width", width);
      setHue(element, value);
      element.classList.toggle("dead", value === 0);
    }
  }
}

/** One arrangement: its boxes are one tab stop, with arrow keys between them. */
class Drawing {
  constructor(svg) {
    this.svg = svg;
    this.places = new Map([...svg.querySelectorAll(".node")].map((element) => {
      const box = element.querySelector("rect.value");
      return [element.dataset.node, { button: buttonOf(element), x: Number(box.getAttribute("x")), y: Number(box.getAttribute("y")) }];
    }));
    this.current = this.places.keys().next().value;
    this.setTabStop(this.current);
  }

  setTabStop(name) {
    this.places.get(this.current).button.tabIndex = -1;
    this.current = name;
    this.places.get(name).button.tabIndex = 0;
  }

  /** Focus the nearest box in a direction, where straight ahead counts more than near. */
  move(from, [dx, dy]) {
    const start = this.places.get(from);
    let best = null;
    for (const [name, { x, y }] of this.places) {
      const along = (x - start.x) * dx + (y - start.y) * dy;
      const across = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
      const distance = along + 3 * across;
      if (along > 10 && along >= across / 2 && (best === null || distance < best.distance)) best = { name, distance };
    }
    if (!best) return;
    this.setTabStop(best.name);
    this.places.get(best.name).button.focus();
  }
}

/** The part of a box that takes the focus. */
function buttonOf(node) {
  return node.querySelector('[role="button"]');
}
