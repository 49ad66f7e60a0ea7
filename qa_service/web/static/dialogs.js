/** Modal questions: confirm, choose, and ask for a line of text. Esc answers no. */

import { el } from "./dom.js";
import { t } from "./i18n.js";

/**
 * @param {any} body
 * @param {any[]} buttons  beside the one that calls off; each submits its value
 * @returns {Promise<string>} the value of the button; empty when called off
 */
function open(body, buttons) {
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  const dialog = el(
    "dialog",
    { class: "dialog" },
    el(
      "form",
      { method: "dialog" },
      ...body,
      el(
        "div",
        { class: "dialog-actions" },
        el("button", { type: "button", class: "button", onclick: () => dialog.close("") }, t("cancel")),
        ...buttons,
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before && before.isConnected) before.focus();
      resolve(dialog.returnValue);
    });
  });
}

/**
 * @param {any} body
 * @param {string} action  the word on the button that says yes
 * @param {{danger?: boolean}} [options]
 */
async function ask(body, action, { danger = false } = {}) {
  const yes = el("button", { type: "submit", value: "yes", class: danger ? "button danger" : "button primary" }, action);
  return (await open(body, [yes])) === "yes";
}

/**
 * @param {string} title
 * @param {string[][]} choices  a value, and the words on its button
 * @returns {Promise<string>} the value; empty when called off
 */
export function choose(title, choices) {
  const buttons = choices.map(([value, words]) => el("button", { type: "submit", value, class: "button primary" }, words));
  return open([el("h2", {}, title)], buttons);
}

/**
 * @param {string} title
 * @param {string} text
 * @param {string} action
 */
export function confirmDanger(title, text, action) {
  return ask([el("h2", {}, title), el("p", {}, text)], action, { danger: true });
}

/**
 * @param {string} title
 * @param {string} label
 * @param {string} value
 * @param {{secret?: boolean}} [options]
 * @returns {Promise<string|null>} null when called off or left empty
 */
export async function askForText(title, label, value, { secret = false } = {}) {
  const input = el("input", { type: secret ? "password" : "text", autocomplete: "off", class: "input", value,
    maxlength: secret ? null : 100, "aria-label": label });
  const body = [el("h2", {}, title), input];
  queueMicrotask(() => input.select());
  return (await ask(body, t("save"))) && input.value.trim() ? input.value.trim() : null;
}
