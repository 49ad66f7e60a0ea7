/** The link to a document's original file. */

import { authorization } from "./access.js";
import { original, originalUrl } from "./api.js";
import { el, icon } from "./dom.js";
import { t } from "./i18n.js";
import { saveFile } from "./saving.js";

/**
 * @param {{document_id: string, source: string}} document_
 * @param {{labelled: boolean}} options  whether the words stand beside the icon
 * @returns {HTMLAnchorElement}
 */
export function originalLink({ document_id, source }, { labelled }) {
  const words = t("original");
  return el(
    "a",
    {
      class: labelled ? "text-button" : "icon-button",
      href: originalUrl(document_id),
      download: "",
      title: words,
      "aria-label": words,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (!authorization().Authorization) return;
        event.preventDefault();
        save(document_id, source);
      },
    },
    icon("download"),
    labelled && words,
  );
}

/** @param {string} id @param {string} source */
async function save(id, source) {
  saveFile(await original(id), source.split("/").at(-1) || "");
}
