"""Lists of the kind that is asked for: “甲”“乙” of 整合为“甲”“乙”2大类, asked 哪两大类, and quoted names in a
row before 等一批…品牌.

The list must have as many items as its number says, and as the question says where it does. This module does
not know lists of titles.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.listed_names import listed_names
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.enumerations import items_before, items_behind
from qa_service.answering.text.folding import fold
from qa_service.quantities import parse_numeral

_NUMBER = r"[两二三四五六七八九十]|\d{1,2}"
_ASKED = re.compile(
    rf"哪(?P<number>{_NUMBER}|几|些)(?P<counted>大?[类个项种档级条块步批层环方面点家名]{{0,2}})(?P<noun>[一-鿿]{{0,16}})"
)
_ASKED_WHAT = re.compile(
    rf"(?P<number>{_NUMBER})(?P<counted>大?[类个项种档级条块步层环方面点])(?P<noun>[一-鿿]{{0,12}}?)(?:分别)?(?:是|有|为|包括|指)的?(?:什么|哪|啥)"
)
_QUOTED = r"[“\"][^“”\"]{1,24}[”\"]"
_ROW = re.compile(rf"{_QUOTED}(?:(?:、|,|和|及|与|以及)?{_QUOTED}){{1,12}}")
_LEAD = re.compile(
    r"[^、]{0,24}?(?:整合|细化|细分|划分|分|归并|归纳|合并|调整|设置|确定|明确|统一|规范)(?:为|成)(?=[^、]{2})"
)
_TOLD_BEHIND = re.compile(r"[^,。;:、是为]{0,12}?(?:,?分别)?(?:是|为|:|即)")
"""2家不合格单位分别为甲和乙."""
_LISTED = frozenset({Expects.LIST, Expects.NAME})
_LEAST_NOUN = 2


def counted_list(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The list; None where nobody asks for one or it is not clear which."""
    if evidence.question.expects not in _LISTED:
        return None
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question) or _ASKED_WHAT.search(question)
    if asked is None:
        return None
    number = None if asked["number"] in "几些" else _value(asked["number"])
    told = _row(candidate, asked["noun"], number) or listed_names(candidate, evidence)
    return told or _before_number(candidate, asked, number)


def _value(numeral: str) -> int:
    return int(parse_numeral(numeral.replace("两", "二")) or 0)


def _row(candidate: Candidate, noun: str, number: int | None) -> Span | None:
    """The one row of quoted names whose clause says the end of the asked ``noun``, or that is as long as
    asked."""
    sentence = candidate.sentence
    found = []
    for row in _ROW.finditer(sentence.folded.text, sentence.start, sentence.end):
        count = len(re.findall(_QUOTED, row.group()))
        start, end = sentence.clauses[sentence.clause_at(row.start())]
        clause = sentence.folded.text[start:end]
        told = number == count if number else len(noun) >= _LEAST_NOUN and noun[-_LEAST_NOUN:] in clause
        found += [row.span()] if told else []
    return span_of(candidate, *found[0]) if len(found) == 1 else None


def _before_number(candidate: Candidate, asked: re.Match[str], number: int | None) -> Span | None:
    """从轻、一般、从重 of 细化为从轻、一般、从重3档."""
    measure = asked["counted"]
    if not measure:
        return None
    sentence, found = candidate.sentence, []
    for match in re.finditer(rf"(?P<number>{_NUMBER}){re.escape(measure)}", sentence.text):
        value = _value(match["number"])
        if number is not None and value != number:
            continue
        at = sentence.start + match.start()
        listed = items_before(sentence.folded.text, sentence.start, at, value) if value > 1 else None
        if listed is not None:
            lead = _LEAD.match(sentence.folded.text, listed.start, listed.end)
            found.append((lead.end() if lead else listed.start, listed.end))
            continue
        told = _TOLD_BEHIND.match(sentence.folded.text, sentence.start + match.end(), sentence.end)
        behind = items_behind(sentence.folded.text, told.end(), sentence.end, value) if told else None
        if behind is not None:
            found.append((behind.start, behind.end))
    return span_of(candidate, *found[0]) if len(found) == 1 else None
