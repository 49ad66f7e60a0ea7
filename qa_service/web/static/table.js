/** The table of an answer: it sorts, every cell opens its source, it can be copied, saved and seen as bars. */

import { bars } from "./bars.js";
import { copyText } from "./clipboard.js";
import { announce, el, icon } from "./dom.js";
import { isFigures, sorted } from "./figures.js";
import { t } from "./i18n.js";
import { saveFile } from "./saving.js";
import { csvOf, sheetName, sheetOf, tabbed } from "./sheet.js";

/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").TableRow} TableRow */
/** @typedef {import("./figures.js").Direction} Direction */
/** @typedef {(citation: Citation) => void} OpenCitation */

export class AnswerTable {
  /**
   * @param {import("./types.js").Table} table
   * @param {{question: string, citations: Citation[], onOpen: OpenCitation, chip: (citation: Citation) => HTMLElement}} given
   */
  constructor(table, { question, citations, onOpen, chip }) {
    this.table = table;
    this.question = question;
    this.citations = citations;
    this.onOpen = onOpen;
    this.chip = chip;
    this.byNumber = new Map(citations.map((citation) => [citation.n, citation]));
    /** @type {{column: number, direction: Direction}|null} */
    this.order = null;
    this.figures = table.columns.map((_, column) => isFigures(table.rows, column));
    this.headers = table.columns.map((name, column) => this.#header(name, column));
    this.body = el("tbody");
    this.drawing = el("div");
    const head = el("tr", {}, ...this.headers, el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, t("source"))));
    this.element = el(
      "div",
      { class: "answer-sheet" },
      el("div", { class: "table-scroll" }, el("table", { class: "answer-table" }, el("thead", {}, head), this.body)),
      this.#tools(),
      this.drawing,
    );
    this.#show();
  }

  /** @param {string} name @param {number} column */
  #header(name, column) {
    const button = el("button", { type: "button", class: "sorter", title: t("sortBy", { column: name }),
      onclick: () => this.#sort(column) }, name, el("span", { class: "sort-sign", "aria-hidden": "true" }));
    return el("th", { scope: "col", "aria-sort": "none" }, button);
  }

  /** @param {number} column  in turn: the likelier direction first, then the other, then as it came */
  #sort(column) {
    const first = this.figures[column] && column > 1 ? "descending" : "ascending";
    const second = first === "descending" ? "ascending" : "descending";
    const now = this.order?.column === column ? this.order.direction : null;
    this.order = now === second ? null : { column, direction: now === first ? second : first };
    this.#show();
    const said = this.order ? t(this.order.direction === "ascending" ? "sortedUp" : "sortedDown", { column: this.table.columns[column] }) : t("sortedNot");
    announce(said);
  }

  get rows() {
    return this.order ? sorted(this.table.rows, this.order.column, this.order.direction) : this.table.rows;
  }

  #show() {
    this.headers.forEach((header, column) =>
      header.setAttribute("aria-sort", this.order?.column === column ? this.order.direction : "none"));
    this.body.replaceChildren(...this.rows.map((row) => this.#row(row)));
    const column = this.table.chart ?? null;
    const chart = column === null ? null : bars({ caption: this.table.columns[column], column, rows: this.rows,
      byNumber: this.byNumber, onOpen: this.onOpen });
    const open = this.drawing.querySelector("details")?.open;
    if (chart && open !== undefined) chart.toggleAttribute("open", open);
    this.drawing.replaceChildren(...(chart ? [chart] : []));
  }

  /** @param {TableRow} row */
  #row({ cells, n }) {
    const citation = n === null ? undefined : this.byNumber.get(n);
    const open = citation && ((/** @type {Event} */ event) => {
      const marked = window.getSelection()?.toString();
      if (!(event.target instanceof HTMLButtonElement) && !marked) this.onOpen(citation);
    });
    return el(
      "tr",
      { class: citation ? "opens" : null, title: citation ? t("tableRowOpens") : null, onclick: open },
      ...cells.map((cell, column) =>
        el("td", { class: cell === null ? "missing" : this.figures[column] ? "figure" : null }, cell ?? t("notMentioned"))),
      el("td", { class: "row-source" }, citation ? this.chip(citation) : ""),
    );
  }

  #tools() {
    const sheet = () => sheetOf({ ...this.table, rows: this.rows }, this.citations);
    const copy = this.#tool("copy", t("copyTable"), async () => {
      const message = (await copyText(tabbed(sheet()))) ? t("tableCopied") : t("copyFailed");
      announce(message);
      copy.dataset.said = message;
      setTimeout(() => delete copy.dataset.said, 2500);
    });
    const save = this.#tool("download", t("saveCsv"), () =>
      saveFile(new Blob([csvOf(sheet())], { type: "text/csv;charset=utf-8" }), sheetName(this.question)));
    return el("div", { class: "table-tools" }, copy, save);
  }

  /** @param {"copy"|"download"} sign @param {string} words @param {() => void} onclick @returns {HTMLButtonElement} */
  #tool(sign, words, onclick) {
    return el("button", { type: "button", class: "text-button", onclick }, icon(sign), words);
  }
}
