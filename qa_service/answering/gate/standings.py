"""Which place something takes among others, by its size and by its growth: 总量居第1位,增速居第3位.

A sentence that gives the one the place of the other says something else. This module does not know among
whom it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from qa_service.quantities import parse_numeral

_BY = re.compile("总量|总额|总值|规模|人均|增速|增幅|涨幅|降幅|占比|比重")
_PLACE = re.compile(
    r"(?:居|列|排|排名|名列)[^,。;:!?\n]{0,16}?(?:第([一二三四五六七八九十\d]{1,4})[位名]?|(首位|榜首)|(末位))"
)
_SENTENCE_END, _CLAUSE_END = re.compile(r"[。;!?\n]"), re.compile(r"[,:]")
_LAST = -1


def stands_otherwise(statement: str, text: str) -> bool:
    """Whether folded ``statement`` gives a measure a place that in ``text`` only others have."""
    said = list(_standings(statement))
    if not said:
        return False
    places: dict[str, set[int]] = defaultdict(set)
    for measure, place in _standings(text):
        places[measure].add(place)
    return any(measure in places and place not in places[measure] for measure, place in said)


def _standings(text: str) -> Iterator[tuple[str, int]]:
    for sentence in _SENTENCE_END.split(text):
        start = 0
        for match in _PLACE.finditer(sentence):
            place = _place(match)
            clauses = reversed(_CLAUSE_END.split(sentence[start : match.start()]))
            measures = next((found for clause in clauses if (found := _BY.findall(clause))), [])
            for measure in measures if place is not None else ():
                yield measure, place or 0
            start = match.end()


def _place(match: re.Match[str]) -> int | None:
    if match[2]:
        return 1
    if match[3]:
        return _LAST
    value = int(match[1]) if match[1].isdecimal() else parse_numeral(match[1])
    return None if value is None else int(value)
