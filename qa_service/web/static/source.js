/** The source pane: a document, scrolled to the cited paragraph, with exactly the quoted characters marked. */

import { ApiError, documentDetail } from "./api.js";
import { announce, el, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { errorNotice } from "./notices.js";
import { splitAtRange } from "./offsets.js";
import { originalLink } from "./original.js";

/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {import("./types.js").Paragraph} Paragraph */
/** @typedef {import("./types.js").DocumentDetail} DocumentDetail */
/** @typedef {import("./router.js").OpenSource} OpenSource */
/** @typedef {{citations: Citation[], at: number}} Context */

/** Paragraphs drawn on each side of the cited one; a law of thousands of articles opens at once. */
const AROUND = 200;

/** Where the mark comes to stand, as a share of the pane's height: what leads up to it stays in view. */
const MARK_AT = 0.35;

export class SourcePane {
  /** @param {HTMLElement} root @param {{onClose: () => void, onGo: (citation: Citation) => void}} actions */
  constructor(root, { onClose, onGo }) {
    this.root = root;
    this.onClose = onClose;
    this.onGo = onGo;
    /** @type {OpenSource|null} */
    this.source = null;
    /** @type {Context|null} */
    this.context = null;
    /** @type {DocumentDetail|null} */
    this.detail = null;
    /** @type {ApiError|null} */
    this.error = null;
    /** @type {HTMLElement|null} */
    this.openedFrom = null;
  }

  /** @param {OpenSource} source @param {Context|null} context */
  async open(source, context) {
    if (this.root.hidden) this.openedFrom = /** @type {HTMLElement|null} */ (document.activeElement);
    this.source = source;
    this.context = context;
    this.root.hidden = false;
    if (this.detail?.document_id !== source.documentId) this.detail = null;
    this.error = null;
    this.render();
    if (!this.root.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    if (!this.detail) await this.#load(source);
  }

  close() {
    this.source = null;
    this.context = null;
    this.root.hidden = true;
    this.root.replaceChildren();
    if (this.openedFrom?.isConnected) this.openedFrom.focus({ preventScroll: true });
    this.openedFrom = null;
  }

  /** @param {string} documentId  what is kept of it is no longer true */
  forget(documentId) {
    if (this.detail?.document_id === documentId) this.detail = null;
  }

  /** @param {Context|null} context  known only once its conversation has come in */
  setContext(context) {
    this.context = context;
    if (this.source) this.render();
  }

  render() {
    if (!this.source) return;
    if (this.detail) this.#fill(this.#body(this.detail, this.source));
    else if (this.error) this.#fill(this.#problem(this.error, this.source));
    else this.#fill(el("p", { class: "quiet loading" }, t("loading")));
    if (this.detail) this.#toMark();
  }

  /** @param {ApiError} error @param {OpenSource} source */
  #problem(error, source) {
    return error.status === 404 && this.#citation() ? this.#kept() : errorNotice(error, () => this.open(source, this.context));
  }

  /** @param {OpenSource} source */
  async #load(source) {
    try {
      const detail = await documentDetail(source.documentId);
      if (this.source?.documentId !== source.documentId) return;
      this.detail = detail;
      this.render();
      announce(`${t("source")}:${detail.title}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (this.source?.documentId !== source.documentId) return;
      this.error = error;
      this.render();
    }
  }

  #citation() {
    return this.context ? this.context.citations[this.context.at] : null;
  }

  /** @param {Node} body */
  #fill(body) {
    this.root.replaceChildren(this.#bar(), el("div", { class: "source-body", tabindex: 0, "aria-label": t("source"),
      role: "region" }, body));
  }

  #bar() {
    const { context } = this;
    const step = (/** @type {number} */ by) => context && this.onGo(context.citations[context.at + by]);
    const total = context ? context.citations.length : 0;
    return el(
      "div",
      { class: "source-bar" },
      context && iconButton("previous", t("previousCitation"), () => step(-1), { disabled: context.at === 0 }),
      context && el("span", { class: "source-position" }, t("citationPosition", { at: context.at + 1, total })),
      context && iconButton("next", t("nextCitation"), () => step(1), { disabled: context.at === total - 1 }),
      el("span", { class: "spring" }),
      this.detail && originalLink(this.detail, { labelled: true }),
      iconButton("close", t("closeSource"), this.onClose, { class: "icon-button close-source" }),
    );
  }

  /** The document is gone: what was cited is still shown, as it was. */
  #kept() {
    const citation = /** @type {Citation} */ (this.#citation());
    const end = citation.start + [...citation.quote].length;
    const offset = [...citation.text.slice(0, Math.max(0, citation.text.indexOf(citation.quote)))].length;
    const start = citation.start - offset;
    const kept = { ...citation, is_heading: false, start, end: start + [...citation.text].length };
    return el("div", {}, el("p", { class: "notice" }, t("documentGone")), el("h2", {}, citation.title),
      paragraphElement(kept, citation.start, end));
  }

  /** @param {DocumentDetail} detail @param {OpenSource} source */
  #body(detail, { start, end }) {
    const { paragraphs } = detail;
    const target = start === null ? 0 : Math.max(0, paragraphs.findIndex((one) => one.end > start));
    const text = el("div", { class: "source-text" });
    const draw = (/** @type {number} */ from, /** @type {number} */ to) =>
      paragraphs.slice(from, to).map((one) => paragraphElement(one, start ?? 0, end ?? 0));
    const first = Math.max(0, target - AROUND);
    const last = Math.min(paragraphs.length, target + AROUND);
    text.append(...draw(first, last));
    return el(
      "article",
      {},
      el("h2", { class: "source-title" }, detail.title),
      facts(detail),
      start !== null && sectionPath(paragraphs[target]),
      first > 0 && more(t("earlier", { count: first }), () => text.prepend(...draw(0, first))),
      text,
      last < paragraphs.length
        && more(t("later", { count: paragraphs.length - last }), () => text.append(...draw(last, paragraphs.length))),
    );
  }

  #toMark() {
    const body = /** @type {HTMLElement} */ (this.root.querySelector(".source-body"));
    const mark = this.root.querySelector("mark");
    // Not scrollIntoView: it would also move what lies around the pane.
    const below = mark ? mark.getBoundingClientRect().top - body.getBoundingClientRect().top : 0;
    body.scrollTop += below - body.clientHeight * MARK_AT;
  }
}

/** @param {string} label @param {() => void} onclick */
function more(label, onclick) {
  const button = el("button", { type: "button", class: "button more", onclick: () => {
    onclick();
    button.remove();
  } }, label);
  return button;
}

/** @param {Paragraph|undefined} paragraph */
function sectionPath(paragraph) {
  if (!paragraph?.section.length) return null;
  return el("p", { class: "source-section" }, el("span", { class: "visually-hidden" }, `${t("section")}:`),
    paragraph.section.join(" › "));
}

/** @param {DocumentDetail} detail */
function facts(detail) {
  const region = detail.region_path?.length ? detail.region_path.join(" ") : detail.region;
  const year = detail.year && t("yearValue", { year: detail.year });
  const known = [
    [t("region"), region],
    [t("year"), year],
    [t("issuer"), detail.issuer],
    [t("documentNumber"), detail.document_number],
    [t("issuedOn"), detail.issued_on],
    [t("kind"), detail.kind],
    [t("file"), detail.source],
  ].filter(([, value]) => value);
  return el("dl", { class: "facts" },
    ...known.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, String(value)))));
}

/**
 * @param {Paragraph} paragraph
 * @param {number} start  code points in the document; an empty range marks nothing
 * @param {number} end
 */
function paragraphElement(paragraph, start, end) {
  const parts = splitAtRange(paragraph, start, end);
  const text = parts
    ? [parts.before, el("mark", { "aria-label": t("quoted") }, parts.marked), parts.after]
    : [paragraph.text];
  const level = Math.min(6, 2 + Math.max(1, paragraph.section.length));
  return paragraph.is_heading
    ? el(`h${level}`, { class: "source-heading", "data-paragraph": paragraph.paragraph }, ...text)
    : el("p", { class: parts ? "cited" : null, "data-paragraph": paragraph.paragraph }, ...text);
}
