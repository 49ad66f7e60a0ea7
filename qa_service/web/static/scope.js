/**
 * What the next question is narrowed to: the chosen regions, years and documents, and the bar that shows them;
 * and what an answer was understood to be about, which can be changed or taken off to ask again.
 */

import { el, icon, iconButton } from "./dom.js";
import { t } from "./i18n.js";

/** @typedef {"region"|"year"} Field */

/** The choice itself; whoever shows it listens for `change`. */
export class ScopeChoice extends EventTarget {
  constructor() {
    super();
    /** @type {Set<string>} */
    this.region = new Set();
    /** @type {Set<number>} */
    this.year = new Set();
    /** @type {Map<string, string>} document id -> title */
    this.documents = new Map();
  }

  /** @returns {import("./types.js").Filters} as they are sent; what is not narrowed is absent */
  filters() {
    return {
      ...(this.region.size ? { region: [...this.region] } : {}),
      ...(this.year.size ? { year: [...this.year] } : {}),
      ...(this.documents.size ? { document_ids: [...this.documents.keys()] } : {}),
    };
  }

  /** @param {Field} field @param {string|number} value */
  has(field, value) {
    return /** @type {Set<string|number>} */ (this[field]).has(value);
  }

  /** @param {Field} field @param {string|number} value */
  toggle(field, value) {
    const chosen = /** @type {Set<string|number>} */ (this[field]);
    if (!chosen.delete(value)) chosen.add(value);
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} id @param {string|null} title  null takes the document out */
  setDocument(id, title) {
    if (title === null) this.documents.delete(id);
    else this.documents.set(id, title);
    this.dispatchEvent(new Event("change"));
  }

  clear() {
    this.region.clear();
    this.year.clear();
    this.documents.clear();
    this.dispatchEvent(new Event("change"));
  }
}

/** The bar above the question: a chip for everything chosen, and a menu each for regions and years. */
export class ScopeBar {
  /**
   * @param {ScopeChoice} choice
   * @param {() => Promise<{regions: string[], years: number[]}>} facets  values that the library holds
   * @param {() => (() => void)|null} askAgain  null while there is nothing to ask again in the new scope
   */
  constructor(choice, facets, askAgain) {
    this.choice = choice;
    this.facets = facets;
    this.askAgain = askAgain;
    this.chips = el("div", { class: "scope-chips" });
    this.element = el("div", { class: "scope-bar", role: "group" }, this.chips);
    /** @type {ValueMenu|null} */
    this.menu = null;
    choice.addEventListener("change", () => this.update());
    document.addEventListener("pointerdown", (event) => {
      if (this.menu && !this.element.contains(/** @type {Node} */ (event.target))) this.closeMenu();
    });
    this.update();
  }

  update() {
    const { region, year, documents } = this.choice;
    const again = this.askAgain();
    this.element.setAttribute("aria-label", t("scope"));
    this.chips.replaceChildren(
      this.#menuButton("region", region.size ? t("region") : t("allRegions")),
      ...[...region].map((value) => this.#chip(value, () => this.choice.toggle("region", value))),
      this.#menuButton("year", year.size ? t("year") : t("allYears")),
      ...[...year].map((value) => this.#chip(t("yearValue", { year: value }), () => this.choice.toggle("year", value))),
      ...[...documents].map(([id, title]) => this.#chip(title, () => this.choice.setDocument(id, null), t("onlyDocument"))),
      ...(again ? [el("button", { type: "button", class: "text-button", onclick: again }, t("askAgain"))] : []),
    );
  }

  /** @param {string} shown @param {() => void} onRemove @param {string} [label] */
  #chip(shown, onRemove, label = "") {
    return el(
      "span",
      { class: "scope-chip chosen", title: label || null },
      el("span", { class: "scope-value" }, shown),
      iconButton("close", t("widenFrom", { value: shown }), onRemove),
    );
  }

  /** @param {Field} field @param {string} label */
  #menuButton(field, label) {
    return el(
      "button",
      { type: "button", class: "scope-chip", "data-field": field, "aria-haspopup": "dialog",
        "aria-expanded": String(this.menu?.field === field), onclick: () => this.#toggleMenu(field) },
      label,
      icon("plus"),
    );
  }

  /** @param {Field} field */
  async #toggleMenu(field) {
    const wasOpen = this.menu?.field === field;
    this.closeMenu();
    if (wasOpen) return;
    const { regions, years } = await this.facets();
    this.menu = new ValueMenu(field, field === "region" ? regions : years, this.choice, () => this.closeMenu());
    this.element.append(this.menu.element);
    this.update();
    this.menu.focus();
  }

  /** @returns {boolean} whether one was open */
  closeMenu() {
    if (!this.menu) return false;
    const { field } = this.menu;
    const held = this.menu.element.contains(document.activeElement);
    this.menu.element.remove();
    this.menu = null;
    this.update();
    if (held) /** @type {HTMLElement} */ (this.element.querySelector(`[data-field=${field}]`)).focus();
    return true;
  }
}

const LISTED_AT_MOST = 200;

/** Check boxes for the values that the library holds, and a line to find one or to type another. */
class ValueMenu {
  /** @param {Field} field @param {(string|number)[]} values @param {ScopeChoice} choice @param {() => void} onClose */
  constructor(field, values, choice, onClose) {
    this.field = field;
    this.values = values;
    this.choice = choice;
    const label = field === "region" ? t("addRegion") : t("addYear");
    this.input = el("input", { type: "text", class: "input", "aria-label": label, placeholder: label,
      inputmode: field === "year" ? "numeric" : null, oninput: () => this.#list() });
    this.list = el("div", { class: "menu-list" });
    this.element = el(
      "form",
      {
        class: "menu",
        role: "dialog",
        "aria-label": label,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          this.#addTyped();
        },
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onClose();
        },
      },
      el("div", { class: "menu-line" }, this.input,
        el("button", { type: "submit", class: "button" }, t("addToScope")),
        iconButton("close", t("close"), onClose)),
      this.list,
    );
    this.#list();
  }

  focus() {
    this.input.focus();
  }

  #addTyped() {
    const typed = this.input.value.trim();
    const value = this.field === "year" ? Number.parseInt(typed, 10) : typed;
    if (!value || this.choice.has(this.field, value)) return;
    if (!this.values.includes(value)) this.values = [value, ...this.values];
    this.choice.toggle(this.field, value);
    this.input.value = "";
    this.#list();
    this.focus();
  }

  #list() {
    const typed = this.input.value.trim();
    const shown = this.values.filter((value) => String(value).includes(typed)).slice(0, LISTED_AT_MOST);
    this.list.replaceChildren(
      ...shown.map((value) => {
        const box = el("input", { type: "checkbox", checked: this.choice.has(this.field, value),
          onchange: () => this.choice.toggle(this.field, value) });
        return el("label", { class: "menu-item" }, box,
          this.field === "year" ? t("yearValue", { year: value }) : String(value));
      }),
    );
  }
}

// The service reads this behind a question; the words are part of the question, whatever the page's language.
const CORRECTION = /[(\uFF08]((?:地区|年份)[:\uFF1A][^()\uFF08\uFF09]*)[)\uFF09]\s*$/;
const CORRECTED = { region: "地区", year: "年份" };
const ANY = "不限";

/**
 * @param {string} question
 * @param {Field} field
 * @param {(string|number)[]} values  none for any
 * @returns {string} the question with its scope corrected, in place of an earlier correction of that field
 */
export function corrected(question, field, values) {
  const earlier = CORRECTION.exec(question);
  /** @type {Map<string, string>} */
  const said = new Map();
  for (const part of earlier ? earlier[1].split(/[;\uFF1B]/) : []) {
    const [name, value] = part.split(/[:\uFF1A]/);
    said.set(name.trim(), (value || "").trim());
  }
  said.set(CORRECTED[field], values.map((value) => (field === "year" ? `${value}年` : value)).join("、") || ANY);
  const parts = Object.values(CORRECTED).filter((name) => said.has(name)).map((name) => `${name}:${said.get(name)}`);
  return `${question.slice(0, earlier ? earlier.index : undefined).trim()}(${parts.join(";")})`;
}

/**
 * @typedef {object} UnderstoodActions
 * @property {(field: Field, value: string|number) => boolean} inScope
 * @property {(field: Field, value: string|number) => void} toggle  narrows what is asked from now on
 * @property {(field: Field, values: (string|number)[]) => void} correct  asks the same again in another scope
 * @property {() => Promise<{regions: string[], years: number[]}>} facets
 */

/**
 * @param {import("./types.js").Scope} scope
 * @param {UnderstoodActions} actions
 * @returns {HTMLElement[]} a chip for every region and year, with a way to change it and one to take it off
 */
export function understoodChips(scope, actions) {
  /** @param {Field} field @param {(string|number)[]} values @param {string|number} value */
  const chip = (field, values, value) => {
    const shown = field === "year" ? t("yearValue", { year: value }) : String(value);
    const pressed = actions.inScope(field, value);
    const others = values.filter((other) => other !== value);
    return el(
      "span",
      { class: "scope-chip understood-chip" },
      el("button",
        { type: "button", class: "scope-value text-button", "aria-pressed": String(pressed),
          title: t(pressed ? "widenFrom" : "narrowTo", { value: shown }), onclick: () => actions.toggle(field, value) },
        shown),
      changer(field, shown, actions, (chosen) => actions.correct(field, [...others, chosen])),
      iconButton("close", t("askWithout", { value: shown }), () => actions.correct(field, others)),
    );
  };
  return [
    ...scope.region.map((value) => chip("region", scope.region, value)),
    ...scope.year.map((value) => chip("year", scope.year, value)),
  ];
}

/** @param {Field} field @param {string} shown @param {UnderstoodActions} actions @param {(value: string|number) => void} onChoose */
function changer(field, shown, actions, onChoose) {
  const select = /** @type {HTMLSelectElement} */ (el("select",
    { class: "scope-change", "aria-label": t("askInstead", { value: shown }), title: t("askInstead", { value: shown }) },
    el("option", { value: "" }, "")));
  const fill = async () => {
    if (select.options.length > 1) return;
    const { regions, years } = await actions.facets();
    const values = field === "region" ? regions : years;
    select.append(...values.slice(0, LISTED_AT_MOST).map((value) =>
      el("option", { value: String(value) }, field === "year" ? t("yearValue", { year: value }) : String(value))));
  };
  select.addEventListener("focus", fill);
  select.addEventListener("pointerenter", fill);
  select.addEventListener("change", () => {
    const chosen = select.value;
    select.value = "";
    if (chosen) onChoose(field === "year" ? Number(chosen) : chosen);
  });
  return select;
}
