/**
 * The part of Markdown that answers use: paragraphs, lists, tables, small headings, **bold**, `code` and the [n]
 * marks of citations. Builds nodes, never markup, so nothing in a document can become an element. Links, images and
 * HTML stay plain text on purpose: an answer's only links are its citations.
 */

import { el } from "./dom.js";

const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBERED = /^\s*(\d+)[.)]\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;
const CLOSING = /^[。，、；：！？）】》」』”’,.;:!?)]+/;
const INLINE = /\*\*(.+?)\*\*|`([^`]+)`|\[(\d{1,3})\]/g;

/**
 * @param {string} markdown
 * @param {(n: number) => Node|null} mark  makes the chip of citation n; null leaves the brackets as text
 * @returns {DocumentFragment}
 */
export function renderMarkdown(markdown, mark) {
  const fragment = document.createDocumentFragment();
  const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const block = readTable(lines, at, mark) || readList(lines, at, mark) || readHeading(lines, at, mark)
      || readParagraph(lines, at, mark);
    fragment.append(block.node);
    at = block.next;
  }
  return fragment;
}

/** @typedef {(n: number) => Node|null} Mark */

/** @param {string[]} lines @param {number} at @param {Mark} mark */
function readHeading(lines, at, mark) {
  const match = HEADING.exec(lines[at]);
  return match && { node: el("h4", {}, inline(match[1], mark)), next: at + 1 };
}

/** @param {string[]} lines @param {number} at @param {Mark} mark */
function readList(lines, at, mark) {
  const pattern = BULLET.test(lines[at]) ? BULLET : NUMBERED.test(lines[at]) ? NUMBERED : null;
  if (!pattern) return null;
  const first = NUMBERED.exec(lines[at]);
  const list = el(pattern === BULLET ? "ul" : "ol", first && pattern === NUMBERED ? { start: first[1] } : {});
  let next = at;
  for (let match = pattern.exec(lines[next]); match; match = next < lines.length ? pattern.exec(lines[next]) : null) {
    list.append(el("li", {}, inline(match[match.length - 1], mark)));
    next += 1;
  }
  return { node: list, next };
}

/** @param {string[]} lines @param {number} at @param {Mark} mark */
function readTable(lines, at, mark) {
  if (!lines[at].includes("|") || !TABLE_RULE.test(lines[at + 1] || "")) return null;
  const row = (/** @type {string} */ line, /** @type {string} */ tag) =>
    el("tr", {}, ...cells(line).map((cell) => el(tag, {}, inline(cell, mark))));
  const body = el("tbody");
  let next = at + 2;
  for (; next < lines.length && lines[next].includes("|"); next += 1) body.append(row(lines[next], "td"));
  const table = el("table", {}, el("thead", {}, row(lines[at], "th")), body);
  return { node: el("div", { class: "table-scroll" }, table), next };
}

/** @param {string} line */
function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
}

/** @param {string[]} lines @param {number} at @param {Mark} mark */
function readParagraph(lines, at, mark) {
  const paragraph = el("p");
  let next = at;
  do {
    if (next > at) paragraph.append(el("br"));
    paragraph.append(inline(lines[next], mark));
    next += 1;
  } while (next < lines.length && lines[next].trim() && !startsBlock(lines, next));
  return { node: paragraph, next };
}

/** @param {string[]} lines @param {number} at */
function startsBlock(lines, at) {
  return [BULLET, NUMBERED, HEADING].some((pattern) => pattern.test(lines[at]))
    || (lines[at].includes("|") && TABLE_RULE.test(lines[at + 1] || ""));
}

/**
 * @param {string} text
 * @param {Mark} mark
 * @returns {DocumentFragment}
 */
function inline(text, mark) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, code, n] = match;
    const node = bold ? el("strong", {}, inline(bold, mark)) : code ? el("code", {}, code) : mark(Number(n));
    if (!node) continue;
    const end = /** @type {number} */ (match.index) + whole.length;
    const closing = (n && CLOSING.exec(text.slice(end))?.[0]) || "";
    // A line must not begin with what closes the sentence before it; after a button the browser would let it.
    fragment.append(text.slice(from, match.index), closing ? el("span", { class: "unbroken" }, node, closing) : node);
    from = end + closing.length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
