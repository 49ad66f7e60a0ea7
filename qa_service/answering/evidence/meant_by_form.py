"""Which figure of a sentence the form of a question means, whatever words are shared: what something came to
(由28支减为17支), what is left over, the whole before its parts, some of those named before, the very thing
that is counted.

Where a form does not say which, its rule says nothing. This module does not weigh words.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figure_words import FigureWords
from qa_service.answering.evidence.wholes import PARTS_FOLLOW, is_unnamed_part
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.matching import Term

Places = Mapping[int, FigureWords]
"""The figures of a sentence by where they begin."""

_COME_TO = re.compile(
    r"剩下?(?:了|的)?(?:还)?(?:有)?(?:多少|几)|还(?:剩|有)下?(?:多少|几)|(?:现在|如今|目前|现)(?:还)?(?:是|有|为|剩)?(?:多少|几)"
    r"|(?:变|改|减|降|增加?|升|提高?|扩大?|缩短?|精简|压缩|压减)[到至成为]了?(?:多少|几)"
    r"|[涨降调升减改][完好了](?:以|之)?后[?。]?$"
    r"|(?<![以之今此最])后(?:平均|还|只|一共|共)?(?:是|有|为|剩|要|需)?(?:多少|几)"
)
_ASKS_REST = re.compile(r"剩|还有(?:多少|几)|(?:多少|几)[^,。?]{0,8}(?:还没|没有?|尚未|未)")
_REST = re.compile(r"(?:余下|剩余|剩下|其余|尚有|还有|仍有|尚余|尚存)(?:的)?$")
_OF_ONE = re.compile(r"[一-鿿]{2}(?:镇|乡|街道)|最[大多高]")
_DIFFERENCE = re.compile(r"(?:取消|减少|压减|核减|裁撤|精简|撤销|退出|剔除)了?$")
_TOGETHER = re.compile(r"加起来|加在一起|合起来|一共|总共|合计|总计|总的|拢共|统共")
_SOME_OF_THEM = re.compile(r"(?:中|里)[,]?(?:仅|只|还|仍|尚|就)?有$")
_COUNTED_OF = re.compile(r"(?:多少|几)个?(?P<noun>[一-鿿]{2,10})")
_HAN = re.compile(r"[一-鿿]")
_BETWEEN_ENDS = re.compile(r",?[^,。;、\d]{0,10}")
_LISTED = re.compile(r"[一-鿿]{0,8}[、和与及][一-鿿]{0,4}")
_PAUSE = re.compile(r"[、,;:(]")
_OF_ANYTHING = frozenset("个")
_TIMES = "次"
_AS_GOOD = 0.3
"""So much a score may be lower and the figure still be the one."""
_SHORTEST, _LEAST_TOLD = 2, 4


def meant_by_form(
    best: Candidate,
    rivals: Sequence[Candidate],
    places: Places,
    question: Question,
    asked: str,
    terms: Sequence[Term],
) -> Candidate | None:
    """The one of ``rivals``, figures of one unit in the sentence of ``best``, that folded ``asked`` means;
    None where its form does not tell."""
    said = best.sentence.folded.text[best.sentence.start : best.start]
    return (
        _latter(best, rivals, places, asked)
        or _rest(rivals, places, asked)
        or _whole(best, rivals, asked, is_unnamed_part(said, places[best.start].lead, terms))
        or _some_of_them(best, rivals, places, asked)
        or _very_thing(best, rivals, places, question)
    )


def counted_as_asked(best: Candidate, candidates: Sequence[Candidate], question: Question) -> Candidate:
    """Of 8个领域118项,对417家企业…, asked how many 项, the figure that is counted so; else ``best``."""
    unit, own = question.unit, best.quantity.unit if best.quantity else None
    if unit is None or own in (None, unit) or unit in _OF_ANYTHING or unit not in question.text:
        return best
    groups = load_wording().unit_groups
    alike = any(unit in group and own in group for group in groups if not _OF_ANYTHING & group)
    if alike and not unit.endswith(_TIMES):
        # 起 and 件 count the same, 人 and 人次 do not.
        return best
    said = (
        each
        for each in candidates
        if each.sentence.start == best.sentence.start
        and each.sentence.passage is best.sentence.passage
        and each.quantity is not None
        and each.quantity.unit == unit
        and (alike or best.score - each.score <= _AS_GOOD)
    )
    return next(said, best)


def _latter(best: Candidate, rivals: Sequence[Candidate], places: Places, asked: str) -> Candidate | None:
    """Asked how many are left, or what it came to: the second of 由28支减为17支."""
    if not _COME_TO.search(asked):
        return None
    ends = ends_of_change(best, rivals, places)
    if ends is None and _ASKS_REST.search(asked) and _DIFFERENCE.search(places[best.start].lead):
        # 由186项减少到74项,取消112项: what is left over is no difference.
        changes = _changes(rivals, places)
        ends = changes[0] if len(changes) == 1 else None
    return ends[1] if ends else None


def ends_of_change(
    best: Candidate, rivals: Sequence[Candidate], places: Places
) -> tuple[Candidate, Candidate] | None:
    """The two ends of 由28支减为17支, of which ``best`` is one, or which alone stand behind it."""
    pairs = _changes(rivals, places)
    own = [pair for pair in pairs if best in pair]
    # 整合为29个,其中综合窗口22个: what stands behind it is said of something in it.
    ahead = [pair for pair in pairs if best.start < pair[0].start]
    return own[0] if own else ahead[0] if len(ahead) == len(pairs) == 1 else None


def _changes(rivals: Sequence[Candidate], places: Places) -> list[tuple[Candidate, Candidate]]:
    ordered = sorted(rivals, key=lambda each: each.start)
    return [
        (one, two)
        for one, two in pairwise(ordered)
        if places[one.start].is_superseded and _BETWEEN_ENDS.fullmatch(_gap(one, two))
    ]


def _rest(rivals: Sequence[Candidate], places: Places, asked: str) -> Candidate | None:
    """Asked for what is left over: 余下3个."""
    if not _ASKS_REST.search(asked):
        return None
    left = [each for each in rivals if _REST.search(places[each.start].lead)]
    return left[0] if len(left) == 1 else None


def _whole(best: Candidate, rivals: Sequence[Candidate], asked: str, is_unnamed: bool) -> Candidate | None:
    """Where no word of the question tells the part that ``best`` is from the others: the whole."""
    text, start = best.sentence.folded.text, best.sentence.start
    parts = text.find(PARTS_FOLLOW, start, best.start)
    if parts < 0 or not (is_unnamed or _TOGETHER.search(asked)):
        return None
    before = [each for each in rivals if each.start < parts]
    if len(before) != 1:
        return None
    said, own = text[start:parts], text[parts + len(PARTS_FOLLOW) : best.start]
    every = text[parts : best.sentence.end]
    pairs = (own[at : at + _SHORTEST] for at in range(len(own) - 1))
    # 其中培训补助…,见习补助…: what all of them are called tells none of them from the whole.
    # 桥头镇拆除面积最大,为: said of one town, or of the largest, which nobody asks for.
    of_one = any(one not in asked for one in _OF_ONE.findall(own))
    named = any(
        _HAN.match(pair) and pair in asked and pair not in said and every.count(pair) == 1 for pair in pairs
    )
    return None if named and not of_one else before[0]


def _some_of_them(
    best: Candidate, rivals: Sequence[Candidate], places: Places, asked: str
) -> Candidate | None:
    """11个司法所中有5个是一人所: asked of how many 司法所 something is so, those that are some of all."""
    noun, counted = _COUNTED_OF.search(asked), places[best.start].counted
    some = [each for each in rivals if each.start > best.start and _SOME_OF_THEM.search(_gap(best, each))]
    if noun is None or not counted or not some or noun["noun"][:_SHORTEST] not in counted:
        return None
    told = asked[noun.start("noun") :].replace(counted.rstrip("中里,"), "", 1)
    return some[0] if len(some) == 1 and len(_HAN.findall(told)) >= _LEAST_TOLD else None


def _ordered(one: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    return (one, other) if one.start < other.start else (other, one)


def _gap(one: Candidate, other: Candidate) -> str:
    return one.sentence.folded.text[one.end : other.start]


def _very_thing(
    best: Candidate, rivals: Sequence[Candidate], places: Places, question: Question
) -> Candidate | None:
    """全区50个单位、10个镇街成立了…, asked how many 单位: of what counts another thing."""
    noun, counted = question.asked_noun, places[best.start].counted
    lead = _PAUSE.split(places[best.start].lead)[-1]
    if not noun or len(noun) < _SHORTEST or not counted or noun in counted or noun in lead:
        return None
    said = [each for each in rivals if places[each.start].counted.startswith(noun)]
    return said[0] if len(said) == 1 and _LISTED.fullmatch(_gap(*_ordered(said[0], best))) else None
