/** An answer as elements: the bare fact, the cited text, the table, the sources. Knows no conversation. */

import { factsOf } from "./clipboard.js";
import { el } from "./dom.js";
import { language, t } from "./i18n.js";
import { renderMarkdown } from "./markdown.js";
import { AnswerTable } from "./table.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Citation} Citation */
/** @typedef {(citation: Citation) => void} OpenCitation */

/**
 * @param {Citation} citation
 * @param {OpenCitation} onOpen
 * @returns {HTMLButtonElement} the chip [n]
 */
function chip(citation, onOpen) {
  const label = t("citation", { n: citation.n, title: citation.title });
  return el(
    "button",
    { type: "button", class: "chip", "data-n": citation.n, "aria-label": label, title: citation.quote,
      onclick: () => onOpen(citation) },
    String(citation.n),
  );
}

/**
 * @param {string} markdown
 * @param {Citation[]} citations
 * @param {OpenCitation|null} onOpen  null while the text is a preview: marks take the same room but open nothing
 * @returns {DocumentFragment}
 */
export function answerText(markdown, citations, onOpen) {
  const byNumber = new Map(citations.map((citation) => [citation.n, citation]));
  return renderMarkdown(markdown, (n) => {
    const citation = byNumber.get(n);
    if (onOpen) return citation ? chip(citation, onOpen) : null;
    return el("span", { class: "chip", "aria-hidden": "true" }, String(n));
  });
}

/**
 * The line above the text. It is there from the first moment with its full height, so that nothing below it moves
 * when the answer takes the preview's place.
 *
 * @param {Answer|null} reply
 * @param {string} progress  shown while there is no reply
 */
export function answerHead(reply, progress) {
  if (!reply) return [el("span", { class: "progress-text" }, progress)];
  if (reply.status === "not_found") return [el("strong", { class: "not-found-title" }, t("notFound"))];
  const extractive = reply.kind === "extractive";
  return [
    reply.short_answer && el("strong", { class: "short-answer" }, reply.short_answer),
    el(
      "span",
      { class: "kind", "data-kind": reply.kind, title: t(extractive ? "extractiveHint" : "generatedHint") },
      t(extractive ? "extractive" : "generated"),
    ),
  ].filter(Boolean);
}

/**
 * What came of the LLM, where there is anything to say: under the text, so that nothing above it moves.
 *
 * @param {Answer} reply
 */
export function generationNote({ fallback, dropped }) {
  // The service says it in Chinese; in English the code has to do.
  const why = fallback && (language() === "zh" ? fallback.message : t("fallback", { code: fallback.code }));
  const note = why ? why : dropped ? t("dropped", { count: dropped }) : "";
  return note && el("p", { class: "quiet generation-note" }, note);
}

/** @param {string} question @param {Answer} reply @param {OpenCitation} onOpen */
export function answerTable(question, reply, onOpen) {
  if (!reply.table) return null;
  const { citations } = reply;
  return new AnswerTable(reply.table, { question, citations, onOpen, chip: (citation) => chip(citation, onOpen) }).element;
}

/**
 * @param {Citation[]} citations
 * @param {OpenCitation} onOpen
 * @returns {any} the list under the answer; in print it also bears the quotes
 */
export function references(citations, onOpen) {
  if (!citations.length) return null;
  return el(
    "ol",
    { class: "references", "aria-label": t("references") },
    ...citations.map((citation) =>
      el(
        "li",
        {},
        el(
          "button",
          { type: "button", class: "reference", onclick: () => onOpen(citation) },
          el("span", { class: "reference-n" }, String(citation.n)),
          el("span", { class: "reference-title" }, citation.title),
          el("span", { class: "reference-facts" }, whereabouts(citation)),
        ),
        el("blockquote", { class: "print-only" }, citation.quote),
      )),
  );
}

/** @param {Citation[]} passages @param {OpenCitation} onOpen */
export function nearPassages(passages, onOpen) {
  if (!passages.length) return null;
  return el(
    "section",
    { class: "near" },
    el("h3", {}, t("near")),
    el(
      "ul",
      {},
      ...passages.map((passage) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", class: "near-passage", onclick: () => onOpen(passage) },
            el("span", { class: "near-text" }, passage.quote || passage.text),
            el("span", { class: "reference-facts" }, [passage.title, whereabouts(passage)].filter(Boolean).join(" · ")),
          ),
        )),
    ),
  );
}

/**
 * The section comes first: it is what tells citations of one document apart, and the line is cut at its end.
 *
 * @param {Citation} citation
 */
function whereabouts(citation) {
  return [citation.section.at(-1), factsOf(citation)].filter(Boolean).join(" · ");
}
