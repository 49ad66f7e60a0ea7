"""A figure of those that were given a grade, where nobody asks of one: 评出优秀案卷21卷 of 评查案卷多少卷.

Who asks how many were looked at, or who came, asks of all; the grade stands right before the figure. This
module does not know what was graded.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell

_GRADE = r"(?:优秀|优良|良好|不合格|合格|十佳)"
_GRADED = re.compile(
    rf"(?:评出|评选出?|评为|评定为?)[^,。;、\d]{{0,6}}{_GRADE}[^,。;、\d]{{0,8}}$"
    rf"|(?:^|[,。;:、\d个份卷宗本件人名]){_GRADE}(?:等次|等级|案卷|卷宗)?的?$"
)
_ASKS_GRADE = re.compile(rf"{_GRADE}|等次|等级|评出|评选|评为|表彰|奖|考核|评定|良|优|差|过关|通过|及格")
_LONGEST_LEAD = 24


def is_of_unasked_grade(candidate: Candidate, asked: str) -> bool:
    """Whether the candidate's figure counts but those of a grade, and folded ``asked`` names none."""
    if candidate.quantity is None or isinstance(candidate, Cell) or _ASKS_GRADE.search(asked):
        return False
    text = candidate.sentence.folded.text
    lead = text[max(candidate.sentence.start, candidate.start - _LONGEST_LEAD) : candidate.start]
    return _GRADED.search(lead) is not None
