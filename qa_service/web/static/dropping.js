/** Files and folders dropped anywhere on the page. */

/**
 * @param {HTMLElement} overlay  shown while files hang over the page
 * @param {(files: File[]) => void} onFiles
 */
export function acceptDrops(overlay, onFiles) {
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    overlay.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) overlay.hidden = true;
  });
  document.addEventListener("drop", async (event) => {
    overlay.hidden = true;
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    const files = await droppedFiles(event.dataTransfer);
    if (files.length) onFiles(files);
  });
}

/**
 * @param {DataTransfer} transfer  empty again once the event is over, so its entries are taken at once
 * @returns {Promise<File[]>}
 */
async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  return (await Promise.all(entries.map((entry) => filesUnder(/** @type {any} */ (entry))))).flat();
}

/**
 * @param {any} entry  a FileSystemEntry
 * @returns {Promise<File[]>} hidden files such as .DS_Store are nobody's documents
 */
async function filesUnder(entry) {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    // readEntries gives at most a hundred at a time, and an empty list at the end
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!batch.length) return files;
    for (const child of batch) files.push(...(await filesUnder(child)));
  }
}
