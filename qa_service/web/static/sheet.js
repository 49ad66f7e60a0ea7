/** A table as CSV for a spreadsheet, or as text with tabs for the clipboard. */

import { t } from "./i18n.js";

/** @typedef {import("./types.js").Table} Table */
/** @typedef {import("./types.js").Citation} Citation */

const BYTE_ORDER_MARK = "\ufeff";
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?%?$/;
/** What a spreadsheet would take for a formula, in both widths. */
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@＝＋－＠|\t\r]/;

/**
 * The rows with where each stands in the documents, so that a sheet can be checked without the page.
 *
 * @param {Table} table
 * @param {Citation[]} citations
 * @returns {string[][]}
 */
export function sheetOf(table, citations) {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation]));
  const head = [...table.columns, t("sheetNumber"), t("sheetDocument"), t("sheetParagraph"), t("sheetQuote")];
  const rows = table.rows.map(({ cells, n }) => {
    const citation = n === null ? undefined : byNumber.get(n);
    const source = citation
      ? [String(citation.n), citation.title, String(citation.paragraph), citation.quote]
      : ["", "", "", ""];
    return [...cells.map((cell) => cell ?? t("notMentioned")), ...source];
  });
  return [head, ...rows];
}

/** @param {string} cell  a document may begin a cell like a formula; a quote before it keeps it text */
export function harmless(cell) {
  return FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** @param {string[][]} sheet */
export function csvOf(sheet) {
  const quoted = (/** @type {string} */ cell) => `"${harmless(cell).replace(/"/g, '""')}"`;
  return BYTE_ORDER_MARK + sheet.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** @param {string[][]} sheet */
export function tabbed(sheet) {
  return sheet.map((row) => row.map((cell) => harmless(cell).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
}

/** @param {string} question */
export function sheetName(question) {
  const name = question.replace(/[\\/:*?"<>|？：\s\u0000-\u001f]+/g, " ").trim().slice(0, 40);
  return `${name || t("sheetName")}.csv`;
}
