/** One question and its answer in the thread. The elements stay the same from preview to answer. */

import { answerHead, answerTable, answerText, generationNote, nearPassages, references } from "./answer.js";
import { answerAsText, copyText } from "./clipboard.js";
import { announce, el, iconButton } from "./dom.js";
import { exportButtons } from "./exporting.js";
import { feedback } from "./feedback.js";
import { t } from "./i18n.js";
import { errorNotice } from "./notices.js";
import { understoodChips } from "./scope.js";

/** @typedef {import("./types.js").Turn} Turn */
/** @typedef {import("./types.js").Citation} Citation */

/**
 * @typedef {object} TurnActions
 * @property {(turn: Turn, citation: Citation) => void} open
 * @property {(turn: Turn) => void} retry
 * @property {(turn: Turn) => void} widen  asks again without the filters
 * @property {(field: "region"|"year", value: string|number) => void} toggleScope
 * @property {(field: "region"|"year", value: string|number) => boolean} inScope
 * @property {(turn: Turn, field: "region"|"year", values: (string|number)[]) => void} correct  asks again in another scope
 * @property {() => Promise<{regions: string[], years: number[]}>} facets  values that the library holds
 */

/**
 * @param {string} question
 * @param {import("./types.js").Filters} filters
 * @returns {Turn}
 */
export function newTurn(question, filters) {
  return { question, filters, state: "waiting", preview: "", reply: null, error: null, rating: null, comment: "" };
}

/**
 * @param {import("./types.js").KeptTurn} kept
 * @returns {Turn}
 */
export function turnFromHistory({ question, reply, rating, comment }) {
  const state = reply ? "done" : "stopped";
  return { ...newTurn(question, {}), state, reply, rating, comment: comment || "" };
}

export class TurnView {
  /** @param {Turn} turn @param {TurnActions} actions */
  constructor(turn, actions) {
    this.turn = turn;
    this.actions = actions;
    this.head = el("div", { class: "answer-head" });
    this.text = el("div", { class: "answer-text" });
    this.tail = el("div", { class: "answer-tail" });
    this.answer = el("section", { class: "answer", "aria-label": t("answerOf") }, this.head, this.text, this.tail);
    this.element = el(
      "article",
      { class: "turn" },
      el("h2", { class: "question" }, el("span", { class: "visually-hidden" }, t("you")), turn.question),
      this.answer,
    );
    this.update();
  }

  /** Brings the elements in step with the turn. */
  update() {
    const { turn } = this;
    this.answer.dataset.state = turn.state;
    this.answer.dataset.status = turn.reply ? turn.reply.status : "";
    this.answer.setAttribute("aria-busy", String(turn.state === "waiting" || turn.state === "streaming"));
    this.head.replaceChildren(...answerHead(turn.reply, this.#progress()));
    if (turn.reply) this.#showReply(turn.reply);
    else {
      this.text.replaceChildren(answerText(turn.preview, [], null));
      this.tail.replaceChildren(...this.#unfinished());
    }
  }

  #progress() {
    if (this.turn.state === "waiting") return t("searching");
    if (this.turn.state === "streaming") return t("writing");
    return this.turn.state === "stopped" ? t("stopped") : "";
  }

  #unfinished() {
    const { turn } = this;
    const retry = () => this.actions.retry(turn);
    if (turn.state === "failed" && turn.error) return [errorNotice(turn.error, retry)];
    if (turn.state !== "stopped") return [];
    const button = el("button", { type: "button", class: "button", onclick: retry }, t("retry"));
    return [el("div", { class: "notice-actions" }, turn.preview && el("p", { class: "quiet" }, t("stoppedNote")), button)];
  }

  /** @param {import("./types.js").Answer} reply */
  #showReply(reply) {
    const open = (/** @type {Citation} */ citation) => this.actions.open(this.turn, citation);
    const { buttons, panel } = feedback(this.turn, reply.message_id);
    const copy = iconButton("copy", t("copy"), () => this.#copy(reply, copy), { class: "icon-button copy" });
    this.text.replaceChildren(answerText(reply.answer, reply.citations, open));
    this.tail.replaceChildren(
      .../** @type {Node[]} */ ([generationNote(reply), answerTable(this.turn.question, reply, open), references(reply.citations, open),
        nearPassages(reply.near || [], open), this.#widening(reply)].filter(Boolean)),
      el("div", { class: "answer-foot" }, this.#scope(reply), searchedNote(reply),
        el("div", { class: "answer-actions" }, ...exportButtons(reply.message_id, panel), copy, ...buttons)),
      panel,
    );
  }

  /** @param {import("./types.js").Answer} reply  what is missing may stand outside the chosen scope */
  #widening(reply) {
    if (reply.status !== "not_found" || !Object.keys(this.turn.filters).length) return null;
    const onclick = () => this.actions.widen(this.turn);
    return el("div", { class: "widening" }, el("button", { type: "button", class: "button", onclick }, t("askEverywhere")));
  }

  /** @param {import("./types.js").Answer} reply */
  #scope(reply) {
    const { inScope, toggleScope, correct, facets } = this.actions;
    const chips = understoodChips(reply.scope, {
      inScope, toggle: toggleScope, facets, correct: (field, values) => correct(this.turn, field, values),
    });
    if (this.turn.filters.document_ids) chips.push(el("span", { class: "scope-chip" }, t("onlyDocument")));
    return chips.length && el("div", { class: "understood" }, el("span", { class: "quiet" }, t("understoodAs")), ...chips);
  }

  /** @param {import("./types.js").Answer} reply @param {HTMLButtonElement} button */
  async #copy(reply, button) {
    const copied = await copyText(answerAsText(this.turn.question, reply, window.location.origin));
    const message = copied ? t("copied") : t("copyFailed");
    announce(message);
    button.dataset.said = message;
    setTimeout(() => delete button.dataset.said, 2500);
  }
}

/** @param {import("./types.js").Answer} reply */
function searchedNote({ searched, elapsed_ms }) {
  const elapsed = elapsed_ms < 1000
    ? t("elapsedMs", { ms: Math.ceil(elapsed_ms) })
    : t("elapsed", { seconds: (elapsed_ms / 1000).toFixed(1) });
  const note = `${t("searched", { ...searched })} · ${elapsed}`;
  return el("span", { class: "searched quiet" }, note);
}
