/** Answers and conversations as files: the buttons, and the way to the browser's downloads. */

import { ApiError, exported } from "./api.js";
import { choose } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { t } from "./i18n.js";
import { errorNotice } from "./notices.js";
import { saveFile } from "./saving.js";

/** @type {readonly (["docx", "exportWord"]|["markdown", "exportMarkdown"])[]} */
const FORMATS = [["docx", "exportWord"], ["markdown", "exportMarkdown"]];

/**
 * @param {string} messageId
 * @param {HTMLElement} panel  where a failure is told
 * @returns {any[]} a button for each format
 */
export function exportButtons(messageId, panel) {
  return FORMATS.map(([format, words]) =>
    el("button", { type: "button", class: "text-button export", onclick: () => save("messages", messageId, format, panel) },
      icon("download"), t(words)));
}

/**
 * Asks for the format first.
 *
 * @param {string} conversationId
 * @param {string} title
 * @param {HTMLElement} panel  where a failure is told
 */
export async function exportConversation(conversationId, title, panel) {
  const format = await choose(t("exportConversation", { title }), FORMATS.map(([value, words]) => [value, t(words)]));
  if (format) await save("conversations", conversationId, format, panel);
}

/** @param {"messages"|"conversations"} kind @param {string} id @param {string} format @param {HTMLElement} panel */
async function save(kind, id, format, panel) {
  try {
    const { file, name } = await exported(kind, id, format);
    panel.replaceChildren();
    saveFile(file, name);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    panel.replaceChildren(errorNotice(error, () => save(kind, id, format, panel)));
  }
}
