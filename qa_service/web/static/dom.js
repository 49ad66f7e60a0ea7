/** Making elements without markup strings: text from documents is only ever a text node. */

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes]  on… functions become listeners; null and false are left out
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {any} the element
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(.../** @type {(Node|string)[]} */ (children.filter((child) => child || child === "")));
  return element;
}

/**
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Strokes on a 24 × 24 grid. */
const ICON_PATHS = {
  menu: "M4 6h16M4 12h16M4 18h16",
  plus: "M12 5v14M5 12h14",
  send: "M12 20V4M5 11l7-7 7 7",
  stop: "M7 7h10v10H7z",
  close: "M6 6l12 12M18 6L6 18",
  previous: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M5 13l5 5L19 7",
  up: "M7 11v9H4v-9zM7 11l4-8c1.700 0 2.500 1 2.200 2.600L12.600 9H19c1.200 0 2 1 1.800 2.100l-1.300 7.300c-.2 1-1 1.600-1.900 1.600H7",
  down: "M7 13V4H4v9zM7 13l4 8c1.700 0 2.500-1 2.200-2.600L12.600 15H19c1.200 0 2-1 1.800-2.100l-1.300-7.300C19.300 4.600 18.500 4 17.600 4H7",
  remove: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  upload: "M12 16V5M7 9l5-5 5 5M5 20h14",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4 4",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  dark: "M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z",
  auto: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
};

/**
 * @param {keyof typeof ICON_PATHS} name
 * @returns {SVGElement} hidden from assistive technology: the button that holds it bears the name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICON_PATHS[name]);
  svg.append(path);
  return svg;
}

/**
 * @param {keyof typeof ICON_PATHS} name
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, any>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function iconButton(name, label, onclick, attributes = {}) {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes },
    icon(name),
  );
}

/** @param {string} text  read out when the reader is idle */
export function announce(text) {
  byId("status").textContent = text;
}

/** @param {string} text  read out at once */
export function announceProblem(text) {
  byId("alert").textContent = text;
}

/** @returns {boolean} whether panes lie over the page instead of beside it */
export function isNarrow() {
  return window.matchMedia("(max-width: 899px)").matches;
}
