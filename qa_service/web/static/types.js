/**
 * The shapes that cross the wire, as the service names them. Offsets are Unicode code points, half-open.
 *
 * @typedef {object} Citation
 * @property {number} n
 * @property {string} document_id
 * @property {string} title
 * @property {string} source
 * @property {string|null} region
 * @property {number|null} year
 * @property {string|null} issuer
 * @property {string|null} document_number
 * @property {string[]} section
 * @property {number} paragraph
 * @property {string} text
 * @property {string} quote
 * @property {number} start
 * @property {number} end
 * @property {string} url
 * @property {string|null} [authority]  what kind of document it is: 法律, 行政法规, 司法解释, 案例…
 * @property {Version|null} [version]
 *
 * @typedef {object} Version
 * @property {boolean|null} in_force
 * @property {"current"|"superseded"|"repealed"|"pending"|null} state
 * @property {string|null} dated
 * @property {string|null} effective_on
 * @property {string|null} superseded_by
 * @property {string|null} newer_title
 * @property {string|null} newer_dated
 * @property {string} label  in Chinese
 *
 * @typedef {{cells: (string|null)[], n: number|null}} TableRow
 * @typedef {{columns: string[], rows: TableRow[], chart?: number|null}} Table
 * @typedef {{region: string[], year: number[]}} Scope
 * @typedef {{region?: string[], year?: number[], document_ids?: string[]}} Filters
 *
 * @typedef {object} Answer
 * @property {string} conversation_id
 * @property {string} message_id
 * @property {"answered"|"not_found"} status
 * @property {string} answer  Markdown with [n] marks
 * @property {string|null} short_answer
 * @property {"extractive"|"generated"} kind
 * @property {Scope} scope
 * @property {Citation[]} citations
 * @property {Citation[]} [near]
 * @property {Table|null} table
 * @property {{documents: number, passages: number}} searched
 * @property {number} elapsed_ms
 * @property {string} [label]  in Chinese: 原文摘录, or that AI wrote it
 * @property {number} [dropped]  sentences of the LLM that no passage bears out
 * @property {{code: string, message: string}|null} [fallback]  why an extract is given although an LLM is set
 *
 * @typedef {"up"|"down"|null} Rating
 *
 * @typedef {object} Turn  a question and what came of it
 * @property {string} question
 * @property {Filters} filters  as they were sent
 * @property {"waiting"|"streaming"|"done"|"stopped"|"failed"} state
 * @property {string} preview
 * @property {Answer|null} reply
 * @property {import("./api.js").ApiError|null} error
 * @property {Rating} rating
 * @property {string} comment
 *
 * @typedef {object} DocumentSummary
 * @property {string} document_id
 * @property {string} title
 * @property {string} source
 * @property {string|null} region
 * @property {string[]} region_path  from the province down
 * @property {number|null} year
 * @property {string|null} issuer
 * @property {string|null} document_number
 * @property {string|null} issued_on
 * @property {string|null} kind
 * @property {number} passages
 * @property {number} characters
 *
 * @typedef {{paragraph: number, section: string[], text: string, start: number, end: number,
 *            is_heading?: boolean}} Paragraph
 * @typedef {DocumentSummary & {paragraphs: Paragraph[]}} DocumentDetail
 *
 * @typedef {"received"|"reading"|"indexing"|"done"|"failed"} JobState
 * @typedef {{job_id: string, source: string, state: JobState, progress: number, document_id: string|null,
 *            outcome: "added"|"unchanged"|"replaced"|null, error: {code: string, message: string}|null}} Job
 *
 * @typedef {object} KeptTurn  a turn as history gives it back; reply is null where the answer was cut off
 * @property {string} message_id
 * @property {string} question
 * @property {Answer|null} reply
 * @property {Rating} rating
 * @property {string|null} comment
 *
 * @typedef {{conversation_id: string, title: string, updated_at: string}} ConversationSummary
 */

export {};
