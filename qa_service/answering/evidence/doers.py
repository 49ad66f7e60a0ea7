"""Whether a time limit of an article is for somebody else's act than the question's.

A law gives times to both sides: 所在单位应当在30日内提出申请, 行政部门应当在60日内作出决定. Who asks when to
apply is not told how long the office may take, and the other way round. This module does not choose.
"""

import re

from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity

_FILES = re.compile(
    r"(?:去|来|要|能|可以|得|内|前|想|该|天|月)(?:[^,?。]{0,6})?"
    r"(?:申请|提出|提交|递交?|申报|上报|报告|起诉|上诉|申诉|去告)(?!的|书|人|后|材料|了)"
)
_DECIDES = re.compile(
    r"答复|回复|审完|审结|审理|审查|作出|给(?:个|出|我)?(?:决定|答复|结果|回话|说法)|出结果|结果|办完|办好|办下来|办结"
    r"|审批|批下来|受理|告诉我|处理|开庭|通知|有效|多久(?:能|可以)?(?:拿到|下来)"
)
_FILED = re.compile(
    r"(?:提出|申请|提起|申报|提交|起诉|上诉|报告|备案|申诉|登记|办理)(?![^,;。]{0,10}(?:决定|答复|通知|的职工|的人))"
)
_DECIDED = re.compile(
    r"(?:作出|做出)[^,;。]{0,24}(?:决定|答复|认定|处理|裁决|判决|裁定|结论|处罚)|答复|审结|审查完毕|审核完毕|办结|核发|颁发"
)
_PRIVATE = re.compile(
    r"(?P<who>公司|单位|老板|企业|商家|店家|卖家|银行|医院|物业|学校|员工|职工|房东|平台)"
    r"(?:[^,?。]{0,8})(?:应该?|应当|要|得|必须)[^,?。]{0,6}(?:多少|几|多久)"
    r"|(?P<other>公司|单位|老板|企业|商家|店家|卖家|银行|医院|物业|学校|房东|平台)[,](?:多少|几|多久)"
)
_SELF = re.compile(r"我自己|我本人|(?:员工|职工|个人|劳动者)自己")
_EMPLOYER = re.compile(r"(?:单位|企业|公司)(?:应当|必须)")
_WAITS = re.compile(r"拿到|收到|等|下来|批")
_ORGAN = re.compile(
    r"(?:部门|机关|法院|检察院|机构|政府|委员会|管理局)(?:应当|可以|必须|自|在|应|对|收到|[,])"
)


_NAMED_BY_LAWS = {
    "老板": ("单位", "雇主", "经营者"),
    "公司": ("公司", "单位", "企业", "经营者"),
    "商家": ("经营者", "销售者", "商家"),
    "店家": ("经营者", "销售者"),
    "卖家": ("经营者", "销售者"),
    "员工": ("职工", "劳动者", "员工", "人员"),
    "职工": ("职工", "劳动者", "人员"),
    "房东": ("出租人",),
}


def is_of_other_act(sentence: Sentence, figure: Quantity, question: str) -> bool:
    """Whether the time ``figure`` of ``sentence`` is for the act of another than folded ``question`` asks."""
    text, at = sentence.folded.text, sentence.start + figure.start
    behind = text[sentence.start + figure.end : _end_of_act(sentence, at)]
    if _SELF.search(question) and _EMPLOYER.search(text[sentence.start : at]):
        return True
    if _FILES.search(question) and not _DECIDES.search(question):
        return _DECIDED.search(behind) is not None and _FILED.search(behind) is None
    private = _PRIVATE.search(question)
    if private is None or _WAITS.search(question):
        return False
    who, before = private["who"] or private["other"], text[sentence.start : at]
    named = any(word in before for word in _NAMED_BY_LAWS.get(who, (who,)))
    return _ORGAN.search(before) is not None and not named


def _end_of_act(sentence: Sentence, at: int) -> int:
    """The end of the clause that says what is to be done within the time of the figure ``at``: its own or the
    next."""
    clause = sentence.clause_at(at)
    end = sentence.clauses[clause][1]
    said = sentence.folded.text[at:end]
    if _FILED.search(said) or _DECIDED.search(said):
        return end
    return sentence.clauses[min(clause + 1, len(sentence.clauses) - 1)][1]
