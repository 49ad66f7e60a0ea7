"""When a time begins, ends or lasts: of 自5月1日12时至9月1日12时 one end or all of it, with the hours.

Only a sentence with a single such time and no other date. Dates of legal acts (施行, 失效) are none of this
module's.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.dating import act_asked
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold
from qa_service.quantities import find_dates

_HOUR = r"(?:\d{1,2}[时点](?:\d{1,2}分|半|整)?|\d{1,2}:\d\d)"
_DATE = r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底)?"
_PERIOD = re.compile(
    rf"自?(?P<first>{_DATE}{_HOUR}?|{_HOUR})起?(?:至|到|—{{1,2}}|-|~)(?P<last>(?:{_DATE}|\d{{1,2}}日|次日|翌日)?{_HOUR}?)(?:止|结束)?"
)
_WHEN = r"(?:什么时候|何时|什么时间|哪一?[天日月]|几月几[日号]|几月|几号|几点钟?)"
_DAY = re.compile("月|日")
_ASKS_HOUR = re.compile("几点|时间段")
_ASKS_END = re.compile(
    rf"(?:到|至|直到){_WHEN}|{_WHEN}(?:结束|截止|为止|到期|停止?|解除|下班|关门|闭馆)|截止(?:日期|时间|到)"
)
_ASKS_BEGIN = re.compile(
    rf"(?:从|自){_WHEN}|{_WHEN}(?:开始|起|启动|上班|开门|开馆)|(?:开始|起始)(?:日期|时间)"
)


def period(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The end of the time that the sentence names, or all of it; None where it names none or several."""
    sentence, asked = candidate.sentence, fold(evidence.question.text).text
    by_hours = _ASKS_HOUR.search(asked) is not None
    found = [m for m in _PERIOD.finditer(sentence.text) if m["last"] and (by_hours or _DAY.search(m.group()))]
    if len(found) != 1 or act_asked(asked) is not None:
        return None
    begin, stop = found[0].span()
    if any(date.end <= begin or date.start >= stop for date in find_dates(sentence.text)):
        # Which of the two times is asked for, is not told here.
        return None
    ends, begins = _ASKS_END.search(asked) is not None, _ASKS_BEGIN.search(asked) is not None
    part = "last" if ends and not begins else "first" if begins and not ends else 0
    start, end = found[0].span(part)
    return span_of(candidate, sentence.start + start, sentence.start + end)
