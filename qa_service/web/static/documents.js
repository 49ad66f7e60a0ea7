/** The list of documents: filters, pages, upload, removal. */

import * as api from "./api.js";
import { confirmDanger } from "./dialogs.js";
import { announce, el, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { errorNotice } from "./notices.js";
import { originalLink } from "./original.js";

/** @typedef {import("./types.js").DocumentSummary} DocumentSummary */

/**
 * @typedef {object} DocumentHooks
 * @property {(document: DocumentSummary) => void} onOpen
 * @property {(document: DocumentSummary) => void} onAskAbout
 * @property {(document: DocumentSummary) => void} onRemoved
 */

const PAGE = 50;
const TYPING_PAUSE_MS = 250;
const ACCEPTED = ".txt,.md,.html,.htm,.docx,.pdf,.xlsx";

export class Documents {
  /** @param {HTMLElement} root @param {import("./uploads.js").Uploads} uploads @param {DocumentHooks} hooks */
  constructor(root, uploads, hooks) {
    this.root = root;
    this.uploads = uploads;
    this.hooks = hooks;
    this.filters = { q: "", region: "", year: "" };
    /** @type {string|null} */
    this.cursor = null;
    this.asked = 0;
    this.typing = 0;
    this.total = el("span", { class: "quiet", role: "status" });
    this.list = el("ul", { class: "document-list" });
    this.foot = el("div", { class: "list-foot" });
    this.picker = el("input", { type: "file", multiple: true, accept: ACCEPTED, class: "visually-hidden", tabindex: -1,
      "aria-hidden": "true", onchange: () => this.#picked() });
  }

  render() {
    this.uploads.render();
    this.root.replaceChildren(
      el("div", { class: "documents-head" }, el("h1", {}, t("documentsTitle")), this.total,
        el("span", { class: "spring" }),
        el("button", { type: "button", class: "button primary", onclick: () => this.pick() }, icon("upload"), t("upload"))),
      this.picker,
      el("p", { class: "quiet upload-hint" }, t("uploadHint")),
      this.uploads.element,
      this.#filterForm(),
      this.list,
      this.foot,
    );
    this.reload();
  }

  /** Opens the browser's file dialog. */
  pick() {
    this.picker.click();
  }

  #picked() {
    this.uploads.add(this.picker.files);
    this.picker.value = "";
  }

  async reload() {
    this.cursor = null;
    await this.#page((items) => this.list.replaceChildren(...items));
  }

  /** @param {(rows: Node[]) => void} place */
  async #page(place) {
    this.asked += 1;
    const asked = this.asked;
    try {
      const page = await api.documents({ ...this.filters, limit: PAGE, cursor: this.cursor });
      if (asked !== this.asked) return; // a later look has overtaken this one
      this.cursor = page.next_cursor;
      place(page.items.map((item) => this.#row(item)));
      this.total.textContent = t("documentCount", { total: page.total });
      this.foot.replaceChildren(...this.#footer(page.total));
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      if (asked === this.asked) this.foot.replaceChildren(errorNotice(error, () => this.#page(place)));
    }
  }

  /** @param {number} total */
  #footer(total) {
    if (this.cursor) {
      const onclick = () => this.#page((rows) => this.list.append(...rows));
      return [el("button", { type: "button", class: "button", onclick }, t("loadMore"))];
    }
    if (total) return [];
    const narrowed = Object.values(this.filters).some(Boolean);
    return [el("p", { class: "quiet" }, t(narrowed ? "noMatches" : "emptyTitle"))];
  }

  #filterForm() {
    const field = (/** @type {"q"|"region"|"year"} */ name, /** @type {string} */ label) =>
      el("input", { type: "search", class: `input filter-${name}`, value: this.filters[name], placeholder: label,
        "aria-label": label, inputmode: name === "year" ? "numeric" : null,
        oninput: (/** @type {any} */ event) => this.#filter(name, event.target.value) });
    return el("form", { class: "filters", role: "search", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      field("q", t("filterText")), field("region", t("filterRegion")), field("year", t("filterYear")));
  }

  /** @param {"q"|"region"|"year"} name @param {string} value */
  #filter(name, value) {
    this.filters[name] = name === "year" ? value.replace(/\D/g, "") : value.trim();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.reload(), TYPING_PAUSE_MS);
  }

  /** @param {DocumentSummary} item */
  #row(item) {
    const year = item.year && t("yearValue", { year: item.year });
    const known = [item.region, year, item.issuer, item.document_number, item.issued_on, item.kind].filter(Boolean);
    const problem = el("div", {});
    const row = el(
      "li",
      { class: "document", "data-id": item.document_id },
      el("div", { class: "document-main" },
        el("button", { type: "button", class: "document-title", onclick: () => this.hooks.onOpen(item) }, item.title),
        el("p", { class: "document-facts" }, known.join(" · ") || t("unknown")),
        el("p", { class: "document-file quiet" }, `${item.source} · ${t("paragraphs", { count: item.passages })}`)),
      el("div", { class: "document-actions" },
        el("button", { type: "button", class: "button", title: t("askAboutDocument"),
          onclick: () => this.hooks.onAskAbout(item) }, t("askAbout")),
        originalLink(item, { labelled: false }),
        iconButton("remove", t("removeDocument", { title: item.title }), () => this.#remove(item, problem))),
      problem,
    );
    return row;
  }

  /** @param {DocumentSummary} item @param {any} problem  where a failure is told */
  async #remove(item, problem) {
    if (!(await confirmDanger(t("removeConfirm", { title: item.title }), t("removeText"), t("remove")))) return;
    try {
      await api.removeDocument(item.document_id);
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      if (error.status !== 404) {
        problem.replaceChildren(errorNotice(error, () => this.#remove(item, problem)));
        return;
      }
    }
    announce(t("removed", { title: item.title }));
    this.hooks.onRemoved(item);
    await this.reload();
  }
}
