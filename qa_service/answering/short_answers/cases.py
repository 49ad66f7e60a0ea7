"""Which of the cases that an article tells apart by figures is the one asked about.

三年 of a question is 三年以上 and not 一年以上不满三年; 一个月 asks for 每月不得超过… and not for 每日. The
figure that is said for that case answers. What an article excepts (但是…) is not its rule. This module does
not compare figures of different units.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa_service.answering.evidence.asked_figures import figures_asked
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.qualifiers import load_qualifiers
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.articles import is_article, pairs_of
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.quantities import Quantity, parse_numeral

_FIGURE = re.compile(
    r"(?P<before>不满|未满|不足|不超过|未超过|已满|年满|超过|满)?"
    r"(?P<number>[〇零一二两三四五六七八九十百千万\d.]{1,16})(?P<unit>个月|周岁|岁|年|日|天|小时|万元|元|人|公里|千米|米)"
    r"(?P<after>以上|以下|以内|以前)?"
)
_NO_CASE = re.compile(r"(?:不得|不能|[第每])$")
_OF_CONDITION = re.compile(r"[^,。;:、]{0,6}的(?:[,,]|不得|应当|可以|享受|处|按|由|为)")
_UNITS = {"岁": "周岁", "天": "日", "千米": "公里"}
_FROM, _TO = (
    frozenset({"满", "已满", "年满", "超过"}),
    frozenset({"不满", "未满", "不足", "不超过", "未超过"}),
)
_NOT_ABOVE = frozenset({"不超过", "未超过"})
_EXCEPTS = re.compile(r"但是?[,]?")
_SPEAKS_OF_IT = 2
_JUST_BELOW = Decimal("0.5")
_EACH_TIME = re.compile(
    r"一(?:年|天|个月|日|次)(?=[,]?(?:该|应该|能|可以|总共|一共|最多|最少|至少|要)?(?:有|休|给|放|拿|得|多少|几))"
)
_ADDED = re.compile(r"增加|增发|加发|另加|多休")
_PART = re.compile(r"其中|产前|之前可以|提前")
_ASKS_MORE = re.compile(r"增加|多[休加给发几]|再[休加给发]|另外|加[多几]|双胞胎|多胞胎|难产")
_ASKS_MOST = re.compile(r"最[长多高久]|上限")
_SEVERAL = 2
_PERIODS = (
    (re.compile(r"一个月|[每一]月|每个月|月底"), re.compile(r"每个?月|月累计")),
    (re.compile(r"[一每]天|[一每]日"), re.compile(r"每[日天]")),
    (re.compile(r"[一每]年"), re.compile(r"每年|一年内|年度")),
    (re.compile(r"[一每](?:周|星期)"), re.compile(r"每周")),
    (re.compile(r"[一每]次"), re.compile(r"每次|一次")),
)


@dataclass(frozen=True, slots=True)
class _Case:
    """A condition that ends at ``end`` of the folded passage; figures from ``least`` to ``most`` meet it.
    ``least`` itself does not where it ``exceeds`` that, ``most`` where it is ``capped`` there."""

    unit: str
    least: Decimal | None
    most: Decimal | None
    end: int
    exceeds: bool
    capped: bool

    def holds(self, unit: str, value: Decimal) -> bool:
        if unit != self.unit:
            return False
        if value == self.least:
            return not self.exceeds
        if value == self.most:
            return self.capped
        return (self.least is None or value > self.least) and (self.most is None or value < self.most)


def of_asked_case(best: Candidate, evidence: Evidence) -> Candidate:
    """``best`` with the figure of the asked case, where its article tells cases apart; else as it is."""
    if not is_article(best):
        return best
    if evidence.question.expects is Expects.YES_NO:
        return _rule_before(best, evidence)
    best = _with_figure(best, evidence)
    if best.quantity is None:
        return best
    return (
        _of_case(best, evidence)
        or _of_period(best, evidence)
        or _most_of_cases(best, evidence)
        or _past_condition(best, evidence)
        or _without_addition(best, evidence)
        or best
    )


def _with_figure(best: Candidate, evidence: Evidence) -> Candidate:
    """``best`` with a figure, where one is asked for: that whose clause shares most with the question."""
    if best.quantity is not None or not evidence.question.wants_figure:
        return best
    sentence, asked = best.sentence, telling_characters(evidence.question.text)
    figures = figures_asked(sentence, evidence.question)
    if not figures:
        return best

    def shared(figure: Quantity) -> tuple[float, int]:
        start, end = sentence.clauses[sentence.clause_at(sentence.start + figure.start)]
        return share_held(asked, sentence.folded.text[start:end]), -figure.start

    return _with(best, sentence, max(figures, key=shared))


def _past_condition(best: Candidate, evidence: Evidence) -> Candidate | None:
    """The first figure behind the condition that the candidate's is a part of: 在一年以下的不得少于五年."""
    sentence = best.sentence
    if not _OF_CONDITION.match(sentence.folded.text, best.end):
        return None
    behind = [
        figure
        for figure in figures_asked(sentence, evidence.question)
        if sentence.start + figure.start >= best.end
        and not _OF_CONDITION.match(sentence.folded.text, sentence.start + figure.end)
    ]
    return _with(best, sentence, behind[0]) if behind else None


def _without_addition(best: Candidate, evidence: Evidence) -> Candidate | None:
    """The figure to which the candidate's is an addition (增加产假15天), where none is asked for."""
    added, question = best.quantity, evidence.question.text
    if (
        added is None
        or not _ADDED.search(_clause_before(best.sentence, added))
        or _ASKS_MORE.search(question)
    ):
        return None
    for sentence in sentences(best.sentence.passage):
        for figure in figures_asked(sentence, evidence.question):
            before = _clause_before(sentence, figure)
            if figure.unit == added.unit and not _ADDED.search(before) and not _PART.search(before):
                return _with(best, sentence, figure)
    return None


def _most_of_cases(best: Candidate, evidence: Evidence) -> Candidate | None:
    """The greatest limit of an article that limits several cases, where the question names none of them."""
    question = evidence.question
    if not _ASKS_MOST.search(question.text) or _values(fold(question.text).text):
        return None
    limits = [
        (limit.value, sentence, limit)
        for sentence in sentences(best.sentence.passage)
        for limit in figures_asked(sentence, question)
        if limit.value is not None and _is_limit(sentence, limit, evidence)
    ]
    alike = len({limit.unit for _, _, limit in limits}) == 1
    if len(limits) < _SEVERAL or not alike or all(s.start != best.sentence.start for _, s, _ in limits):
        return None
    _, sentence, limit = max(limits, key=lambda each: each[0])
    return _with(best, sentence, limit)


def _rule_before(best: Candidate, evidence: Evidence) -> Candidate:
    """The rule to which the candidate's sentence is an exception, unless the question speaks of that."""
    if not _EXCEPTS.match(best.sentence.text):
        return best
    before = [each for each in sentences(best.sentence.passage) if each.start < best.sentence.start]
    if not before:
        return best
    asked, rule = pairs_of(fold(evidence.question.text).text), before[-1]
    own = pairs_of(best.sentence.text) & asked
    if len(own - pairs_of(rule.text)) >= _SPEAKS_OF_IT:
        return best
    return replace(best, sentence=rule, start=rule.clauses[0][0], end=rule.clauses[-1][1])


def _of_case(best: Candidate, evidence: Evidence) -> Candidate | None:
    asked = _values(fold(evidence.question.text).text)
    if not asked:
        return None
    told = [(sentence, _cases(sentence)) for sentence in sentences(best.sentence.passage)]
    if sum(len(cases) for _, cases in told) < 2:
        return None
    met = [
        (sentence, case)
        for sentence, cases in told
        for case in cases
        if any(case.holds(unit, value) for unit, value in asked)
    ]
    if len(met) != 1:
        return None
    sentence, case = met[0]
    behind = [f for f in figures_asked(sentence, evidence.question) if sentence.start + f.start >= case.end]
    return _with(best, sentence, behind[0]) if behind else None


def _of_period(best: Candidate, evidence: Evidence) -> Candidate | None:
    """Of several figures in the sentence the one that is said for the asked period."""
    wanted = next((said for asked, said in _PERIODS if asked.search(evidence.question.text)), None)
    if wanted is None:
        return None
    sentence = best.sentence
    figures = figures_asked(sentence, evidence.question)
    said = [figure for figure in figures if wanted.search(_clause_before(sentence, figure))]
    if len(figures) < 2 or len(said) != 1 or said[0].start == best.start - sentence.start:
        return None
    if _is_limit(sentence, best.quantity, evidence) and not _is_limit(sentence, said[0], evidence):
        return None
    return _with(best, sentence, said[0])


def _is_limit(sentence: Sentence, figure: Quantity | None, evidence: Evidence) -> bool:
    """Whether the figure is the most or the least, where that is asked for."""
    if figure is None:
        return False
    said = _clause_before(sentence, figure) + figure.text
    return load_qualifiers().is_asked_limit(evidence.question.text, said)


def _clause_before(sentence: Sentence, figure: Quantity) -> str:
    start, _ = sentence.clauses[sentence.clause_at(sentence.start + figure.start)]
    return sentence.folded.text[start : sentence.start + figure.start]


def _with(best: Candidate, sentence: Sentence, figure: Quantity) -> Candidate:
    start = sentence.start + figure.start
    return replace(best, sentence=sentence, start=start, end=sentence.start + figure.end, quantity=figure)


def _values(question: str) -> list[tuple[str, Decimal]]:
    """The figures that the question gives: 三年, 四个月; 十六岁以下 as one below it."""
    found = []
    for match in _FIGURE.finditer(question):
        value = parse_numeral(match["number"])
        if value is not None and not _EACH_TIME.match(question, match.start()):
            below = match["before"] in _TO or match["after"] in ("以下", "以内")
            meant = Decimal(value) - _JUST_BELOW if below else Decimal(value)
            found.append((_UNITS.get(match["unit"], match["unit"]), meant))
    return found


def _cases(sentence: Sentence) -> list[_Case]:
    """The conditions on figures that the sentence lays down before it rules."""
    text = sentence.folded.text
    return [
        case
        for start, end in sentence.clauses[:-1]
        if (case := _case(list(_FIGURE.finditer(text, start, end)), text, end)) is not None
    ]


def _case(figures: Sequence[re.Match[str]], text: str, end: int) -> _Case | None:
    least: Decimal | None = None
    most: Decimal | None = None
    unit = ""
    exceeds = capped = False
    for match in figures:
        value = parse_numeral(match["number"])
        if value is None or _NO_CASE.search(text[: match.start()]):
            continue
        own = _UNITS.get(match["unit"], match["unit"])
        if unit not in ("", own):
            continue
        if match["before"] in _TO or match["after"] in ("以下", "以内"):
            unit, most = own, Decimal(value)
            capped = match["before"] in _NOT_ABOVE
        elif match["before"] in _FROM or match["after"] == "以上":
            unit, least = own, Decimal(value)
            exceeds = match["before"] == "超过"
    return _Case(unit, least, most, end, exceeds, capped) if unit else None
