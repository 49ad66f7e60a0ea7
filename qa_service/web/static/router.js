/**
 * What the address says: which view, which conversation, which document is open and which of its characters are
 * marked. Every state of the page that a person may want to send to another is an address.
 */

/**
 * @typedef {{documentId: string, start: number|null, end: number|null}} OpenSource
 * @typedef {{view: "chat"|"documents", conversationId: string|null, source: OpenSource|null}} Route
 */

/**
 * @param {{pathname: string, search: string}} location
 * @returns {Route}
 */
export function parseRoute({ pathname, search }) {
  const parameters = new URLSearchParams(search);
  const match = /^\/documents\/([^/]+)\/?$/.exec(pathname);
  const source = match && {
    documentId: decodeURIComponent(match[1]),
    start: offset(parameters.get("start")),
    end: offset(parameters.get("end")),
  };
  return {
    view: parameters.get("view") === "documents" ? "documents" : "chat",
    conversationId: parameters.get("c"),
    source,
  };
}

/** @param {string|null} text */
function offset(text) {
  return text !== null && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/**
 * @param {Route} route
 * @returns {string}
 */
export function formatRoute({ view, conversationId, source }) {
  const parameters = new URLSearchParams();
  if (source && source.start !== null && source.end !== null) {
    parameters.set("start", String(source.start));
    parameters.set("end", String(source.end));
  }
  if (conversationId) parameters.set("c", conversationId);
  if (view === "documents") parameters.set("view", view);
  const path = source ? `/documents/${encodeURIComponent(source.documentId)}` : "/";
  const search = parameters.toString();
  return search ? `${path}?${search}` : path;
}

/**
 * Holds the route, keeps the address in step and tells who asked when either changes.
 */
export class Router {
  /** @param {(route: Route, previous: Route) => void} onChange */
  constructor(onChange) {
    this.route = parseRoute(window.location);
    this.onChange = onChange;
    window.addEventListener("popstate", () => this.#set(parseRoute(window.location)));
  }

  /**
   * @param {Partial<Route>} change
   * @param {{replace?: boolean}} [options]  replace: no new step for the Back button
   */
  go(change, { replace = false } = {}) {
    const next = { ...this.route, ...change };
    const address = formatRoute(next);
    if (replace) history.replaceState(null, "", address);
    else if (address !== formatRoute(this.route)) history.pushState(null, "", address);
    this.#set(next);
  }

  /** @param {Route} next */
  #set(next) {
    const previous = this.route;
    this.route = next;
    this.onChange(next, previous);
  }
}
