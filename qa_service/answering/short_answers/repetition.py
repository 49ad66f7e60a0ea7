"""Where a text repeats the question: what is left beside it is what was asked for."""

import re

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.text.folding import fold

_RUN = 3
_MARKS = re.compile(r"[“”‘’《》「」'\"]")


def matched_spans(text: str, evidence: Evidence) -> list[tuple[int, int]]:
    """Where ``text`` holds the question's words, merged, in order."""
    spans: list[tuple[int, int]] = []
    asked = "".join(evidence.question.asked_phrase)
    for term in evidence.focus.terms:
        # The asked noun is the kind of thing to be found (哪个村), and may be a part of its name.
        if term.text in asked or len(term.text) < 2:
            continue
        words = (word for word in (term.text, *term.synonyms) if len(word) > 1 and word in text)
        written = [word for word in words if word not in asked]
        for word in written:
            spans += [match.span() for match in re.finditer(re.escape(word), text)]
    if evidence.question.superlative:
        for cue in evidence.wording.superlative_cues:
            spans += [match.span() for match in re.finditer(re.escape(cue), text)]
    spans += _runs(text, fold(evidence.question.text).text, asked)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def repeats_half(name: str, question: str) -> bool:
    """Half of ``name`` stands in the question in one piece."""
    size = max(_RUN, (len(name) + 1) // 2)
    return any(name[at : at + size] in question for at in range(len(name) - size + 1))


def _runs(text: str, question: str, asked: str) -> list[tuple[int, int]]:
    """Where ``text`` repeats three or more characters of the question, its asked noun aside."""
    rest = _MARKS.sub("", question.replace(asked, " ") if asked else question)
    grams = {gram for at in range(len(rest) - _RUN + 1) if " " not in (gram := rest[at : at + _RUN])}
    kept = [position for position, character in enumerate(text) if not _MARKS.match(character)]
    plain = "".join(text[position] for position in kept)
    return [
        (kept[at], kept[at + _RUN - 1] + 1)
        for at in range(len(plain) - _RUN + 1)
        if plain[at : at + _RUN] in grams
    ]
