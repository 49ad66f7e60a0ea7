"""What governs a clause from further up: of whom it speaks, in which year, for how much of it.

Official texts name a subject once and go on: 单位有前述行为的,处五百元以上罚款;情节严重的,处五千元以上罚款. A
sentence of an LLM names it anew. This module does not know whether the words of a clause stand there.
"""

import re
from collections.abc import Sequence

from qa_service.answering.gate.alignment import Aligned
from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.figures import dates_of, figures_of, says_same
from qa_service.answering.gate.gate_words import Alternatives
from qa_service.quantities import DateMention, Kind

_COMPARED = re.compile(r"(?:比|较|与|同|和|相对于)$")
_LIMIT = re.compile("[底末前起初]|之前|以前")
_WHOLE_YEAR = re.compile("全年|年度")
_PART_OF_YEAR = re.compile(
    r"\d{1,2}月?[-—–~至到]\d{1,2}月|上半年|下半年|[一二三四]季度|前三季度|前\S{1,3}个月"
)
_MONTH = re.compile(r"\d月|月份")
_SENTENCE_END, _CLAUSE_END = re.compile("[。;!?\n]"), re.compile("[,、:]")
_OR = re.compile("或(?![有多])")
_AND = re.compile("且(?!不)|并且|同时|和|与|以及|及(?!时)")
_LISTED = re.compile("[且和与及并]")
_BETWEEN = 8
_BOTH = re.compile("且(?!不)|并且|同时")
_NONE_OF = re.compile("没有|没(?!收)|未|无(?!障)")
"""No A and no B is no A or B."""
_DEGREE, _WHAT, _WORDS_ONLY = re.compile("^度?的?"), 4, re.compile("[\u4e00-\u9fff]+")
_DIGIT = re.compile(r"\d")
_NO_WHO = frozenset({Kind.ARTICLE, Kind.ORDINAL})


def of_others(statement: str, passage: str, subjects: Sequence[Alternatives]) -> bool:
    """Whether a figure of folded ``statement`` is said of one of several ``subjects``, and of another
    wherever ``passage`` has it."""
    for group in subjects:
        if not group.taken(statement):
            continue
        for figure in figures_of(statement):
            if figure.kind in _NO_WHO or (figure.kind is Kind.COUNT and not _DIGIT.search(figure.text)):
                continue
            said = _governor(group, statement, figure.start, figure.end)
            own = [other for other in figures_of(passage) if says_same(figure, other)]
            written = [_governor(group, passage, other.start, other.end) for other in own]
            if said and written and all(one and not said & one for one in written):
                return True
    return False


def _governor(group: Alternatives, text: str, start: int, end: int) -> set[int]:
    """The alternatives named last before a figure, else those behind it in its clause."""
    behind = re.split(r"[,。;:!?\n]", text[end:], maxsplit=1)[0]
    own = re.split(r"[,。;:!?\n、]", text[:start])[-1]
    here = group.taken(own) or group.taken(behind.split("、")[0])
    if here:
        return here
    for clause in reversed(re.split(r"[,。;:!?\n、]", text[:start])):
        taken = group.taken(clause)
        if taken:
            return taken
    return set()


def in_another_year(one: Aligned, held: Known) -> bool:
    """Whether a clause names a year, and the clauses of the passage that it says name only others.

    The document's own year says which document, but not by when: 2020年底前.
    """
    said = {
        date.year
        for date in dates_of(one.text)
        if date.year is not None
        and not _is_basis(date, one.text)
        and (date.year != held.year or _LIMIT.match(one.text, date.end))
    }
    written = _years(one.nearest)
    return bool(said) and bool(written) and not said & written and not said & _years(one.touched)


def _years(text: str) -> set[int]:
    return {d.year for d in dates_of(text) if d.year is not None and not _is_basis(d, text)}


def _is_basis(date: DateMention, text: str) -> bool:
    return _COMPARED.search(text[: date.start]) is not None


def of_other_year(statement: str, held: Known) -> bool:
    """Whether folded ``statement`` names a year right before words that ``held`` has only behind other years:
    2021年县本级决算 where it is 2020年县本级决算."""
    for date in dates_of(statement):
        if date.year is None or date.month is not None or _is_basis(date, statement):
            continue
        what = _DEGREE.sub("", statement[date.end :])[:_WHAT]
        if len(what) < _WHAT or not _WORDS_ONLY.fullmatch(what):
            continue
        years = {match[1] for match in re.finditer(rf"(\d{{4}})?年?度?的?{re.escape(what)}", held.text)}
        if years and None not in years and str(date.year) not in years:
            return True
    return False


def whole_for_part(one: Aligned) -> bool:
    """全年 where the passage's sentence speaks of 1—11月 or 上半年 and not of 全年."""
    if not _WHOLE_YEAR.search(one.text) or _PART_OF_YEAR.search(one.text):
        return False
    sentence = one.sentence.text
    part = _PART_OF_YEAR.search(sentence[: max(0, sentence.find(one.nearest))] + one.nearest)
    return part is not None and not _WHOLE_YEAR.search(sentence)


def drops_period(statement: str, held: Known) -> bool:
    """Whether a figure of folded ``statement`` is, wherever the passage has it, of a part of the year that
    neither the statement nor the document names."""
    if _PART_OF_YEAR.search(statement) or _PART_OF_YEAR.search(held.around) or _MONTH.search(statement):
        return False
    for figure in figures_of(statement):
        own = [other for other in held.figures if says_same(figure, other)]
        labels = [_SENTENCE_END.split(held.text[: other.start])[-1] for other in own]
        if labels and all(_PART_OF_YEAR.search(_CLAUSE_END.split(label)[-1]) for label in labels):
            return True
    return False


def joined_otherwise(one: Aligned) -> bool:
    """或 where the passage has 且 or 和, 且 where it has 或."""
    if _NONE_OF.search(one.text) and _NONE_OF.search(one.touched):
        return False
    for match in _OR.finditer(one.text):
        before, behind = one.text[: match.start()][-2:], one.text[match.end() :].lstrip("者")[:2]
        first, last = one.touched.find(before), one.touched.rfind(behind)
        between = one.touched[first + 2 : last]
        if 0 <= first < last and len(between) < _BETWEEN and _LISTED.search(between) and "或" not in between:
            return True
    said_or, said_both = bool(_OR.search(one.text)), bool(_BOTH.search(one.text))
    if said_or and not _OR.search(one.touched) and _AND.search(one.touched):
        return True
    return said_both and bool(_OR.search(one.touched)) and not _BOTH.search(one.touched)
