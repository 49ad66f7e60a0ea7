/** Puts the parts together: what each asks of the others goes through here, none knows another. */

import { onKeyNeeded } from "./access.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { askForText } from "./dialogs.js";
import { Documents } from "./documents.js";
import { byId, icon, isNarrow } from "./dom.js";
import { acceptDrops } from "./dropping.js";
import { Facets } from "./facets.js";
import { History } from "./history.js";
import { language, localise, restoreLanguage, setLanguage, t } from "./i18n.js";
import { Router } from "./router.js";
import { ScopeBar, ScopeChoice } from "./scope.js";
import { SourcePane } from "./source.js";
import { Uploads } from "./uploads.js";
import { welcome } from "./welcome.js";

/** @typedef {import("./router.js").Route} Route */
/** @typedef {import("./types.js").Citation} Citation */

class App {
  constructor() {
    this.router = new Router((route, previous) => this.#routed(route, previous));
    this.scope = new ScopeChoice();
    this.facets = new Facets();
    this.scopeBar = new ScopeBar(this.scope, () => this.facets.get(), () => this.#askAgain());
    this.composer = new Composer(byId("composer"), this.scopeBar.element, {
      onSend: (text) => this.chat.ask(text),
      onStop: () => this.chat.stop(),
    });
    this.chat = new Chat(byId("thread"), this.scope, {
      onOpen: (citation) => this.#openCitation(citation, false),
      onStarted: (id) => this.#started(id),
      onBusy: (busy) => this.#busy(busy),
      facets: () => this.facets.get(),
      welcome: () => welcome({ onAsk: (text) => this.chat.ask(text), onUpload: () => this.#upload([]) }),
    });
    this.uploads = new Uploads(() => this.#libraryChanged());
    this.documents = new Documents(byId("documents"), this.uploads, {
      onOpen: (item) => this.router.go({ source: { documentId: item.document_id, start: null, end: null } }),
      onAskAbout: (item) => this.#askAbout(item),
      onRemoved: (item) => this.#removed(item.document_id),
    });
    this.history = new History(byId("history"), {
      onNew: () => this.#newConversation(),
      onOpen: (id) => this.#openConversation(id),
      onDeleted: (id) => id === this.chat.conversationId && this.#newConversation(),
      onClose: () => this.#showHistory(false),
    });
    this.source = new SourcePane(byId("source"), {
      onClose: () => this.router.go({ source: null }),
      onGo: (citation) => this.#openCitation(citation, true),
    });
    this.refreshing = 0;
  }

  start() {
    this.#listen();
    this.#translate();
    this.#showHistory(window.matchMedia("(min-width: 1100px)").matches);
    const { route } = this.router;
    this.#routed(route, { view: "chat", conversationId: null, source: null });
    if (!route.conversationId) this.chat.render();
    if (!route.source && !isNarrow()) this.composer.focus();
  }

  #listen() {
    acceptDrops(byId("drop-overlay"), (files) => this.#upload(files));
    byId("history-toggle").addEventListener("click", () => this.#showHistory(!this.historyShown));
    byId("scrim").addEventListener("click", () => this.#showHistory(false));
    byId("language-toggle").addEventListener("click", () => {
      setLanguage(language() === "zh" ? "en" : "zh");
      this.#translate();
      this.chat.render();
    });
    byId("theme-toggle").addEventListener("click", () => this.#nextTheme());
    for (const [id, view] of /** @type {const} */ ([["tab-chat", "chat"], ["tab-documents", "documents"]])) {
      byId(id).addEventListener("click", (/** @type {Event} */ event) => {
        event.preventDefault();
        this.router.go({ view, source: null });
      });
    }
    document.querySelector(".brand")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.#newConversation();
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && this.#escape());
    window.matchMedia("(max-width: 899px)").addEventListener("change", () => this.#inertness());
  }

  /** Esc closes what lies on top, one thing at a time. */
  #escape() {
    if (document.querySelector("dialog[open]") || this.scopeBar.closeMenu()) return;
    if (this.router.route.source) this.router.go({ source: null });
    else if (this.#historyFloats()) this.#showHistory(false);
  }

  #translate() {
    document.title = t("appName");
    localise(document);
    this.#showTheme();
    this.scopeBar.update();
    this.composer.update();
    this.documents.render();
    this.history.render();
    this.source.render();
  }

  /** @param {Route} route @param {Route} previous */
  #routed(route, previous) {
    byId("chat").hidden = route.view !== "chat";
    byId("documents").hidden = route.view !== "documents";
    for (const view of ["chat", "documents"]) {
      const tab = byId(`tab-${view}`);
      if (route.view === view) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    if (route.conversationId !== this.chat.conversationId) this.#showConversation(route.conversationId);
    this.history.setCurrent(route.conversationId);
    this.#inertness();
    if (route.source) this.source.open(route.source, this.chat.contextOf(route.source));
    else if (previous.source) this.source.close();
  }

  /** @param {string|null} id */
  async #showConversation(id) {
    if (id === null) {
      this.chat.startNew();
      return;
    }
    await this.chat.load(id);
    this.scopeBar.update();
    const { source } = this.router.route;
    if (source) this.source.setContext(this.chat.contextOf(source));
  }

  /** @param {Citation} citation @param {boolean} replace */
  #openCitation(citation, replace) {
    const source = { documentId: citation.document_id, start: citation.start, end: citation.end };
    this.router.go({ source }, { replace });
  }

  /** @param {string} id */
  #started(id) {
    if (this.router.route.conversationId !== id) this.router.go({ conversationId: id }, { replace: true });
  }

  /** @param {boolean} busy */
  #busy(busy) {
    this.composer.setBusy(busy);
    this.scopeBar.update();
    if (!busy) this.history.reload();
  }

  #askAgain() {
    const question = this.chat?.lastQuestion();
    if (!question) return null;
    const sent = JSON.stringify(this.chat.turns.at(-1)?.filters);
    return sent === JSON.stringify(this.scope.filters()) ? null : () => this.chat.ask(question);
  }

  /** @param {import("./types.js").DocumentSummary} item */
  #askAbout(item) {
    this.scope.clear();
    this.scope.setDocument(item.document_id, item.title);
    this.router.go({ view: "chat", source: null });
    this.composer.focus();
  }

  #newConversation() {
    if (this.#historyFloats()) this.#showHistory(false);
    this.scope.clear();
    this.chat.startNew();
    this.router.go({ view: "chat", conversationId: null, source: null });
    this.composer.focus();
  }

  /** @param {string} id */
  #openConversation(id) {
    if (this.#historyFloats()) this.#showHistory(false);
    this.router.go({ view: "chat", conversationId: id, source: null });
  }

  /** @param {File[]} files  none: the person is asked for them */
  #upload(files) {
    this.router.go({ view: "documents", source: null });
    if (files.length) this.uploads.add(files);
    else this.documents.pick();
  }

  /** Many files may finish at once: one look at the library serves them all. */
  #libraryChanged() {
    this.facets.forget();
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => {
      this.documents.reload();
      if (!this.chat.turns.length && !this.chat.conversationId) this.chat.render();
    }, 150);
  }

  /** @param {string} documentId */
  #removed(documentId) {
    this.scope.setDocument(documentId, null);
    this.source.forget(documentId);
    if (this.router.route.source?.documentId === documentId) this.router.go({ source: null });
    this.#libraryChanged();
  }

  #historyFloats() {
    return this.historyShown && !window.matchMedia("(min-width: 1100px)").matches;
  }

  /** @param {boolean} shown */
  #showHistory(shown) {
    this.historyShown = shown;
    byId("history").classList.toggle("shown", shown);
    byId("history-toggle").setAttribute("aria-expanded", String(shown));
    byId("scrim").hidden = !this.#historyFloats();
  }

  /** Where the source covers the page, the keyboard stays inside it. */
  #inertness() {
    const covered = Boolean(this.router.route.source) && isNarrow();
    for (const element of [document.querySelector(".topbar"), byId("history"), byId("main")]) element.inert = covered;
  }

  #nextTheme() {
    const order = ["auto", "light", "dark"];
    const next = order[(order.indexOf(document.documentElement.dataset.themeChoice || "auto") + 1) % order.length];
    document.dispatchEvent(new CustomEvent("qa:theme", { detail: next }));
    this.#showTheme();
  }

  #showTheme() {
    const choice = document.documentElement.dataset.themeChoice || "auto";
    const label = t(choice === "dark" ? "themeDark" : choice === "light" ? "themeLight" : "themeAuto");
    const button = byId("theme-toggle");
    button.setAttribute("aria-label", label);
    button.setAttribute("title", label);
    button.replaceChildren(icon(/** @type {"auto"|"light"|"dark"} */ (choice)));
  }
}

for (const holder of document.querySelectorAll("[data-icon]")) {
  holder.append(icon(/** @type {"menu"} */ (holder.getAttribute("data-icon"))));
}
restoreLanguage();
onKeyNeeded(() => askForText(t("keyNeeded"), t("keyLabel"), "", { secret: true }));
new App().start();
