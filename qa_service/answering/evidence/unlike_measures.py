"""Whether a figure measures another thing than is asked for: people where money is, money where a size is.

What is asked for is known by the end of its noun (奖金, 顾问费), by a verb of payment before a bare 多少, by
words of size. This module knows no other measures; ``figures`` weighs the measure words that are named.
"""

import re

from qa_service.answering.evidence.asked_kinds import is_of_another_kind
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.evidence.shares_of_others import is_share_of_another
from qa_service.answering.questions.question import Question
from qa_service.answering.text.folding import fold
from qa_service.quantities import Kind

_MONEY = re.compile(r"[金费款钱薪税价资]$")
_SAYS_MONEY = re.compile(r"[金费款钱薪税价资元]")
_ASKS_PAYMENT = re.compile(r"(?:领|拿|挣|赔|补|交|缴)(?:到|取|得)?了?多少$")
_ASKED_NOUN = re.compile(r"(?P<noun>[一-鿿])(?:是|有|为|达到?)?(?:多少|几)$")
_ASKS_TOTAL = re.compile(r"总[额数量]|一共|总共|合计|累计|全年")
_OPENS_CASE = re.compile(r"(?:将|对|凡是?|属于|涉及)[^,。;:]{0,14}$")
_BOUNDS = ("以上", "以下", "以内")
_SIZE = re.compile(r"占地|(?<![额金资款费])(?<![额金资款费]有)多大|面积")
_OUTPUT = re.compile(r"(?P<way>[产销用排耗储]|客运|货运|交易)[售出电水气能]{0,1}总?量")
_NO_OUTPUT = re.compile(r"停产|产[业品权地]|[财资房破]产|安全生产|信用|[使适费]用|用[户人地工品]|[销吊注]销")
_NO_MONEY = frozenset({Kind.COUNT, Kind.DURATION, Kind.AGE, Kind.MEASURE})


def measures_another(candidate: Candidate, question: Question) -> bool:
    """Whether the candidate's figure is of another measure than ``question`` asks for."""
    quantity = candidate.quantity
    if quantity is None:
        return False
    if is_of_another_kind(candidate, question) or is_share_of_another(candidate, question):
        return True
    if _bounds_a_case(candidate, question) or _is_of_no_output(candidate, question):
        return True
    if question.unit:
        return False
    asked = fold(question.text).text.rstrip("?。!")
    if quantity.kind is Kind.MONEY:
        return _SIZE.search(asked) is not None
    if quantity.kind not in _NO_MONEY or not _asks_money(asked, question):
        return False
    own = fold(candidate.own).text if isinstance(candidate, Cell) else Place.of(candidate).own
    return not _SAYS_MONEY.search(own)


def _bounds_a_case(candidate: Candidate, question: Question) -> bool:
    """将罚款20万元以上的案件纳入集体审议 says from which amount on, and no 罚款总额."""
    quantity, sentence = candidate.quantity, candidate.sentence
    if quantity is None or not quantity.modifier.endswith(_BOUNDS) or isinstance(candidate, Cell):
        return False
    if not _ASKS_TOTAL.search(fold(question.text).text):
        return False
    return _OPENS_CASE.search(sentence.folded.text, sentence.start, candidate.start) is not None


def _is_of_no_output(candidate: Candidate, question: Question) -> bool:
    """查扣假冒大米86吨 says nothing of 产量, though it is in tons."""
    output = _OUTPUT.search(fold(question.text).text)
    sentence = candidate.sentence
    own = candidate.own if isinstance(candidate, Cell) else ""
    said = "".join((*sentence.passage.section, sentence.text, own))
    return output is not None and output["way"][0] not in _NO_OUTPUT.sub("", said)


def _asks_money(asked: str, question: Question) -> bool:
    if _ASKS_PAYMENT.search(asked):
        return True
    before = _ASKED_NOUN.search(asked)
    noun = "".join(question.asked_phrase) or (before["noun"] if before else "")
    return _MONEY.search(noun) is not None
