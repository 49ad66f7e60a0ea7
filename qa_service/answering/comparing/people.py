"""How many people of a kind each side has: neither money spent on them, nor some of them, nor another kind.

What is compared ends in the name of a kind of people (行政执法人员, 法律明白人人数). This module knows no
steps.
"""

from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.stocks import is_of_some, is_people
from qa_service.answering.text.matching import Term

_NUMBERS = frozenset({"人数", "数量", "总数", "数", "总量", "规模"})
_HEADS = ("人", "名", "位", "员")


def counts_others(candidate: Candidate, topic: Sequence[Term], asked: str) -> bool:
    """Whether ``asked``, of whose matter ``topic`` are the words, compares people, and the figure of
    ``candidate`` is no number of people."""
    quantity = candidate.quantity
    return bool(_people_asked(topic, asked)) and quantity is not None and not quantity.unit.endswith(_HEADS)


def counts_some(candidate: Candidate, topic: Sequence[Term], asked: str) -> bool:
    """Whether ``asked`` compares people, and the figure of ``candidate`` is of some of them or of others."""
    people = _people_asked(topic, asked)
    return bool(people) and is_of_some(candidate, f"有多少{people}", topic)


def _people_asked(topic: Sequence[Term], asked: str) -> str:
    words = [term.text for term in topic if term.text not in _NUMBERS]
    last = max(words, key=lambda word: asked.rfind(word) + len(word), default="")
    return last if is_people(last) else ""
