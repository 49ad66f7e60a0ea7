"""A figure of several things together, of which a question names one: 茶具、户外陶瓷出口额达58.9亿元.

The things stand in a list right before the figure, or open its sentence, which tells what they did together.
What holds for each of them (每户, 不超过, a share, a term) holds for the one that is asked about. This module
knows lists by their 、 alone.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figures import figures_in
from qa_service.quantities import Kind

_LIST = re.compile(r"[^、,;:。()]{1,16}(?:、[^、,;:。()]{1,16}){1,20}")
_BETWEEN = re.compile(r"、|以及|和|与|及")
_FOR_EACH = re.compile(
    r"每|均|各|分别|不(?:得)?(?:超过|低于|少于|高于|多于|足)|以[上下内]|标准|比例|罚款|期限|最[高低多少长]"
)
_COUNTED = re.compile(r"(?:等)?[两二三四五六七八九十\d]{1,2}(?:大|个|家|座|条|处|所)")
"""甲、乙两大景区: what follows is said of both."""
_TOGETHER = re.compile(r"共")
_FIGURE = re.compile(r"\d")
_ADDED_UP = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_LEAST_MEMBERS_OF_A_SUBJECT = 3


def is_of_several(candidate: Candidate, asked: str) -> bool:
    """Whether the candidate's figure is that of several members of a list, of which folded ``asked`` names
    exactly one."""
    quantity, sentence = candidate.quantity, candidate.sentence
    if quantity is None or isinstance(candidate, Cell) or quantity.kind not in _ADDED_UP:
        return False
    text = sentence.folded.text
    begin, end = sentence.clauses[sentence.clause_at(candidate.start)]
    if _FOR_EACH.search(text, begin, end):
        return False
    ends = [sentence.start + figure.end for figure in figures_in(sentence.text)]
    own = text[max([begin, *(each for each in ends if each <= candidate.start)]) : candidate.start]
    if any(named_alone(_members(match.group()), asked) for match in _LIST.finditer(own)):
        return True
    return _is_of_subject(text[sentence.start : candidate.start], asked)


def named_alone(members: Sequence[str], asked: str) -> str:
    """The words of the one of ``members`` that ``asked`` names; empty where it names none, or several.

    Of the first its last words count, of the last its first ones: the others are said of all.
    """
    found = [name for number in range(len(members)) if (name := _name(members, number, asked))]
    return found[0] if len(found) == 1 and len(members) > 1 else ""


def _is_of_subject(before: str, asked: str) -> bool:
    """The same of a list that opens the sentence, of which nothing ``before`` the figure names the one
    again."""
    match = _LIST.match(before)
    if match is None:
        return False
    members = _members(match.group())
    is_counted = len(members) > 1 and _COUNTED.search(members[-1]) is not None
    if is_counted:
        members = (*members[:-1], _COUNTED.split(members[-1], maxsplit=1)[0])
    elif not _TOGETHER.search(match.group()) or len(members) < _LEAST_MEMBERS_OF_A_SUBJECT:
        return False
    if _FIGURE.search("".join(members[:-1])):
        return False
    name = named_alone(members, asked)
    return bool(name) and name not in before[match.end() :]


def _members(text: str) -> tuple[str, ...]:
    return tuple(member for member in _BETWEEN.split(text) if member)


def _name(members: Sequence[str], number: int, asked: str) -> str:
    """The longest words, of two characters at least, that ``asked`` and only this one of ``members`` have."""
    own, longest = members[number], ""
    others = [member for at, member in enumerate(members) if at != number]
    starts = range(1) if number == len(members) - 1 else range(len(own))
    for start in starts:
        for end in range(start + 2, len(own) + 1):
            words = own[start:end]
            if words not in asked:
                break
            if number == 0 and end < len(own) - 1:
                continue
            if len(words) > len(longest) and not any(words in other for other in others):
                longest = words
    return longest
