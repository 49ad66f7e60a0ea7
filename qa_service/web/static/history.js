/** Past conversations: search, open, export, rename, delete. */

import * as api from "./api.js";
import { askForText, confirmDanger } from "./dialogs.js";
import { el, icon, iconButton } from "./dom.js";
import { exportConversation } from "./exporting.js";
import { shortDate, t } from "./i18n.js";
import { errorNotice } from "./notices.js";

/** @typedef {import("./types.js").ConversationSummary} ConversationSummary */

/**
 * @typedef {object} HistoryHooks
 * @property {() => void} onNew
 * @property {(id: string) => void} onOpen
 * @property {(id: string) => void} onDeleted
 * @property {() => void} onClose  where the list lies over the page
 */

const PAGE = 40;
const TYPING_PAUSE_MS = 250;

export class History {
  /** @param {HTMLElement} root @param {HistoryHooks} hooks */
  constructor(root, hooks) {
    this.root = root;
    this.hooks = hooks;
    this.search = "";
    /** @type {string|null} */
    this.cursor = null;
    /** @type {string|null} */
    this.current = null;
    this.asked = 0;
    this.typing = 0;
    this.list = el("ul", { class: "history-list" });
    this.foot = el("div", { class: "list-foot" });
    this.notice = el("div");
  }

  render() {
    const search = el("input", { type: "search", class: "input", value: this.search, placeholder: t("searchHistory"),
      "aria-label": t("searchHistory"), oninput: () => this.#typed(search.value) });
    this.root.replaceChildren(
      el("div", { class: "history-head" },
        el("button", { type: "button", class: "button new-conversation", onclick: () => this.hooks.onNew() },
          icon("plus"), t("newConversation")),
        iconButton("close", t("close"), () => this.hooks.onClose(), { class: "icon-button close-history" })),
      search,
      this.notice,
      this.list,
      this.foot,
    );
    this.reload();
  }

  /** @param {string|null} id */
  setCurrent(id) {
    this.current = id;
    for (const item of this.list.children) markCurrent(item, item.dataset.id === id);
  }

  async reload() {
    this.cursor = null;
    await this.#page((rows) => this.list.replaceChildren(...rows));
  }

  /** @param {string} text */
  #typed(text) {
    this.search = text.trim();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.reload(), TYPING_PAUSE_MS);
  }

  /** @param {(rows: Node[]) => void} place */
  async #page(place) {
    this.asked += 1;
    const asked = this.asked;
    try {
      const page = await api.conversations({ q: this.search, limit: PAGE, cursor: this.cursor });
      if (asked !== this.asked) return; // a later look has overtaken this one
      this.cursor = page.next_cursor;
      place(page.items.map((item) => this.#row(item)));
      this.foot.replaceChildren(...this.#footer());
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      if (asked === this.asked) this.foot.replaceChildren(errorNotice(error, () => this.#page(place)));
    }
  }

  #footer() {
    if (this.cursor) {
      const onclick = () => this.#page((rows) => this.list.append(...rows));
      return [el("button", { type: "button", class: "button", onclick }, t("loadMore"))];
    }
    if (this.list.children.length) return [];
    return [el("p", { class: "quiet" }, t(this.search ? "noHistoryMatches" : "noHistory"))];
  }

  /** @param {ConversationSummary} item */
  #row(item) {
    const title = item.title || t("untitled");
    const row = el(
      "li",
      { class: "history-item", "data-id": item.conversation_id },
      el("button", { type: "button", class: "history-open", title, onclick: () => this.hooks.onOpen(item.conversation_id) },
        el("span", { class: "history-title" }, title),
        el("span", { class: "history-date" }, shortDate(item.updated_at))),
      el("span", { class: "history-actions" },
        iconButton("download", t("exportConversation", { title }),
          () => exportConversation(item.conversation_id, title, this.notice)),
        iconButton("edit", t("renameConversation", { title }), () => this.#rename(item, title)),
        iconButton("remove", t("deleteConversation", { title }), () => this.#delete(item, title))),
    );
    markCurrent(row, item.conversation_id === this.current);
    return row;
  }

  /** @param {ConversationSummary} item @param {string} title */
  async #rename(item, title) {
    const next = await askForText(t("renameConversation", { title }), t("newName"), title);
    if (next) await this.#change(() => api.renameConversation(item.conversation_id, next));
  }

  /** @param {ConversationSummary} item @param {string} title */
  async #delete(item, title) {
    if (!(await confirmDanger(t("deleteConfirm", { title }), t("deleteText"), t("delete")))) return;
    await this.#change(() => api.deleteConversation(item.conversation_id));
    this.hooks.onDeleted(item.conversation_id);
  }

  /** @param {() => Promise<void>} change */
  async #change(change) {
    try {
      await change();
      await this.reload();
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      this.foot.replaceChildren(errorNotice(error, () => this.#change(change)));
    }
  }
}

/** @param {any} row @param {boolean} current */
function markCurrent(row, current) {
  row.classList.toggle("current", current);
  const button = row.querySelector(".history-open");
  if (current) button.setAttribute("aria-current", "page");
  else button.removeAttribute("aria-current");
}
