/** Sending files: a queue, and a row a file that follows it from the first byte to the answerable document. */

import { ApiError, followJob, uploadFile } from "./api.js";
import { announce, announceProblem, el } from "./dom.js";
import { t } from "./i18n.js";

/** A stream of job events holds a connection each; browsers open six to a host, the chat needs one of them. */
const AT_ONCE = 3;
const ROWS_AT_MOST = 100;
/** Sending is the shorter part of the way; the rest of the bar is the work on the server. */
const SENDING_SHARE = 0.3;

/**
 * @typedef {"waiting"|"uploading"|import("./types.js").JobState} UploadState
 * @typedef {{file: File, state: UploadState, share: number, reason: string, outcome: string|null, row: any}} Upload
 */

export class Uploads {
  /** @param {() => void} onFinished  a document came into the library */
  constructor(onFinished) {
    this.onFinished = onFinished;
    /** @type {Upload[]} */
    this.all = [];
    this.active = 0;
    this.summary = el("span", { role: "status" });
    this.list = el("ul", { class: "upload-list" });
    this.unlisted = el("p", { class: "quiet" });
    this.element = el("section", { class: "uploads", hidden: true });
    window.addEventListener("beforeunload", (event) => {
      if (this.all.some(({ state }) => state === "waiting" || state === "uploading")) event.preventDefault();
    });
    this.render();
  }

  /** @param {Iterable<File>} files */
  add(files) {
    for (const file of files) {
      this.all.push({ file, state: "waiting", share: 0, reason: "", outcome: null, row: null });
    }
    this.render();
    this.#next();
  }

  /** Draws the panel anew: after an addition, a change of language, or a clearing. */
  render() {
    this.element.hidden = !this.all.length;
    this.element.setAttribute("aria-label", t("uploads"));
    this.element.replaceChildren(
      el("div", { class: "uploads-head" }, this.summary,
        el("button", { type: "button", class: "text-button", onclick: () => this.#clear() }, t("clearUploads"))),
      this.list,
      this.unlisted,
    );
    const shown = [...this.all].sort((one, other) => importance(one) - importance(other)).slice(0, ROWS_AT_MOST);
    for (const upload of this.all) upload.row = null;
    this.list.replaceChildren(...shown.map((upload) => this.#row(upload)));
    this.#summarise();
  }

  #clear() {
    this.all = this.all.filter(({ state }) => state !== "done" && state !== "failed");
    this.render();
  }

  #next() {
    for (const upload of this.all) {
      if (this.active >= AT_ONCE) return;
      if (upload.state === "waiting") this.#start(upload);
    }
  }

  /** @param {Upload} upload */
  async #start(upload) {
    this.active += 1;
    try {
      await this.#send(upload);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#change(upload, { state: "failed", reason: error.message });
    } finally {
      this.active -= 1;
      this.#finished(upload);
      this.#next();
    }
  }

  /** @param {Upload} upload @throws {ApiError} */
  async #send(upload) {
    this.#change(upload, { state: "uploading" });
    const accepted = await uploadFile(upload.file, (share) => this.#change(upload, { share: share * SENDING_SHARE }));
    const follow = (/** @type {import("./types.js").Job} */ job) =>
      this.#change(upload, {
        state: job.state,
        share: SENDING_SHARE + job.progress * (1 - SENDING_SHARE),
        outcome: job.outcome,
        reason: job.error ? job.error.message : "",
      });
    follow(accepted);
    if (accepted.state !== "done" && accepted.state !== "failed") await followJob(accepted.job_id, follow);
  }

  /** @param {Upload} upload */
  #finished(upload) {
    const { name } = upload.file;
    if (upload.state === "failed") announceProblem(t("uploadFailed", { name, reason: upload.reason }));
    else announce(t("uploadDone", { name }));
    if (upload.state === "done") this.onFinished();
  }

  /** @param {Upload} upload @param {Partial<Upload>} change */
  #change(upload, change) {
    const listed = Boolean(upload.row);
    const moved = change.state !== undefined && change.state !== upload.state;
    Object.assign(upload, change);
    if (!listed && moved) this.render();
    else if (listed) upload.row.update();
    if (moved) this.#summarise();
  }

  #summarise() {
    const count = (/** @type {UploadState} */ state) => this.all.filter((upload) => upload.state === state).length;
    this.summary.textContent = t("uploadsSummary", { total: this.all.length, done: count("done"), failed: count("failed") });
    const unlisted = this.all.length - this.list.children.length;
    this.unlisted.textContent = unlisted > 0 ? t("moreUploads", { count: unlisted }) : "";
  }

  /** @param {Upload} upload */
  #row(upload) {
    const bar = el("progress", { max: 1, "aria-label": upload.file.name });
    const state = el("span", { class: "upload-state" });
    const item = el("li", { class: "upload" }, el("span", { class: "upload-name" }, upload.file.name), state, bar);
    const update = () => {
      item.dataset.state = upload.state;
      bar.value = upload.state === "done" ? 1 : upload.share;
      bar.hidden = upload.state === "done" || upload.state === "failed";
      state.textContent = stateText(upload);
    };
    upload.row = { update };
    update();
    return item;
  }
}

/** @param {Upload} upload  what moves and what failed stands above what waits and what is done */
function importance({ state }) {
  return { failed: 0, uploading: 1, received: 1, reading: 1, indexing: 1, waiting: 2, done: 3 }[state];
}

/** @param {Upload} upload */
function stateText({ state, reason, outcome }) {
  if (state === "failed") return `${t("stateFailed")}:${reason}`;
  if (state === "done" && outcome === "unchanged") return t("stateUnchanged");
  if (state === "done" && outcome === "replaced") return t("stateReplaced");
  const words = /** @type {const} */ ({
    waiting: "stateWaiting",
    uploading: "stateUploading",
    received: "stateReceived",
    reading: "stateReading",
    indexing: "stateIndexing",
    done: "stateDone",
  });
  return t(words[state]);
}
