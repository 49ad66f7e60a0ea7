"""Who sees to what the question names: of 办公室负责人才资格的认定,市财政局负责资金保障 the office, asked
about 人才资格.

Each clause says whose duty is what; the one whose duty holds most of the question's words answers. This
module gives nothing where two duties hold nearly as much.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, trimmed

_LONGEST = 30
_LEAST = 0.5
_RIVAL = 0.7
_ASKED = re.compile(r"(?:谁|哪一?个(?:部门|单位|机关|机构)?|哪家(?:单位)?|什么(?:部门|单位|机关|机构))负责")
_DUTY = re.compile(
    r"(?P<who>[^,。;:由被]{2,30}?)(?<!主要)负责(?!人(?:[,。;:、的为是由与和]|$))(?P<what>[^,。;:]{2,})"
)


def charged(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who sees to it, or None where the sentence does not tell surely."""
    asked = _ASKED.search(evidence.question.text)
    if not asked:
        return None
    # What stands before 谁负责 is where, what stands behind it is the duty.
    behind = evidence.question.text[asked.end() :]
    duty_words = [term.text for term in evidence.focus.terms if term.text in behind]
    text = candidate.sentence.folded.text
    duties = [
        (sum(word in duty["what"] for word in duty_words) / max(1, len(duty_words)), duty)
        for start, end in candidate.sentence.clauses
        if (duty := _DUTY.match(text, start, end))
    ]
    best = max((share for share, _ in duties), default=0.0)
    found = [duty for share, duty in duties if share > _RIVAL * best]
    if best < _LEAST or len(found) != 1:
        return None
    return trimmed(candidate, found[0].start("who"), found[0].end("who"), evidence.wording, _LONGEST)
