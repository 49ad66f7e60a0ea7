"""Whether a statement says of more, of fewer or of others what its passage says: an exception included, a
qualifier of a denial or half of a condition left out, a share of another whole, a rank in another respect.

This module does not know whether the words and figures of the statement stand in the passage.
"""

import re
from collections.abc import Iterator, Sequence

from qa_service.answering.gate.alignment import Aligned
from qa_service.answering.gate.figures import figures_of, says_same
from qa_service.answering.gate.gate_words import SEGMENT_END
from qa_service.answering.gate.levels import SAME_LEVEL
from qa_service.answering.gate.likeness import Likeness
from qa_service.quantities import Kind, Quantity

_EXCEPTION = re.compile(
    "除了?(?P<but>[^,。;除]{2,16}?)(?:以外|之外|外)(?![省市县埠来国资语])|(?:不含|不包括|不包含)(?P<without>[^,。;()]{2,14})"
    "|(?P<besides>[^,。;(]{2,20})除外"
)
_INCLUDED = re.compile("包括|包含|(?<![不未])含(?!量|有)|在内|所有|一律|全部|[均都]")
_EXCEPTED = re.compile("除|不含|不包括|不包含|例外|不受|以外|之外|不在")
_DENIED = re.compile("(?:未|没有|无|不)再?(?:发生|出现|产生|发现|造成|存在)(?P<what>[^,。;、]{2,24})")
_QUALIFIER = re.compile(
    "较大|重大|特大|以上|重特大|新增|规模性|群体性|系统性|区域性|责任|恶性|严重|明显|人为"
)
_DEGREES = ("较大", "重大", "特大")
_FROM_DEGREE = re.compile(rf"({'|'.join(_DEGREES)})(?:的|及|或|和)?以上")
_ANCHOR = re.compile("([\u4e00-\u9fff]{2})(?=(?:及|或)?以[上下](?![是来简述]))")
_LEADS = re.compile("[^,。;]{4,60}(?:的|时|后),$")
_AND = re.compile("且|并且|同时")
_MET, _UNMET, _SAME = 0.6, 0.4, 0.7
_SHARE_OF = re.compile(r"占(?!比)([^,。;:占]{2,18}?)的?(?:比重|比例|比)?(?:达到?|为|是|约)?的?$")
_AMONG = re.compile("([^,。;:由]{2,16}?)(?:中|里|当中),?(?:有|约有|其中)?(?:近|约|超过)?$")
_SHARE_REACH = 24
_LEVEL = re.compile(
    "(中央|国家|自治区|省|市|州|县|区|乡镇|镇|乡|上级)级?(?=财政|下达|政府|人民政府|专项|补助|配套|分配|主管部门|核定)"
)
_RANK = re.compile(r"(?:居|位列|位居|排名?|列|名列)[^,。;\d]{0,10}?第(?P<rank>[\d一二三四五六七八九十]{1,3})")
_RESPECTS = tuple(
    re.compile(one)
    for one in ("总量|总额|规模|总值|绝对额", "增速|增幅|增长", "占比|比重", "人均", "进度", "(?<!增长)率")
)


def exceeds(
    statement: str, passage: str, around: str, aligned: Sequence[Aligned], likeness: Likeness
) -> Iterator[str]:
    """A stable word for each way in which folded ``statement`` goes beyond ``passage``; ``around`` is what
    title and headings say."""
    if _includes_exception(statement, passage, likeness):
        yield "exception"
    if _denies_more(statement, passage, likeness):
        yield "denial"
    if _bound_of_other(statement, passage):
        yield "bound"
    if any(_drops_condition(statement, one, likeness) for one in aligned):
        yield "condition"
    if _of_other_whole(statement, passage, likeness):
        yield "whole"
    if _of_other_level(statement, passage, around):
        yield "level"
    if _ranked_otherwise(statement, passage):
        yield "rank"


def _includes_exception(statement: str, passage: str, likeness: Likeness) -> bool:
    """包括钓具在内 where it is 除钓具外."""
    if _EXCEPTED.search(statement) or not _INCLUDED.search(statement):
        return False
    canonical = likeness.words.canonical
    said = canonical(statement)
    for match in _EXCEPTION.finditer(passage):
        rest = canonical(f"{passage[: match.start()]}\n{passage[match.end() :]}")
        words = _words(match["but"] or match["without"] or match["besides"], likeness)
        own = [word for word in words if word not in rest]
        if own and likeness.coverage(own, said, "") >= _SAME:
            return True
    return False


def _denies_more(statement: str, passage: str, likeness: Likeness) -> bool:
    """未发生事故 where it is 未发生较大以上事故."""
    for said in _DENIED.finditer(statement):
        words = _words(said["what"], likeness)
        for written in _DENIED.finditer(passage):
            same = words and likeness.coverage(words, likeness.words.canonical(written["what"]), "") >= _SAME
            if same and any(one not in said["what"] for one in _qualifiers(written["what"], said["what"])):
                return True
    return False


def _qualifiers(written: str, said: str) -> list[str]:
    """Those of ``written`` that what is ``said`` needs: 较大以上 is denied of 重大, too."""
    bounded = _FROM_DEGREE.search(written)
    degrees = [at for at, one in enumerate(_DEGREES) if one in said]
    if bounded and degrees and min(degrees) >= _DEGREES.index(bounded[1]):
        written = written.replace(bounded.group(), "")
    return _QUALIFIER.findall(written)


def _bound_of_other(statement: str, passage: str) -> bool:
    """黄色及以上 where it is 橙色及以上 and 黄色 stands elsewhere."""
    there = set(_ANCHOR.findall(passage))
    return bool(there) and any(one not in there and one in passage for one in _ANCHOR.findall(statement))


def _drops_condition(statement: str, one: Aligned, likeness: Likeness) -> bool:
    """出现火点的,取消资格 where it is 出现火点且未按时处置的,取消资格."""
    sentence = one.sentence.text
    before = _LEADS.search(sentence[: max(0, sentence.find(one.nearest.strip()))])
    parts = _AND.split(before.group()) if before else []
    said = likeness.words.canonical(statement)
    met = [likeness.coverage(words, said, "") for part in parts if (words := _words(part, likeness))]
    return len(met) > 1 and max(met) >= _MET and min(met) < _UNMET


def _of_other_whole(statement: str, passage: str, likeness: Likeness) -> bool:
    """占出口额的46.2% where it is 占进出口总额的46.2%."""
    canonical = likeness.words.canonical
    there = list(_shares(passage))
    for figure, whole in _shares(statement):
        said = _words(whole, likeness)
        for other, written in there:
            words = _words(written, likeness) or [written]
            if (
                says_same(figure, other)
                and said
                and likeness.coverage(words, canonical(statement), "") < _MET
                and likeness.coverage(said, canonical(written), "") < 1.0
            ):
                return True
    return False


def _shares(text: str) -> Iterator[tuple[Quantity, str]]:
    """Shares with what they are a share of."""
    for figure in figures_of(text):
        before = text[max(0, figure.start - _SHARE_REACH) : figure.start]
        match = _SHARE_OF.search(before) or _AMONG.search(before)
        if figure.kind is Kind.PERCENT and match:
            yield figure, match[1]


def _of_other_level(statement: str, passage: str, around: str) -> bool:
    """省财政 where it is 中央财政, and neither the passage nor what stands around it names the 省."""
    there = _levels(passage)
    return bool(there) and not _levels(statement) <= there | _levels(around)


def _levels(text: str) -> set[str]:
    return {SAME_LEVEL.get(level, level) for level in _LEVEL.findall(text)}


def _ranked_otherwise(statement: str, passage: str) -> bool:
    """总量居第三 where it is 增速居第三."""
    there = list(_ranks(passage))
    for rank, said in _ranks(statement):
        own = [respects for other, respects in there if other == rank]
        if said and own and all(respects and not said <= respects for respects in own):
            return True
    return False


def _ranks(text: str) -> Iterator[tuple[str, set[int]]]:
    """Ranks with the respects, by number, in which they are."""
    last = 0
    for match in _RANK.finditer(text):
        begins = max((end.end() for end in SEGMENT_END.finditer(text, 0, match.start())), default=0)
        clauses = text[max(begins, last) : match.start()].split(",")
        named = ({at for at, one in enumerate(_RESPECTS) if one.search(part)} for part in reversed(clauses))
        yield match["rank"], next((found for found in named if found), set())
        last = match.end()


def _words(text: str, likeness: Likeness) -> list[str]:
    return [word for word in likeness.content_words(text) if len(word) > 1]
