/**
 * The dock: in a narrow column the sliders scroll away, so a second view of the chosen one
 * stays at the bottom of the screen, for the explorer that crosses its middle.
 */

import { Slots, slotHtml } from "../parts/slots.js";

const DIGITS = 4;

export class Dock {
  /**
   * @param {Element} element the empty, hidden dock
   * @param {Element} root the explorer
   * @param {object} options {spec, gradientOf, read, mountSlider(name, place): Promise<release>}
   */
  constructor(element, root, options) {
    Object.assign(this, { element, root }, options);
    this.names = [...this.spec.data, ...this.spec.parameters];
    this.name = null;
    this.crossing = this.narrow = false;
    element.innerHTML = '<div class="dock-row"><button type="button" data-action="previous" aria-label="previous slider">‹</button>'
      + '<span class="dock-name"></span><button type="button" data-action="next" aria-label="next slider">›</button>'
      + '<div class="dock-slot"></div></div><p class="dock-numbers"></p>';
    this.label = element.querySelector(".dock-name");
    this.slot = element.querySelector(".dock-slot");
    this.numbers = element.querySelector(".dock-numbers");
    this.watchers = [
      new IntersectionObserver(([entry]) => {
        this.crossing = entry.isIntersecting;
        this.#refresh();
      }, { rootMargin: "-50% 0px -50% 0px" }),
      new ResizeObserver(([entry]) => {
        this.narrow = entry.contentRect.width <= 820;
        this.#refresh();
      }),
    ];
    for (const watcher of this.watchers) watcher.observe(root);
  }

  release() {
    for (const watcher of this.watchers) watcher.disconnect();
    this.dismount?.();
  }

  /** Take up the slider of a parameter or of data; other boxes have none. */
  async show(name) {
    if (!this.names.includes(name) || name === this.name) return;
    this.name = name;
    const { symbols } = this.spec;
    const gradient = this.gradientOf(name);
    this.label.innerHTML = symbols[name].html;
    this.numbers.innerHTML = `<span>${symbols.L.html} ${slotHtml("L", DIGITS)}</span>`
      + `<span>${symbols[gradient].html} ${slotHtml(gradient, DIGITS, "zero")}</span>`;
    this.slots = new Slots(this.numbers, this.read);
    this.slots.fill();
    if (this.mounted) await this.#mount();
  }

  fill() {
    this.slots?.fill();
  }

  async #refresh() {
    const visible = this.crossing && this.narrow;
    this.element.hidden = !visible;
    this.root.classList.toggle("docked", visible);
    if (visible && !this.mounted) await this.#mount();
  }

  /** The slider's view is made when the dock is first seen. */
  async #mount() {
    this.mounted = true;
    const name = this.name;
    const release = await this.mountSlider(name, this.slot);
    if (name !== this.name) return void release(); // chosen again meanwhile
    this.dismount?.();
    this.dismount = release;
  }

  /** The slider so many behind the one that is shown; behind the last comes the first. */
  neighbour(by) {
    return this.names.at((this.names.indexOf(this.name) + by) % this.names.length);
  }
}
