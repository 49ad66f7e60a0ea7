"""The name that a clause opens with: 石桥司法所 of 石桥司法所深化品牌建设.

As far as its words may be a name's, up to the last one that ends as is asked. This module does not know what
is said of it.
"""

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, span_of

_IN_NAME = frozenset({"n", "ns", "nr", "nt", "nz", "ng", "b", "j", "f", "a", "l", "s", "i", "x"})
_LONGEST = 30


def opening_name(
    candidate: Candidate, start: int, end: int, endings: tuple[str, ...], evidence: Evidence
) -> Span | None:
    """The name that begins at ``start`` of the passage, ends before ``end``, and in one of ``endings``; None
    where nothing such opens the clause, or nothing cuts it into words."""
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if words is None:
        return None
    text, last, at = candidate.sentence.folded.text, None, start
    rows = zip(words.starts.tolist(), words.ends.tolist(), words.tags, strict=True)
    for left, right, tag in rows:
        if left < start:
            continue
        if left != at or right > end or right - start > _LONGEST or tag not in _IN_NAME:
            break
        at = right
        if text[start:right].endswith(endings) and text[start:right] not in endings:
            last = right
    return span_of(candidate, start, last) if last is not None else None
