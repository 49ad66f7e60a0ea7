"""Words around a name that are none of it: 西安学院 of 联合西安学院等2所高校打造.

Only verbs that lead up to a name, and what follows where a name of an organ or a place has ended. This module
makes spans only shorter.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.short_answers.spans import Span, span_of

_LEADS = re.compile(
    r"(?:联合(?![会体国社])|邀请|聘请|委托|上线|建成(?!区)|打造|推出|开设|成立|设立|组建|创建|开通|评选出?|授予)(?=[一-鿿“《]{3,})"
)
_FOLLOWS = re.compile(
    r"(?<=[村镇乡区县市局院会所部司队校团店厂站社组室心])"
    r"(?:被|获(?!得者)|荣获|入选|等(?=\d|[一二两三四五六七八九十几多]|$)|为(?![民农军先老])|\d+[个所家名条])"
)
_SHORTEST = 3


def pruned(span: Span, candidate: Candidate) -> Span:
    """``span`` without what leads up to the name and what is said of it."""
    text = candidate.sentence.folded.text
    start, end = span.start, span.end
    lead = _LEADS.match(text, start, end)
    if lead and end - lead.end() >= _SHORTEST:
        start = lead.end()
    follows = _FOLLOWS.search(text, start + _SHORTEST, end)
    if follows:
        end = follows.start()
    return span if (start, end) == (span.start, span.end) else span_of(candidate, start, end)
