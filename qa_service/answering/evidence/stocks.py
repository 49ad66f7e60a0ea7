"""How many people of a kind there are, and figures of some of them: 有多少执法人员 is not told by
下沉执法人员268人, nor by 培训执法人员1735人次.

A question after a stock says no more than what is counted and that there is so much of it; a figure whose own
clause says what was done to or with those that it counts is one of some of them, and one whose clause does
not name them is of others. The verbs are data (``phrases/stocks.toml``). This module does not know whether
the words of the question are met at all.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.narrowing import asks_for_all
from qa_service.answering.text.matching import PARTIAL_VALUE, Term

_ASKS = r"(?:一共|总共|共|目前|现在|现|总)?(?:拥|配)?有(?:多少|几)[个名位人支]?"
_END = r"(?:呢|呀|啊|了)?[?。!]?$"
_STOCK = re.compile(
    rf"{_ASKS}(?P<behind>[\u4e00-\u9fff]{{2,8}}?){_END}|(?P<before>[\u4e00-\u9fff]{{2,8}}?){_ASKS}{_END}"
)
_ASKED_PEOPLE = re.compile(rf"(?:多少|几)[个名位人]?(?P<kind>[\u4e00-\u9fff]{{2,8}}?){_END}")
_HEADS = frozenset({"人", "名", "位"})
_VAGUE = frozenset({"人员", "队员", "工作者"})
"""Kinds of people that may be any other."""
_NO_HEADS = frozenset({"人次", "%", "次", "个百分点"})
_TURNED = re.compile(r"[增减升降扩上下调]{1,2}[加大少到至为]{1,2}")
_PARTS_FOLLOW = re.compile(r"其中|包括|含")
_OF_THEM = re.compile(r"[员官师者干]部?中,?[仅只有共]{0,3}$")
"""执法人员中仅24人: some of them."""
_MAKES_UP = re.compile(r"[^,;。]{0,12}(?:组成|承担|轮流)")
_FIGURE = re.compile(r"\d[\d.]*[万亿]?[\u4e00-\u9fff]?")


@cache
def _words(group: str) -> tuple[str, ...]:
    path = files("qa_service.answering") / "phrases" / "stocks.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))[group].split())


@cache
def _acts() -> re.Pattern[str]:
    return re.compile("|".join(_words("acts")))


@cache
def _people() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_words('people'))})$")


@cache
def _people_at_end() -> re.Pattern[str]:
    people = "|".join(_words("people"))
    return re.compile(
        rf"(?P<own>[\u4e00-\u9fff]{{0,2}})(?P<kind>{people})(?:团队?|库|组)?(?:总数|共|达|为|有|仅|由[^,]{{1,9}})?$"
    )


@cache
def _people_behind() -> re.Pattern[str]:
    people = "|".join(_words("people"))
    return re.compile(rf"(?P<own>[\u4e00-\u9fff]{{0,4}}?)(?P<kind>{people})")


@cache
def _people_named() -> re.Pattern[str]:
    people = "|".join(_words("people"))
    return re.compile(rf"(?P<own>[\u4e00-\u9fff]{{0,2}})(?P<kind>{people})")


@cache
def _people_anywhere() -> re.Pattern[str]:
    return re.compile("|".join(_words("people")))


@cache
def _parts() -> str:
    return f"(?:{'|'.join(_words('parts'))})(?:的|[(][^)]{{1,8}}[)])?"


def is_people(noun: str) -> bool:
    """Whether ``noun`` is the name of a kind of people."""
    return _people().search(noun) is not None


def counts_other_people(candidate: Candidate, asked: str) -> bool:
    """Whether folded ``asked`` is after a number of people (新增多少执法人员), and the figure's clause names
    people, but of other kinds only: “法律明白人”新增200名."""
    found = _ASKED_PEOPLE.search(asked)
    if found is None or candidate.quantity is None or isinstance(candidate, Cell):
        return False
    if not is_people(found["kind"]) or candidate.quantity.unit not in _HEADS:
        return False
    sentence, text = candidate.sentence, candidate.sentence.folded.text
    first, last = sentence.clauses[sentence.clause_at(candidate.start)]
    first = max((f.end() for f in _FIGURE.finditer(text, first, candidate.start)), default=first)
    if text.find(found["kind"], first, sentence.end) >= 0:
        return False
    told = [*_people_named().finditer(text, first, candidate.start)]
    behind = _people_behind().match(text, candidate.end, last)
    told += [behind] if behind is not None else []
    return bool(told) and all(_are_others(people, asked) for people in told)


def is_of_some(candidate: Candidate, asked: str, terms: Sequence[Term]) -> bool:
    """Whether folded ``asked``, whose words are ``terms``, is after how many people of a kind there are, and
    the figure of ``candidate`` tells of some of them, of others, or how often they came (人次)."""
    found = _STOCK.search(asked)
    if found is None or candidate.quantity is None:
        return False
    counted = found["behind"] or found["before"]
    if not is_people(counted) or _acts().search(asked):
        return False
    if candidate.quantity.unit in _NO_HEADS:
        return True
    sentence, text = candidate.sentence, candidate.sentence.folded.text
    first, last = sentence.clauses[sentence.clause_at(candidate.start)]
    named = [term for term in terms if term.text in counted]
    if not any(term.value_in(text[first:last]) >= PARTIAL_VALUE for term in named):
        return True
    if _names_whose(terms, named, text[sentence.start : last]):
        return False
    first = max((f.end() for f in _FIGURE.finditer(text, first, candidate.start)), default=first)
    makes_up = counted not in text[first : candidate.start] and _MAKES_UP.search(text, candidate.end, last)
    if makes_up or _OF_THEM.search(text, first, candidate.start):
        return True
    behind = text.find(counted, candidate.end, last)
    told = _people_behind().match(text, candidate.end, last) if behind < 0 else None
    if told is not None and _are_others(told, asked):
        return True
    if _acts().search(text, first, max(candidate.end, last if behind >= 0 else 0)):
        return True
    if _is_part_of_others(text[sentence.start : candidate.start], asked):
        return True
    if _TURNED.fullmatch(text, first, candidate.start):
        # 法律顾问由3名增至5名 counts at both ends the same.
        first = sentence.clauses[sentence.clause_at(candidate.start)][0]
    other = _people_at_end().search(text[first : candidate.start])
    if other is not None and _are_others(other, asked):
        return True
    part = re.search(_parts() + re.escape(counted), text[first:last])
    if part is None or part.group() in asked or re.match(_parts(), counted):
        return False
    before = text[sentence.start : first]
    return not any(term.value_in(before) >= PARTIAL_VALUE for term in terms if term not in named)


def _names_whose(terms: Sequence[Term], named: Sequence[Term], said: str) -> bool:
    """“马背普法队”有多少名队员 asks for those of one thing, of which the sentence tells."""
    others = [term for term in terms if term not in named and len(term.text) > 1]
    return (
        bool(others) and not asks_for_all(others) and all(t.value_in(said) >= PARTIAL_VALUE for t in others)
    )


def _are_others(people: re.Match[str], asked: str) -> bool:
    """Neither 法律顾问 nor 审核人员 are 执法人员."""
    if people["kind"] not in _VAGUE:
        return people["kind"] not in asked
    return len(people["own"]) > 1 and people["own"] not in asked


def _is_part_of_others(before: str, asked: str) -> bool:
    """聘请顾问9名,其中律师5名: those lawyers are advisers."""
    follow = _PARTS_FOLLOW.search(before)
    if follow is None:
        return False
    wholes = _people_anywhere().findall(before, 0, follow.start())
    return any(kind not in asked and kind not in _VAGUE for kind in wholes)
