/** Thumbs under an answer, with room for a comment once one is up or down. */

import { ApiError, sendFeedback } from "./api.js";
import { announce, el, iconButton } from "./dom.js";
import { t } from "./i18n.js";
import { errorNotice } from "./notices.js";

/**
 * @param {import("./types.js").Turn} turn  its rating and comment are kept in step
 * @param {string} messageId
 * @returns {{buttons: any[], panel: any}}
 */
export function feedback(turn, messageId) {
  const panel = el("div", { class: "feedback" });
  const up = iconButton("up", t("helpful"), () => rate("up"));
  const down = iconButton("down", t("unhelpful"), () => rate("down"));

  function show() {
    up.setAttribute("aria-pressed", String(turn.rating === "up"));
    down.setAttribute("aria-pressed", String(turn.rating === "down"));
  }

  /** @param {"up"|"down"} rating */
  async function rate(rating) {
    const before = turn.rating;
    turn.rating = before === rating ? null : rating;
    show();
    panel.replaceChildren();
    if (await keep(() => rate(rating))) {
      if (turn.rating) panel.replaceChildren(commentForm());
    } else {
      turn.rating = before;
      show();
    }
  }

  /** @param {() => void} onRetry */
  async function keep(onRetry) {
    try {
      await sendFeedback(messageId, turn.rating, turn.comment);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      panel.replaceChildren(errorNotice(error, onRetry));
      return false;
    }
  }

  function commentForm() {
    const input = el("textarea", { class: "input", rows: 2, maxlength: 1000, placeholder: t("commentPlaceholder"),
      "aria-label": t("commentLabel") });
    input.value = turn.comment;
    const submit = async () => {
      turn.comment = input.value.trim();
      if (!(await keep(submit))) return;
      panel.replaceChildren(el("p", { class: "quiet" }, t("feedbackThanks")));
      announce(t("feedbackThanks"));
    };
    const close = () => panel.replaceChildren();
    return el(
      "form",
      {
        class: "feedback-form",
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          submit();
        },
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          close();
        },
      },
      input,
      el("button", { type: "submit", class: "button" }, t("commentSend")),
      iconButton("close", t("close"), close),
    );
  }

  show();
  return { buttons: [up, down], panel };
}
