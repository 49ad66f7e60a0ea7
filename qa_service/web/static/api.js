/** Every request of the client, and the one error that they all fail with. Knows no element of the page. */

import { authorization, renewKey } from "./access.js";
import { language, t } from "./i18n.js";
import { readEvents } from "./sse.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Job} Job */

/** A request that did not succeed; `status` is 0 when the service was not reached or the answer broke off. */
export class ApiError extends Error {
  /**
   * @param {{status: number, message: string, code?: string, retryAfter?: number, requestId?: string}} parts
   *   retryAfter in seconds
   */
  constructor({ status, message, code = "", retryAfter = 0, requestId = "" }) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
    this.requestId = requestId;
  }
}

/** @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** @param {number} status */
function ownWords(status) {
  if (status === 404) return t("error404");
  if (status === 413) return t("error413");
  if (status === 422) return t("error422");
  if (status === 429) return t("error429");
  return status >= 500 ? t("error5xx") : t("errorOther", { status });
}

/**
 * @param {number} status
 * @param {string} body  the service's JSON, or whatever a proxy in front of it wrote
 * @param {string|null} retryAfter  the header, seconds
 */
export function errorFrom(status, body, retryAfter) {
  let error = {};
  try {
    error = JSON.parse(body).error || {};
  } catch {
    // a proxy's page: our own words for the status do
  }
  return new ApiError({
    status,
    code: error.code,
    message: error.message || ownWords(status),
    requestId: error.request_id,
    retryAfter: Math.min(Number(retryAfter) || 0, 600),
  });
}

/** @returns {Record<string, string>} */
function commonHeaders() {
  return { "Accept-Language": language() === "zh" ? "zh-CN" : "en", ...authorization() };
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 * @throws {ApiError}
 */
async function request(path, init = {}) {
  const headers = { ...commonHeaders(), ...init.headers };
  let response;
  try {
    response = await fetch(path, { ...init, headers });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError({ status: 0, message: t("errorUnreachable") });
  }
  if (response.ok) return response;
  if (response.status === 401 && (await renewKey())) return request(path, init);
  throw errorFrom(response.status, await response.text(), response.headers.get("Retry-After"));
}

/** @param {string} method @param {unknown} body */
function json(method, body) {
  return { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

/**
 * @param {Record<string, string|number|null|undefined>} parameters  empty ones are left out
 */
function query(parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

/** @param {string} id */
const part = (id) => encodeURIComponent(id);

/**
 * @param {Response} response
 * @returns {AsyncGenerator<{event: string, data: any}>} a break of the connection becomes an ApiError
 */
async function* events(response) {
  try {
    yield* readEvents(response);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError({ status: 0, message: t("errorInterrupted") });
  }
}

/**
 * @param {{message: string, conversation_id: string, filters: import("./types.js").Filters}} question
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<{event: string, data: any}>} retrieved, delta…, answer
 * @throws {ApiError} also for an `error` event, and when the stream ends without an answer
 */
export async function* chat(question, signal) {
  const response = await request("/api/chat", { ...json("POST", { ...question, stream: true }), signal });
  for await (const { event, data } of events(response)) {
    if (event === "error") throw errorFrom(data.status || 500, JSON.stringify(data), data.retry_after || null);
    yield { event, data };
    if (event === "answer") return;
  }
  throw new ApiError({ status: 0, message: t("errorInterrupted") });
}

/**
 * @param {{region?: string, year?: string, q?: string, limit?: number, cursor?: string|null}} filters
 * @returns {Promise<{items: import("./types.js").DocumentSummary[], next_cursor: string|null, total: number}>}
 */
export async function documents(filters) {
  return (await request(`/api/documents${query(filters)}`)).json();
}

/** @param {string} id @returns {Promise<import("./types.js").DocumentDetail>} */
export async function documentDetail(id) {
  return (await request(`/api/documents/${part(id)}`)).json();
}

/** @param {string} id */
export function originalUrl(id) {
  return `/api/documents/${part(id)}/original`;
}

/**
 * The uploaded bytes, for where a plain link would lack the access key.
 * @param {string} id
 * @returns {Promise<Blob>}
 */
export async function original(id) {
  return (await request(originalUrl(id))).blob();
}

/** @param {string} id */
export async function removeDocument(id) {
  await request(`/api/documents/${part(id)}`, { method: "DELETE" });
}

/**
 * Sends one file. XMLHttpRequest, because fetch does not tell how much of a body went out.
 *
 * @param {File} file
 * @param {(share: number) => void} onProgress  share sent, 0 to 1
 * @returns {Promise<Job>}
 * @throws {ApiError}
 */
export function uploadFile(file, onProgress) {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("files", file, file.name);
    const sending = new XMLHttpRequest();
    sending.open("POST", "/api/documents");
    for (const [name, value] of Object.entries(commonHeaders())) sending.setRequestHeader(name, value);
    sending.upload.onprogress = (event) => onProgress(event.total ? event.loaded / event.total : 0);
    sending.onerror = () => reject(new ApiError({ status: 0, message: t("errorUnreachable") }));
    sending.onload = () => {
      if (sending.status === 202) resolve(JSON.parse(sending.responseText).jobs[0]);
      else reject(errorFrom(sending.status, sending.responseText, sending.getResponseHeader("Retry-After")));
    };
    sending.send(form);
  });
}

/**
 * @param {string} id
 * @param {(job: Job) => void} onProgress
 * @returns {Promise<Job>} the job in its last state, also when the stream of events broke off
 * @throws {ApiError}
 */
export async function followJob(id, onProgress) {
  try {
    for await (const { data } of events(await request(`/api/jobs/${part(id)}/events`))) {
      onProgress(data);
      if (data.state === "done" || data.state === "failed") return data;
    }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 0) throw error;
  }
  return pollJob(id, onProgress);
}

const POLL_MS = 2000;

/** @param {string} id @param {(job: Job) => void} onProgress @returns {Promise<Job>} */
async function pollJob(id, onProgress) {
  for (;;) {
    const job = await (await request(`/api/jobs/${part(id)}`)).json();
    onProgress(job);
    if (job.state === "done" || job.state === "failed") return job;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * @param {{q?: string, limit?: number, cursor?: string|null}} filters
 * @returns {Promise<{items: import("./types.js").ConversationSummary[], next_cursor: string|null}>}
 */
export async function conversations(filters) {
  return (await request(`/api/conversations${query(filters)}`)).json();
}

/** @param {string} id @returns {Promise<{title: string, messages: import("./types.js").KeptTurn[]}>} */
export async function conversation(id) {
  return (await request(`/api/conversations/${part(id)}`)).json();
}

/** @param {string} id @param {string} title */
export async function renameConversation(id, title) {
  await request(`/api/conversations/${part(id)}`, json("PATCH", { title }));
}

/** @param {string} id */
export async function deleteConversation(id) {
  await request(`/api/conversations/${part(id)}`, { method: "DELETE" });
}

/**
 * @param {"messages"|"conversations"} kind
 * @param {string} id
 * @param {string} format
 * @returns {Promise<{file: Blob, name: string}>} name as the service gives it
 */
export async function exported(kind, id, format) {
  const response = await request(`/api/exports/${kind}/${part(id)}${query({ format })}`);
  const name = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get("Content-Disposition") || "");
  return { file: await response.blob(), name: name ? decodeURIComponent(name[1]) : "" };
}

/**
 * @param {string} messageId
 * @param {import("./types.js").Rating} rating
 * @param {string} comment
 */
export async function sendFeedback(messageId, rating, comment) {
  await request(`/api/messages/${part(messageId)}/feedback`, json("POST", { rating, comment: comment || null }));
}
