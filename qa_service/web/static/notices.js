/** An error as the user sees it: what happened, and the way on. */

import { announceProblem, el } from "./dom.js";
import { t } from "./i18n.js";

/**
 * @param {import("./api.js").ApiError} error
 * @param {(() => void)|null} [onRetry]  a 429 keeps the button shut for as long as the service asks
 * @returns {any}
 */
export function errorNotice(error, onRetry = null) {
  announceProblem(error.message);
  const button = onRetry && el("button", { type: "button", class: "button", onclick: onRetry }, t("retry"));
  const wait = el("span", { class: "notice-wait" });
  if (button && error.retryAfter > 0) countDown(button, wait, error.retryAfter);
  return el(
    "div",
    { class: "notice", "data-status": error.status },
    el("p", {}, error.message),
    error.requestId && error.status >= 500 && el("p", { class: "quiet" }, t("requestId", { id: error.requestId })),
    button && el("div", { class: "notice-actions" }, button, wait),
  );
}

/** @param {any} button @param {any} wait @param {number} seconds */
function countDown(button, wait, seconds) {
  let left = Math.ceil(seconds);
  button.disabled = true;
  wait.textContent = t("waitSeconds", { seconds: left });
  const timer = setInterval(() => {
    left -= 1;
    wait.textContent = left > 0 ? t("waitSeconds", { seconds: left }) : "";
    if (left > 0) return;
    button.disabled = false;
    clearInterval(timer);
  }, 1000);
}
