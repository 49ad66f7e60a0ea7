"""What an article says that a word means: 每日工作… of 非全日制用工,是指….

Only the first clause of a meaning is said, which tells the kind of thing. Where one article defines several
words the one that the question names counts.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.sentences import sentences

_LONGEST = 40
_ASKED = re.compile(
    r"什么是|什么叫|啥是|啥叫|何谓|(?:什么|啥)意思|是?指(?:的是)?(?:什么|啥|哪|几)|怎么(?:界定|定义|理解)|(?:是|叫)(?:什么|啥)[??]?$"
)
_DEFINES = re.compile(
    r"(?P<word>[^,。;:\n]{2,24}?)[,]?(?:是指|,指|指的是|(?<!立)即(?![使将时])|(?<![但凡可])是(?!否))(?P<what>[^,。;:\n]{4,})"
)


def meaning(candidate: Candidate, evidence: Evidence) -> Span | None:
    """None where the question asks for no meaning or the article gives none."""
    if evidence.question.wants_figure or not _ASKED.search(evidence.question.text):
        return None
    asked = telling_characters(evidence.question.text)
    own = candidate.sentence
    found = [
        (share_held(asked, match["word"]), each.start == own.start, match)
        for each in sentences(own.passage)
        for match in [_DEFINES.search(own.folded.text, each.start, each.end)]
        if match and not match["what"].endswith("的")
    ]
    if not found:
        return None
    value, _, match = max(found, key=lambda each: each[:2])
    if value == 0.0 or len(match["what"]) > _LONGEST:
        return None
    return span_of(candidate, match.start("what"), match.end("what"))
