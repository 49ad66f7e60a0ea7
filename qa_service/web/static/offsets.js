/**
 * Offsets on the wire count Unicode code points; JavaScript strings count UTF-16 units, where a character outside
 * the BMP (𠮷, an emoji) counts two. Everything that slices a document's text goes through here.
 */

/**
 * @param {string} text
 * @param {number} codePoints  how many code points to step over; clamped to the text
 * @returns {number} the UTF-16 index there
 */
export function utf16Index(text, codePoints) {
  let index = 0;
  for (let left = codePoints; left > 0 && index < text.length; left -= 1) {
    index += /** @type {number} */ (text.codePointAt(index)) > 0xffff ? 2 : 1;
  }
  return index;
}

/**
 * @param {string} text
 * @returns {number} its length in code points
 */
export function codePointLength(text) {
  let length = 0;
  for (const _character of text) length += 1;
  return length;
}

/**
 * Cuts a paragraph into what stands before, in and after a range of its document.
 *
 * @param {{text: string, start: number, end: number}} paragraph
 * @param {number} start  code points, in the document
 * @param {number} end
 * @returns {{before: string, marked: string, after: string}|null} null when the range does not touch the paragraph
 */
export function splitAtRange(paragraph, start, end) {
  const from = Math.max(start, paragraph.start) - paragraph.start;
  const to = Math.min(end, paragraph.end) - paragraph.start;
  if (to <= from) return null;
  const first = utf16Index(paragraph.text, from);
  const last = first + utf16Index(paragraph.text.slice(first), to - from);
  return {
    before: paragraph.text.slice(0, first),
    marked: paragraph.text.slice(first, last),
    after: paragraph.text.slice(last),
  };
}
