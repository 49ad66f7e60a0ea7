"""The measure word by which a document counts what a question counts by another: 印章36枚, asked 几个印章.

Chinese counts most things by a word of their own or by 个, so the measure word of a question tells less than
its noun. Only a sentence that counts the very noun by another word says so; persons, money, measures and what
happens (次, 场) are counted by words that mean something. This module does not score figures.
"""

import re
from collections.abc import Sequence

from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.text.folding import fold
from qa_service.quantities import Quantity
from qa_service.quantities.units import Kind, units

_MEANS_SOMETHING = re.compile(
    "[人名位户次回趟场期批轮届班票类种级节岁步段单笔字词]|口人|人次|人[(（]次[)）]|[场批班台辆车件]次|课时|学时|大类"
)
"""Persons, households, events and kinds."""
_LONGEST_LEAD = 14
_BEFORE_ASKED = re.compile(
    r"(?P<noun>[一-鿿]{2,10}?)(?:一共|总共|共|大概|大约|现在|目前|现)?(?:有|是|为)?了?(?:多少|几)(?![年月天日号点])"
)
_BEHIND_NOUN = re.compile(r"(?:共计|共有|共|总计|合计|达到|达|约|近|超过|有|为|:|\(){1,3}$")
_SHORTEST = 2
_OF_ANYTHING = "个"


def own_classifier(question: Question, text: str, figures: Sequence[Quantity]) -> str | None:
    """The measure word by which the sentence ``text`` with its ``figures`` counts the noun of ``question``;
    None where it counts it as asked, or not at all."""
    asked = question.unit
    if question.expects is not Expects.NUMBER or asked is None or not _is_classifier(asked):
        return None
    noun = _noun(question)
    if len(noun) < _SHORTEST:
        return None
    if asked != _OF_ANYTHING and any(figure.unit == asked for figure in figures):
        return None
    counting = [
        figure for figure in figures if figure.kind is Kind.COUNT and _is_of(noun, text, figures, figure)
    ]
    found = {figure.unit for figure in counting if figure.unit}
    if len(found) != 1:
        return None
    unit = found.pop()
    return unit if unit != asked and _is_classifier(unit) else None


def _is_classifier(unit: str) -> bool:
    known = units().get(unit)
    return known is not None and known.kind is Kind.COUNT and not _MEANS_SOMETHING.fullmatch(unit)


def _noun(question: Question) -> str:
    """What is counted: the last word of the noun behind the measure word, else what stands before 多少."""
    phrase = question.asked_phrase
    if phrase:
        return phrase[-1] if len(phrase[-1]) >= _SHORTEST else "".join(phrase)
    before = _BEFORE_ASKED.search(fold(question.text).text)
    last = question.focus[-1] if question.focus else ""
    return last if before and before["noun"].endswith(last) else ""


def _is_of(noun: str, text: str, figures: Sequence[Quantity], figure: Quantity) -> bool:
    """Whether ``noun`` stands right before the figure, or right behind it."""
    if text.startswith(noun, figure.end):
        return True
    before = max((other.end for other in figures if other.end <= figure.start), default=0)
    lead = text[max(before, figure.start - _LONGEST_LEAD) : figure.start]
    return _BEHIND_NOUN.sub("", lead, count=1).endswith(noun)
