"""Whether something costs: 免费 of 提供免费刻制公章服务, asked 刻章要花钱吗.

Only what is free of charge is told so shortly, and only of an item on the matter; what is free for some alone
(65岁以上老年人免费乘车) or for a while only where they are asked about. This module knows no amounts.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_ASKED = re.compile(
    r"(?:要|用|得|需要?|会|还|收|让)?(?:不要|不用)?(?:花|掏|交|付|收|出|给)?(?:我们?|人家|大家)?(?:的?钱|费用?)(?:吗|么|嘛|不|的吗)[??]?$"
    r"|(?:是不是|是否)?(?:免费|白给|不要钱|不花钱|收费)的?(?:吗|么|嘛)[??]?$|要不要(?:交|花|掏)?钱|收不收[费钱]|要不要交?费|(?:是否|有没有|需不需要)(?:收|交|付)?费"
)
_FREE = re.compile(
    r"免费|不收(?:取)?(?:任何)?费用?|免收(?:[^,。;、]{0,8}费)?|无偿|零收费|零费用|零成本|免除[^,。;、]{0,8}费"
)
_FOR_SOME = re.compile(
    r"[老少儿婴]年?[人童]|[一-鿿](?:[者户员民兵属生师工]|人(?!民|社)|儿童|妇女|企业|家庭)|\d{1,3}(?:周?岁|分钟|小时|天|[日次公]|里)|[前首]\S{0,3}(?:小时|分钟)"
)
_ALL = re.compile(r"群众|市民|公众|居民|人民|村民|当事人|工作人员|人员")
_NO_LONGER = re.compile(r"(?:不再?|取消|停止|结束|非)(?:实行|提供)?$")
_ITEM_ENDS = re.compile(r"[,、。;:]")


def free_of_charge(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What says that it costs nothing; None where nobody asks, or nothing says it of the matter."""
    if evidence.question.expects is not Expects.YES_NO:
        return None
    asked = fold(evidence.question.text).text
    if _ASKED.search(asked) is None:
        return None
    sentence, text = candidate.sentence, candidate.sentence.folded.text
    for match in _FREE.finditer(text, sentence.start, sentence.end):
        before = _ITEM_ENDS.split(text[sentence.start : match.start()])[-1]
        behind = _ITEM_ENDS.split(text[match.end() : sentence.end], maxsplit=1)[0]
        if _NO_LONGER.search(before) or _is_for_some(before, asked):
            continue
        if any(evidence.focus.values(before + match.group() + behind)):
            return span_of(candidate, *match.span())
    return None


def _is_for_some(before: str, asked: str) -> bool:
    """Whether ``before`` names those for whom it is free, or for how long, and ``asked`` does not."""
    return any(match.group() not in asked for match in _FOR_SOME.finditer(_ALL.sub("", before)))
