/** A bar a row of a table, drawn as SVG; what has no value says so. */

import { sizeOf } from "./figures.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";

/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").TableRow} TableRow */
/** @typedef {(citation: Citation) => void} OpenCitation */

const SVG = "http://www.w3.org/2000/svg";
const MOST_OPEN = 14;

/**
 * @param {{caption: string, column: number, rows: TableRow[], byNumber: Map<number, Citation>, onOpen: OpenCitation}} chart
 * @returns {HTMLElement|null} nothing where fewer than two values can be drawn
 */
export function bars({ caption, column, rows, byNumber, onOpen }) {
  const sizes = rows.map((row) => sizeOf(row.cells[column]));
  const drawn = sizes.filter((size) => size !== null);
  const largest = Math.max(0, ...drawn);
  if (drawn.length < 2 || drawn.some((size) => size < 0)) return null;
  const years = new Set(rows.map((row) => row.cells[1]));
  const nameOf = (/** @type {TableRow} */ { cells: [name, year] }) => (years.size > 1 && year ? `${name} ${year}` : String(name));
  const shareOf = (/** @type {number|null} */ size) => (largest ? Number(size ?? 0) / largest : 0);
  const items = rows.map((row, at) => item(row, { name: nameOf(row), column, share: shareOf(sizes[at]), byNumber, onOpen }));
  return el(
    "details",
    { class: "bars", open: rows.length <= MOST_OPEN },
    el("summary", {}, t("barsOf", { column: caption })),
    el("ol", {}, ...items),
  );
}

/** @param {TableRow} row @param {{name: string, column: number, share: number, byNumber: Map<number, Citation>, onOpen: OpenCitation}} bar */
function item(row, { name, column, share, byNumber, onOpen }) {
  const value = row.cells[column];
  const citation = row.n === null ? undefined : byNumber.get(row.n);
  const parts = [
    el("span", { class: "bar-name" }, name),
    value === null ? el("span", { class: "bar-track" }) : track(share),
    el("span", { class: value === null ? "bar-value missing" : "bar-value" }, value ?? t("notMentioned")),
  ];
  if (!citation) return el("li", { class: "bar" }, ...parts);
  const label = `${name} ${value ?? t("notMentioned")},${t("citation", { n: citation.n, title: citation.title })}`;
  return el("li", {}, el("button", { type: "button", class: "bar", "aria-label": label, onclick: () => onOpen(citation) }, ...parts));
}

/** @param {number} share  of the longest, 0 to 1 */
function track(share) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "bar-track");
  svg.setAttribute("viewBox", "0 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("width", String(Math.max(share * 100, share > 0 ? 0.5 : 0)));
  rect.setAttribute("height", "10");
  svg.append(rect);
  return svg;
}
