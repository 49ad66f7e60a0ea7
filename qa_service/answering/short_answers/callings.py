"""Callings, and who is named right behind one: 才让卓玛 of 所长才让卓玛被评为….

Where a name ends may be told by what follows it; then it needs no surname of the list. This module does not
know which calling is asked for.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, span_of

CALLING = re.compile(r"[者员师手匠工民生人农授家长记任席理领警兵士书]$")
"""How words for persons end; 创作 of 哪位教师创作 is none."""
_LONGEST_NAME = 6
_ANY_NAME = re.compile(r"[一-鿿]{2,6}|[一-鿿]{1,3}·[一-鿿·]{1,4}")
_NAME = 3
_NO_NAME = re.compile(r"[们等的与及被获授评是为在]|同志|^和|[长员师者]$|主任|书记|代表")
_NAMES = frozenset({"nr", "ns", "nz"})


def called_to_end(candidate: Candidate, start: int, end: int, evidence: Evidence) -> Span | None:
    """才让卓玛 of 所长才让卓玛: who is named between a calling and ``end``, whatever names such people bear;
    None where a word stands there that names nobody."""
    text = candidate.sentence.folded.text
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if words is None:
        return None
    rows = zip(words.starts.tolist(), words.ends.tolist(), words.tags, strict=True)
    common = {left for left, right, tag in rows if right - left > 1 and tag not in _NAMES}
    ends = [
        at
        for at in range(max(start + 1, end - _LONGEST_NAME), end - 1)
        if CALLING.search(text, start, at) is not None
        and at not in common
        and _ANY_NAME.fullmatch(text, at, end)
        and not _NO_NAME.search(text, at, end)
    ]
    # 任长霞 of 主任任长霞, 覃某 of 执法人员覃某: a surname tells where the calling ends, else the last of it.
    surnames = evidence.wording.surnames
    known = [at for at in ends if text[at] in surnames and end - at <= _NAME] or [
        at for at in ends if text[at : at + 2] in surnames and end - at <= _NAME + 1
    ]
    if not ends:
        return None
    return span_of(candidate, known[0] if known else ends[-1], end)
