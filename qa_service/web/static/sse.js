/**
 * Server-sent events over fetch (EventSource cannot POST). The grammar is that of the HTML standard, section
 * "Parsing an event stream": fields up to a blank line, comments start with a colon, CR, LF or CRLF end a line.
 */

/** A chunk may end anywhere: in a line, in a CRLF, in a character (the decoder sees to that one). */
export class EventParser {
  #buffer = "";
  #event = "";
  /** @type {string[]} */
  #data = [];

  /**
   * @param {string} chunk
   * @returns {{event: string, data: string}[]} the events that the chunk completed
   */
  push(chunk) {
    this.#buffer += chunk;
    const events = [];
    // A CR that ends the buffer may be half of a CRLF: it waits for the next chunk.
    const terminator = /\r\n|\n|\r(?=[^])/g;
    let from = 0;
    for (let match = terminator.exec(this.#buffer); match; match = terminator.exec(this.#buffer)) {
      const event = this.#line(this.#buffer.slice(from, match.index));
      if (event) events.push(event);
      from = match.index + match[0].length;
    }
    this.#buffer = this.#buffer.slice(from);
    return events;
  }

  /** @param {string} line */
  #line(line) {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return null;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.#event = value;
    if (name === "data") this.#data.push(value);
    return null;
  }

  #dispatch() {
    const event = this.#data.length ? { event: this.#event || "message", data: this.#data.join("\n") } : null;
    this.#event = "";
    this.#data = [];
    return event;
  }
}

/**
 * @param {Response} response
 * @returns {AsyncGenerator<{event: string, data: any}>} events with their JSON read; leaving the loop ends the request
 */
export async function* readEvents(response) {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const { event, data } of parser.push(decoder.decode(value, { stream: true }))) {
        yield { event, data: JSON.parse(data) };
      }
    }
  } finally {
    reader.cancel().catch(() => undefined); // already closed or aborted: nothing is left to end
  }
}
