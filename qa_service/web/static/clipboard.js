/** An answer as text with its references, and the way to the clipboard. */

import { t } from "./i18n.js";

/**
 * Whether the version counts comes first: it is what a reader must not miss.
 *
 * @param {import("./types.js").Citation} citation
 */
export function factsOf(citation) {
  return [
    standingOf(citation.version),
    authorityOf(citation),
    citation.region,
    citation.year && t("yearValue", { year: citation.year }),
    citation.document_number,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** @param {import("./types.js").Citation} citation  the word is left out where the title ends in it */
function authorityOf(citation) {
  return citation.authority && !citation.title.endsWith(citation.authority) ? citation.authority : null;
}

/** @param {import("./types.js").Version|null|undefined} version */
function standingOf(version) {
  if (!version) return null;
  const values = {
    date: version.dated || "",
    newer: version.newer_dated || "",
    title: version.newer_title || "",
    from: version.effective_on || "",
  };
  switch (version.state) {
    case "current":
      return t("versionCurrent", values);
    case "superseded":
      return t("versionSuperseded", values);
    case "repealed":
      return t(version.newer_title ? "versionRepealedBy" : "versionRepealed", values);
    case "pending":
      return t(version.effective_on ? "versionPendingFrom" : "versionPending", values);
    default:
      return version.dated && t("versionDated", values);
  }
}

/**
 * @param {string} question
 * @param {import("./types.js").Answer} reply
 * @param {string} origin  scheme and host, put before the citations' addresses
 * @returns {string}
 */
export function answerAsText(question, reply, origin) {
  const label = t("copyLabel", { label: reply.kind === "generated" ? t("generated") : t("extractive") });
  const lines = [t("copyQuestion", { question }), "", `${reply.answer.trim()}${label}`];
  if (reply.table) lines.push("", ...tableLines(reply.table));
  if (reply.citations.length) {
    lines.push("", t("copyReferences"));
    for (const citation of reply.citations) {
      const facts = factsOf(citation);
      lines.push(
        t("copyReference", {
          n: citation.n,
          title: citation.title,
          facts: facts && `(${facts})`,
          section: citation.section.join(" > ") || citation.source,
          quote: citation.quote,
          url: ` ${origin}${citation.url}`,
        }),
      );
    }
  }
  return lines.join("\n");
}

/** @param {import("./types.js").Table} table */
function tableLines(table) {
  const row = (/** @type {string[]} */ cells) => cells.join("\t");
  return [
    row(table.columns),
    ...table.rows.map(({ cells, n }) =>
      row(cells.map((cell) => cell ?? t("notMentioned"))) + (n === null ? "" : ` [${n}]`)),
  ];
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard
 */
export async function copyText(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // refused: the older way below may still be allowed
    }
  }
  return copyBySelection(text);
}

/**
 * Plain http on an office network has no navigator.clipboard; this way needs no secure context.
 * @param {string} text
 */
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
