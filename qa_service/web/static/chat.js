/** The conversation: its turns, the answer that is coming in, and the thread that shows them. */

import * as api from "./api.js";
import { announce, el } from "./dom.js";
import { t } from "./i18n.js";
import { errorNotice } from "./notices.js";
import { corrected } from "./scope.js";
import { newTurn, turnFromHistory, TurnView } from "./turn.js";

/** @typedef {import("./types.js").Turn} Turn */
/** @typedef {import("./types.js").Citation} Citation */

/**
 * @typedef {object} ChatHooks
 * @property {(citation: Citation) => void} onOpen
 * @property {(conversationId: string) => void} onStarted  the service knows the conversation now
 * @property {(busy: boolean) => void} onBusy
 * @property {() => Promise<{regions: string[], years: number[]}>} facets  values that the library holds
 * @property {() => Node} welcome  what stands where nothing was asked yet
 */

/** Random, not secret: only has to differ. crypto.randomUUID needs https, this works on plain http too. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const NEAR_BOTTOM_PX = 80;

export class Chat {
  /** @param {HTMLElement} thread @param {import("./scope.js").ScopeChoice} scope @param {ChatHooks} hooks */
  constructor(thread, scope, hooks) {
    this.thread = thread;
    this.scope = scope;
    this.hooks = hooks;
    /** @type {string|null} */
    this.conversationId = null;
    /** @type {Turn[]} */
    this.turns = [];
    /** @type {Map<Turn, TurnView>} */
    this.views = new Map();
    /** @type {AbortController|null} */
    this.running = null;
    /** @type {{turn: Turn, citation: Citation}|null} */
    this.opened = null;
    scope.addEventListener("change", () => this.turns.forEach((turn) => turn.reply && this.views.get(turn)?.update()));
  }

  /** Shows everything anew, as after a change of language. */
  render() {
    this.views.clear();
    if (!this.turns.length) this.thread.replaceChildren(this.hooks.welcome());
    else this.thread.replaceChildren(...this.turns.map((turn) => this.#view(turn).element));
  }

  startNew() {
    this.stop();
    this.conversationId = null;
    this.turns = [];
    this.opened = null;
    this.render();
  }

  /** @param {string} id */
  async load(id) {
    this.stop();
    this.conversationId = id;
    this.turns = [];
    this.opened = null;
    this.thread.replaceChildren(el("p", { class: "quiet loading" }, t("loading")));
    try {
      const { messages } = await api.conversation(id);
      if (this.conversationId !== id) return;
      this.turns = messages.map(turnFromHistory);
      this.render();
      this.#toBottom();
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      if (this.conversationId === id) this.thread.replaceChildren(errorNotice(error, () => this.load(id)));
    }
  }

  /**
   * @param {string} question
   * @returns {boolean} false while another answer is coming in
   */
  ask(question) {
    if (this.running) return false;
    const turn = newTurn(question, this.scope.filters());
    if (!this.turns.length) this.thread.replaceChildren();
    this.turns.push(turn);
    this.thread.append(this.#view(turn).element);
    this.#toBottom();
    this.#run(turn);
    return true;
  }

  /** @returns {string|null} the question that would be asked again in another scope */
  lastQuestion() {
    const last = this.turns.at(-1);
    return last && last.reply && !this.running ? last.question : null;
  }

  stop() {
    this.running?.abort();
  }

  /**
   * @param {import("./router.js").OpenSource} source
   * @returns {{citations: Citation[], at: number}|null} the answer that the open source belongs to
   */
  contextOf({ documentId, start, end }) {
    const same = (/** @type {Citation} */ one) =>
      one.document_id === documentId && one.start === start && one.end === end;
    const turns = this.opened && same(this.opened.citation) ? [this.opened.turn] : [...this.turns].reverse();
    for (const { reply } of turns) {
      if (!reply) continue;
      const citations = reply.citations.some(same) ? reply.citations : reply.near || [];
      const at = citations.findIndex(same);
      if (at >= 0) return { citations, at };
    }
    return null;
  }

  /** @param {Turn} turn */
  #view(turn) {
    const view = new TurnView(turn, {
      open: (of, citation) => {
        this.opened = { turn: of, citation };
        this.hooks.onOpen(citation);
      },
      retry: (of) => this.#retry(of),
      widen: (of) => {
        if (this.running) return;
        this.scope.clear();
        this.ask(of.question);
      },
      toggleScope: (field, value) => this.scope.toggle(field, value),
      inScope: (field, value) => this.scope.has(field, value),
      correct: (of, field, values) => this.ask(corrected(of.question, field, values)),
      facets: this.hooks.facets,
    });
    this.views.set(turn, view);
    return view;
  }

  /** @param {Turn} turn */
  #retry(turn) {
    if (this.running) return;
    Object.assign(turn, newTurn(turn.question, turn.filters));
    this.#run(turn);
  }

  /** @param {Turn} turn */
  async #run(turn) {
    const running = new AbortController();
    const id = this.conversationId || newId();
    this.running = running;
    this.conversationId = id;
    this.hooks.onBusy(true);
    this.#show(turn);
    announce(t("searching"));
    try {
      await this.#receive(turn, id, running.signal);
      announce(`${t("answered")}:${turn.reply?.short_answer || turn.reply?.answer || ""}`);
    } catch (error) {
      this.#failed(turn, error);
    } finally {
      if (this.running === running) this.running = null;
      this.hooks.onBusy(Boolean(this.running));
      this.#show(turn);
    }
  }

  /** @param {Turn} turn @param {string} id @param {AbortSignal} signal */
  async #receive(turn, id, signal) {
    const question = { message: turn.question, conversation_id: id, filters: turn.filters };
    for await (const { event, data } of api.chat(question, signal)) {
      if (this.conversationId === id) this.hooks.onStarted(id);
      if (event === "retrieved") turn.state = "streaming";
      if (event === "delta") {
        turn.state = "streaming";
        turn.preview += data.text;
      }
      if (event === "answer") {
        turn.state = "done";
        turn.reply = data;
      }
      this.#show(turn);
    }
  }

  /** @param {Turn} turn @param {unknown} error */
  #failed(turn, error) {
    if (api.isAbort(error)) {
      turn.state = "stopped";
      announce(t("stopped"));
    } else if (error instanceof api.ApiError) {
      turn.state = "failed";
      turn.error = error;
    } else throw error;
  }

  /** @param {Turn} turn */
  #show(turn) {
    const view = this.views.get(turn);
    if (!view || !view.element.isConnected) return; // another conversation is on show
    const { scrollTop, scrollHeight, clientHeight } = this.thread;
    const atBottom = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    const height = view.element.offsetHeight;
    view.update();
    if (turn.reply && turn.preview && wasWritten(turn.reply)) this.#keepPlace(view, scrollTop, height);
    else if (atBottom) this.#toBottom();
  }

  /**
   * Who reads what an LLM wrote reads on when the answer takes its place, also where that is shorter.
   *
   * @param {TurnView} view @param {number} scrollTop @param {number} height  of the turn, before
   */
  #keepPlace(view, scrollTop, height) {
    if (this.thread.scrollTop < scrollTop) view.element.style.minHeight = `${height}px`;
    this.thread.scrollTop = scrollTop;
  }

  #toBottom() {
    this.thread.scrollTop = this.thread.scrollHeight;
  }
}

/** @param {import("./types.js").Answer} reply  an extract in the place of what an LLM wrote counts, too */
function wasWritten({ kind, fallback }) {
  return kind === "generated" || Boolean(fallback);
}
