"""Which matter it is whose fate a sentence explains: 票价调整 of 票价调整因代表意见较大,县政府决定暂缓实施,
asked 暂缓实施的是哪个事项.

The matter opens the clause of the reason; who decided stands in the next. This module does not know the
reason.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, the_one, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 40
_ASKED = re.compile(
    r"(?:哪一?[个项件]?|什么|啥)(?:重大|行政|大|民生){0,3}(?:决策)?(?:事项?|项目|工程|方案|决策|政策|任务|措施|工作|文件|议题)"
)
_TOLD = re.compile(
    r"(?:其中,?|但|仅|只有|另有)?(?P<who>[^,。;:]{3,40}?)(?:[一该]项|[一此该][事案件]|[一这该]项(?:目|工作|决策))?(?:因(?![此公子素特果])为?|由于)"
)


def explained(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The matter; None where nobody asks for one, or no clause explains what the question says of it."""
    question = fold(evidence.question.text).text
    if evidence.question.expects is not Expects.NAME or _ASKED.search(question) is None:
        return None
    text, found = candidate.sentence.folded.text, []
    for start, end in candidate.sentence.clauses:
        told = _TOLD.match(text, start, end)
        said = evidence.focus.coverage(evidence.focus.values(text[end : candidate.sentence.end]))
        if told is None or not (said or "因" in question):
            continue
        who = trimmed(candidate, *told.span("who"), evidence.wording, _LONGEST)
        if who is not None and who.text not in question:
            found.append((said, who))
    return the_one(found)
