/** What stands where nothing was asked yet: an invitation to upload, or questions made from the library's own words. */

import { ApiError, documentDetail, documents } from "./api.js";
import { el, icon } from "./dom.js";
import { t } from "./i18n.js";
import { errorNotice } from "./notices.js";

const EXAMPLES = 3;
const NUMBERING = /^(?:第[〇零一二三四五六七八九十百千\d]+[编章节条]|[（(]?[〇零一二三四五六七八九十百\d]+[）)、.．]?)[\s、.．]*/;

/**
 * @param {{onAsk: (question: string) => void, onUpload: () => void}} actions
 * @returns {HTMLElement} filled once the service has said what it holds
 */
export function welcome(actions) {
  const element = el("div", { class: "welcome" });
  fill(element, actions);
  return element;
}

/** @param {HTMLElement} element @param {{onAsk: (question: string) => void, onUpload: () => void}} actions */
async function fill(element, actions) {
  try {
    const { items, total } = await documents({ limit: 50 });
    if (!total) {
      element.replaceChildren(...emptyLibrary(actions.onUpload));
      return;
    }
    const list = el("ul", { class: "examples" });
    const title = el("h2", { hidden: true }, t("exampleTitle"));
    element.replaceChildren(el("h1", {}, t("welcomeTitle")), el("p", {}, t("welcomeText")), title, list);
    const questions = await exampleQuestions(items);
    title.hidden = !questions.length;
    list.append(...questions.map((question) => el("li", {},
      el("button", { type: "button", class: "example", onclick: () => actions.onAsk(question) }, question))));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    element.replaceChildren(errorNotice(error, () => fill(element, actions)));
  }
}

/** @param {() => void} onUpload */
function emptyLibrary(onUpload) {
  return [
    el("h1", {}, t("emptyTitle")),
    el("p", {}, t("emptyText")),
    el("button", { type: "button", class: "button primary", onclick: onUpload }, icon("upload"), t("emptyUpload")),
  ];
}

/**
 * @param {import("./types.js").DocumentSummary[]} items
 * @returns {Promise<string[]>} at most one a document, from documents spread over the list
 */
async function exampleQuestions(items) {
  const step = Math.max(1, Math.floor(items.length / EXAMPLES));
  const chosen = items.filter((_item, at) => at % step === 0).slice(0, EXAMPLES);
  const details = await Promise.all(chosen.map(({ document_id }) => documentDetail(document_id).catch(() => null)));
  return details.map((detail) => detail && exampleQuestion(detail)).filter((question) => question !== null);
}

/**
 * @param {import("./types.js").DocumentDetail} detail
 * @returns {string|null} asks about a section that really has text under its heading
 */
export function exampleQuestion(detail) {
  const headings = detail.paragraphs
    .filter((one, at) => one.is_heading && detail.paragraphs[at + 1]?.is_heading === false)
    .map(({ text }) => text.trim().replace(NUMBERING, "").replace(/[。;;::]$/, ""))
    .filter((text) => text.length >= 4 && text.length <= 20 && text !== detail.title);
  const heading = headings[Math.floor(headings.length / 2)];
  if (!heading) return null;
  if (detail.region && detail.year) return t("exampleSection", { region: detail.region, year: detail.year, heading });
  return t("exampleTitleSection", { title: detail.title, heading });
}
