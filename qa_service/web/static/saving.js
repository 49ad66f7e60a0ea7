/** A file that came through the page, given to the browser to save. */

import { el } from "./dom.js";

/** @param {Blob} file @param {string} name */
export function saveFile(file, name) {
  const address = URL.createObjectURL(file);
  el("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
