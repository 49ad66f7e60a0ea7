/** Figures in the cells of a table: 1.2亿元, 55000余份, 98.2%. Only their size, to sort and to draw by. */

const FIGURE = /-?\d[\d,，]*(?:\.\d+)?/;
const POWERS = { 十: 1e1, 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

/**
 * @param {string|null} cell
 * @returns {number|null} what the first figure of the cell is worth; null where it holds none in digits
 */
export function sizeOf(cell) {
  const match = cell === null ? null : FIGURE.exec(cell);
  if (!cell || !match) return null;
  let size = Number(match[0].replace(/[,，]/g, ""));
  for (const character of cell.slice(match.index + match[0].length).replace(/^[余多几来]/, "")) {
    const power = POWERS[/** @type {keyof typeof POWERS} */ (character)];
    if (!power) break;
    size *= power;
  }
  return Number.isFinite(size) ? size : null;
}

/** @typedef {import("./types.js").TableRow} TableRow */
/** @typedef {"ascending"|"descending"} Direction */

/**
 * Whether a column sorts by size: every cell with a value begins with a figure, or with a word that widens it.
 *
 * @param {TableRow[]} rows
 * @param {number} column
 */
export function isFigures(rows, column) {
  const cells = rows.map(({ cells: all }) => all[column]).filter((cell) => cell !== null);
  return cells.length > 0 && cells.every((cell) => /^[约近超逾不足到少于过]{0,3}-?\d/.test(cell) && sizeOf(cell) !== null);
}

/**
 * @param {TableRow[]} rows
 * @param {number} column
 * @param {Direction} direction
 * @returns {TableRow[]} in order; equal ones as they stood, those without a value last in both directions
 */
export function sorted(rows, column, direction) {
  const sign = direction === "ascending" ? 1 : -1;
  const bySize = isFigures(rows, column);
  const compare = (/** @type {string} */ a, /** @type {string} */ b) =>
    bySize ? Number(sizeOf(a)) - Number(sizeOf(b)) : a.localeCompare(b, "zh-CN");
  const valued = rows.filter((row) => row.cells[column] !== null);
  const missing = rows.filter((row) => row.cells[column] === null);
  valued.sort((a, b) => sign * compare(/** @type {string} */ (a.cells[column]), /** @type {string} */ (b.cells[column])));
  return [...valued, ...missing];
}
