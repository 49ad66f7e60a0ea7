"""Whether a text says a sibling of a word instead of it: 东站 for 北站, 二级 for 三级, 应诉 for 败诉.

Official words of a kind end alike and differ in what stands before; codes differ in their letters. Where the
asked one is not said and its sibling is, what is said of the sibling is not said of it. What stands in one
place of two phrases (新建商场, 新建医院) is of a kind as well. This module does not know words of a kind
that are unlike in letters and in place, and takes some that mean the same (追回, 挽回) for siblings: it is
to be asked only of words that are not met otherwise.
"""

import re
from collections.abc import Callable, Collection

from qa_service.answering.text.matching import MEASURE_SUFFIXES, Term

IsWord = Callable[[str], bool]
"""Whether a text is one word."""

_HAN = re.compile(r"[㐀-鿿]")
_ORDINAL = re.compile(
    r"(?:第(?P<number>[一二三四五六七八九十\d]{1,4})|首)(?P<unit>批|次|届|期|轮|季度|名|档|阶段)"
)
_DIGITS = str.maketrans("123456789", "一二三四五六七八九")
_CODE = re.compile(
    r"(?<![a-z])[a-z]{1,4}(?=[级类型等照证])|(?<!\d)12[1-9]\d\d(?=[”、与和及]|政务|服务|便民|热线|平台|公共|投诉)"
)
"""C级, and by their numbers hotlines: 12345, 12348."""
_POINTS = frozenset("每各本该此其")
"""每店 is of no other kind than 茶店."""
_OF_WHEN_OR_WHERE = re.compile(
    r"[全本今去当上明前]年|年[内初末底]|[全我本][省市县区州旗镇乡局]|累计|共计|总计|目前|同期"
)
TIERS = frozenset("级类等批期型档届次站")
"""What ends in these tells of which kind something is, and none of them means another: 三级, 北站."""
_PREPOSITIONS = "以为对向给由被从"
_SAME_AFTER = 3
_LONGEST_WORD = 4
_LONGEST_LEAD = 4
_MOST_FOUND = 6
"""Places at which a sibling is looked for: a text full of 人 says nothing of who."""


def sibling_of(term: Term, text: str, nouns: Collection[str], is_word: IsWord) -> str:
    """The word of folded ``text`` that is a sibling of ``term``, which it does not hold; empty where there is
    none. What the library does not know has siblings only as one of the ``nouns``, and no longer ones."""
    word = term.text
    measures = word[-1] in MEASURE_SUFFIXES
    if len(word) < 2 or not _HAN.match(word[-2]) or not (term.known or measures or word in nouns):
        return ""
    if term.synonyms and not measures and word not in nouns:
        # A verb that is said in many ways: what ends alike may be one more.
        return ""
    for match in list(re.finditer(re.escape(word[-1]), text))[:_MOST_FOUND]:
        end, before = match.end(), text[max(0, match.start() - 1) : match.start()]
        if not _HAN.match(before) or before in _POINTS:
            continue
        same = text[max(0, end - 3) : end] == word[-3:] if measures and len(word) > 2 else before == word[-2]
        if same:
            continue
        if measures:
            return before + word[-1]
        for size in range(2, _LONGEST_WORD + 1):
            said = text[max(0, end - size) : end]
            if len(said) == size and is_word(said):
                if term.known or size <= len(word):
                    return said
                break
    return _begun_alike(word, text, is_word) if term.known and word in nouns else ""


def _begun_alike(word: str, text: str, is_word: IsWord) -> str:
    """Of a noun of two characters the word that begins as it does: 区政府 for 区委."""
    if len(word) != 2:
        return ""
    for match in list(re.finditer(re.escape(word[0]), text))[:_MOST_FOUND]:
        for size in (2, 3):
            said = text[match.start() : match.start() + size]
            if len(said) == size and all(map(_HAN.match, said)) and is_word(said):
                return said
    return ""


def half_sibling_of(word: str, text: str, every: str, is_word: IsWord) -> str:
    """The words of folded ``text`` that share one half of a compound ``word`` of two, where its other half
    stands nowhere in ``every``: 行政处罚 for 行政许可; empty where there are none."""
    halves = word[:2], word[2:]
    if len(word) != 4 or not all(map(is_word, halves)):
        return ""
    held = [half for half in halves if half in text]
    if len(held) != 1 or all(half in every for half in halves):
        return ""
    for match in list(re.finditer(re.escape(held[0]), text))[:_MOST_FOUND]:
        at, end = match.span()
        other = text[end : end + 2] if held[0] == halves[0] else text[max(0, at - 2) : at]
        if len(other) == 2 and all(map(_HAN.match, other)) and is_word(other):
            return held[0] + other if held[0] == halves[0] else other + held[0]
    return ""


def is_of_another_code(asked: str, text: str) -> bool:
    """Whether folded ``text`` has codes like those that folded ``asked`` names (c级), and none of them."""
    named, told = set(_CODE.findall(asked)), set(_CODE.findall(text))
    return bool(named and told) and named.isdisjoint(told)


def is_of_another_ordinal(asked: str, text: str) -> bool:
    """Whether folded ``text`` numbers what folded ``asked`` numbers, and otherwise: 首批 for 第二批."""
    told = _ordinals(text)
    return any(unit in told and named.isdisjoint(told[unit]) for unit, named in _ordinals(asked).items())


def _ordinals(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _ORDINAL.finditer(text):
        number = (match["number"] or "一").translate(_DIGITS)
        found.setdefault(match["unit"], set()).add(number)
    return found


def in_its_role(word: str, asked: str, text: str) -> str:
    """The words of folded ``text`` between the preposition and the words between which ``word`` stands in
    folded ``asked``: 对个人露天焚烧 for 对单位露天焚烧; empty where there are none or ``word`` is there."""
    place = re.search(f"(?P<role>[{_PREPOSITIONS}]){re.escape(word)}的?(?P<then>[㐀-鿿]{{2}})", asked)
    if place is None or word in text:
        return ""
    other = re.search(f"{place['role']}(?P<other>[㐀-鿿()]{{2,6}}?)的?{place['then']}", text)
    return other["other"] if other and other["other"] not in asked else ""


def in_its_name(word: str, asked: str, text: str, is_word: IsWord) -> str:
    """The word of folded ``text`` that stands before the very words before which ``word`` stands in folded
    ``asked``, wherever they are there: 大蒜产业服务团 for 银杏产业服务团; empty where there is none."""
    at = asked.find(word)
    then = asked[at + len(word) :][:_SAME_AFTER]
    if at < 0 or word in text or len(then) < _SAME_AFTER or not all(map(_HAN.match, then)):
        return ""
    size = len(word)
    found = [text[max(0, place.start() - size) : place.start()] for place in re.finditer(then, text)]
    others = [said for said in found if len(said) == size and all(map(_HAN.match, said))]
    if not found or len(others) < len(found) or any(said in asked for said in others):
        return ""
    if any(_OF_WHEN_OR_WHERE.match(said) for said in others):
        # 全年基础设施投资: what the sentence begins with, and no kind of its own.
        return ""
    return others[0] if all(map(is_word, others)) else ""
