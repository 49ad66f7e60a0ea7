/** Where a question is written. Enter sends, Shift+Enter starts a line, an IME's Enter only ends its composition. */

import { el, icon } from "./dom.js";
import { t } from "./i18n.js";

const TALLEST_PX = 200;
const IME_KEY_CODE = 229; // Safari reports the Enter that ends a composition after compositionend, with this code

export class Composer {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} scopeBar
   * @param {{onSend: (text: string) => boolean, onStop: () => void}} actions  onSend says whether it took the text
   */
  constructor(root, scopeBar, { onSend, onStop }) {
    this.onSend = onSend;
    this.onStop = onStop;
    this.busy = false;
    this.input = el("textarea", { id: "question", class: "question-input", rows: 1, autocomplete: "off",
      oninput: () => this.#fit(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    this.button = el("button", { type: "submit", class: "send" });
    this.hint = el("p", { class: "composer-hint quiet" });
    root.replaceChildren(
      scopeBar,
      el(
        "form",
        {
          class: "composer-form",
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            if (this.busy) this.onStop();
            else this.#send();
          },
        },
        this.input,
        this.button,
      ),
      this.hint,
    );
    this.update();
  }

  update() {
    const label = t(this.busy ? "stop" : "send");
    this.input.setAttribute("aria-label", t("questionLabel"));
    this.input.setAttribute("placeholder", t("questionPlaceholder"));
    this.button.setAttribute("aria-label", label);
    this.button.setAttribute("title", label);
    this.button.dataset.busy = String(this.busy);
    this.button.replaceChildren(icon(this.busy ? "stop" : "send"));
    this.hint.textContent = t("questionHint");
  }

  /** @param {boolean} busy  while an answer comes, the button stops it */
  setBusy(busy) {
    this.busy = busy;
    this.update();
  }

  focus() {
    this.input.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === IME_KEY_CODE) return;
    event.preventDefault();
    if (!this.busy) this.#send();
  }

  #send() {
    const text = this.input.value.trim();
    if (!text || !this.onSend(text)) return;
    this.input.value = "";
    this.#fit();
  }

  #fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
  }
}
