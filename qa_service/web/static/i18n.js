/** The language of the page: Chinese, or English where the person chose it. The words stand in strings.js. */

import { EN, ZH } from "./strings.js";

const STRINGS = { zh: ZH, en: EN };
const KEY = "qa-language";

/** @typedef {keyof typeof STRINGS} Language */
/** @typedef {keyof typeof ZH} StringKey */

/** @type {Language} */
let current = "zh";

/** @returns {Language} */
export function language() {
  return current;
}

/** Reads the kept choice; Chinese when there is none. */
export function restoreLanguage() {
  try {
    current = localStorage.getItem(KEY) === "en" ? "en" : "zh";
  } catch {
    current = "zh"; // storage may be switched off by policy
  }
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
}

/** @param {Language} next */
export function setLanguage(next) {
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // the choice then lasts as long as the page
  }
}

/**
 * @param {StringKey} key
 * @param {Record<string, string|number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return STRINGS[current][key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @param {ParentNode} root  elements with data-i18n (text) and data-i18n-label (accessible name) */
export function localise(root) {
  for (const element of root.querySelectorAll("[data-i18n]")) {
    element.textContent = t(/** @type {StringKey} */ (element.getAttribute("data-i18n")));
  }
  for (const element of root.querySelectorAll("[data-i18n-label]")) {
    const label = t(/** @type {StringKey} */ (element.getAttribute("data-i18n-label")));
    element.setAttribute("aria-label", label);
    if (element.tagName === "BUTTON") element.setAttribute("title", label);
  }
}

/**
 * @param {string} timestamp  ISO 8601
 * @returns {string} the time today, the date before
 */
export function shortDate(timestamp) {
  const date = new Date(timestamp);
  if (Number.isNaN(date.getTime())) return "";
  const locale = current === "zh" ? "zh-CN" : "en";
  const today = new Date().toDateString() === date.toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const form = today ? { hour: "2-digit", minute: "2-digit", hour12: false } : { dateStyle: "medium" };
  return new Intl.DateTimeFormat(locale, form).format(date);
}
