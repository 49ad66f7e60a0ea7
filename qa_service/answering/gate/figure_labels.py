"""What the words at a figure call it, and whether they are the label of another figure of the passage.

Official texts chain figures: 清理57件,废止14件、宣布失效6件. What stands before a figure, back to the one
before it, is its label; where nothing does, what stands behind it. A statement that gives 57件 the label of
14件 says something of another. This module does not know whether the figure stands there at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from qa_service.answering.gate.figures import dates_of, figures_of, same_figure
from qa_service.answering.gate.gate_words import OF_ALL, PARTITIVE, SEGMENT_END
from qa_service.answering.gate.likeness import Likeness
from qa_service.quantities import DateMention, Kind, Quantity, canonical

_PART_END = re.compile(r"[,。;:!?\n、()]")
_NEXT_ITEM = re.compile("(?:和|与|及)$")
_HELD = 0.5
_ANCHOR = re.compile(r"([\u4e00-\u9fff]{2})(?:之日起|之后|以后|后|之前|以前|(?<!提)前)[的满]?$")
_ANCHOR_REACH = 16
_GREW = "增长"
_SHARE_OF = "占"
_TWO = re.compile(r"(?:分别|依次)(?:为|是|达到?|完成|实现)?")
CHANGES = re.compile(
    "(?:增长|增加|下降|减少|提高|降低|提升|上升|回落|缩短|压缩|压减|精简|缩减|扩大|缩小|收窄|上涨|下跌|调整)[到至为]?"
)
"""Words that say how a figure changed and not what it counts."""
_BECAME = re.compile(
    rf"(?:{CHANGES.pattern}|[升降增减]|调[增减高低])了?[到至为](?:每[\u4e00-\u9fff]{{1,2}}){{0,2}}"
)
_OWN_PLACE = re.compile("[本全我该][省市县区旗州盟镇乡]")
_OF_ANY = frozenset(
    ("案件", "项目", "人员", "企业", "单位", "资金", "事项", "问题", "任务", "活动", "金额", "总额", "人数")
)
"""What an official text leaves out of a chain and a sentence puts in: 审结197件, 审结案件197件."""
_MEASURED = {"亩": "面积", "公顷": "面积", "平方米": "面积", "元": "金额", "公里": "里程", "米": "长度"}
_GAP, _TEXTS_KEPT = 16, 1024
_WORD = 2
_ALIKE = re.compile("(?<![人户亩平场次])均|都(?!市)")
_UP_TO = re.compile("[至到~—–-](?:次|翌|当|第二)?年?")
_BACK = re.compile("[上前]?述?这?[二两三四][项者个](?:数据|指标|数字)?")
"""两项数据同比分别: what stands before."""
_LIST = re.compile(r"[、和与及]|以及")
_COMPARED = re.compile("同比|比上年|较上年")
_FIGURES_JOIN = re.compile(r"[、和与及,]|以及")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A figure with its ``label``, what stands ``behind`` it up to the next one or the end of the clause, its
    ``home`` (its sentence up to there) and where that ends."""

    figure: Quantity | DateMention
    label: str
    behind: str
    home: str
    end: int
    leads_on: bool
    counts: bool
    """Whether its label begins with what the figure before counts: 412家企业开展了638次检查."""
    follows: str
    """What stands behind it in its sentence up to the next figure."""

    @property
    def reach(self) -> str:
        return f"{self.label},{self.follows}"

    @property
    def narrow(self) -> str:
        """The last clause of the label."""
        return _PART_END.split(self.label)[-1]

    @property
    def own(self) -> str:
        return f"{self.label},{self.behind}"


def labelled(text: str) -> list[Labelled]:
    """The figures of folded ``text`` in order, articles and ordinals left out."""
    found: list[Quantity | DateMention] = [*_counting(text), *dates_of(text)]
    found.sort(key=lambda figure: figure.start)
    told: list[Labelled] = []
    for at in range(len(found)):
        one = _labelled(text, found, at)
        if told and told[-1].home in one.home and _BECAME.fullmatch(one.label):
            # 占比由48.2%提高到53.6%: what the first is of the second is of, too.
            one = replace(one, label=f"{told[-1].label}{one.label}")
        told.append(one)
    return told


def _labelled(text: str, found: Sequence[Quantity | DateMention], at: int) -> Labelled:
    figure = found[at]
    sentence = max((m.end() for m in SEGMENT_END.finditer(text, 0, figure.start)), default=0)
    before = found[at - 1].end if at else 0
    start = sentence
    if before > sentence:
        stop = _PART_END.search(text, before, figure.start)
        start = stop.end() if stop else before
        if not stop and _NEXT_ITEM.search(text, start, figure.start):
            start = figure.start
    after = found[at + 1].start if at + 1 < len(found) else len(text)
    stop, over = _PART_END.search(text, figure.end), SEGMENT_END.search(text, figure.end)
    end = min(after, stop.start() if stop else len(text))
    of_all = OF_ALL.match(text, end, after)
    end = of_all.end() if of_all else end
    if at + 1 < len(found) and _UP_TO.fullmatch(text[figure.end : after]):
        # 9月15日至次年5月15日为禁烧期: what stands behind the second is of both.
        last = found[at + 1].end
        beyond = found[at + 2].start if at + 2 < len(found) else len(text)
        stop = _PART_END.search(text, last)
        end = min(beyond, stop.start() if stop else len(text))
    return Labelled(
        figure=figure,
        label=text[start : figure.start],
        behind=text[figure.end : end],
        home=text[sentence:end],
        end=end,
        follows=text[figure.end : min(after, over.start() if over else len(text))],
        counts=before == start > sentence,
        leads_on=end == after and end < len(text),
    )


@lru_cache(maxsize=_TEXTS_KEPT)
def spread(text: str) -> str:
    """``text`` with each 分别 written out: 城镇、农村收入分别达到3元、1元 gives 城镇收入3元,农村收入1元."""
    for match in reversed(list(_TWO.finditer(text))):
        figures = _joined_figures(text, match.end())
        sentence = max((m.end() for m in SEGMENT_END.finditer(text, 0, match.start())), default=0)
        items, begin = _items(text, sentence, match.start(), len(figures))
        if len(figures) < 2 or len(items) != len(figures):
            continue
        change = text[match.end() : figures[0].start]
        lead = text[begin : match.start()] if begin < match.start() else ""
        said = ",".join(f"{item}{change}{figure.text}" for item, figure in zip(items, figures, strict=True))
        stands = not lead or any(f.start < match.start() and f.end > begin for f in figures_of(text))
        head = text[: match.start()] if stands else text[:begin]
        text = head + ("," if stands else "") + said + text[figures[-1].end :]
    return text


def handed_out(text: str) -> list[list[tuple[str, Quantity]]]:
    """For each 分别 the things with the figures that it hands to them."""
    found = []
    for match in _TWO.finditer(text):
        figures = _joined_figures(text, match.end())
        sentence = max((m.end() for m in SEGMENT_END.finditer(text, 0, match.start())), default=0)
        items, _ = _items(text, sentence, match.start(), len(figures))
        if len(items) == len(figures) > 1:
            found.append(list(zip(items, figures, strict=True)))
    return found


def _joined_figures(text: str, start: int) -> list[Quantity]:
    """The figures behind 分别 that nothing but a conjunction parts."""
    behind = [q for q in figures_of(text) if q.start >= start]
    if not behind or behind[0].start - start > _GAP or _PART_END.search(text, start, behind[0].start):
        return []
    found = behind[:1]
    for one, other in pairwise(behind):
        if not _FIGURES_JOIN.fullmatch(text[one.end : other.start]):
            break
        found.append(other)
    return found


def _items(text: str, sentence: int, end: int, number: int) -> tuple[list[str], int]:
    """The ``number`` things that 分别 hands its figures to, and where they begin."""
    stop = end
    for _ in range(3):
        while stop > sentence and text[stop - 1] in ",:同比":
            stop -= 1
        begin = max(sentence, text.rfind(",", sentence, stop) + 1)
        clause = text[begin:stop].split("分别")[0]
        if _BACK.fullmatch(clause):
            stop = begin
            continue
        items = [item for item in _LIST.split(clause) if item]
        if len(items) != number:
            items = [item for item in clause.split("、") if item]
        if len(items) == number > 1 and _each_counted(items):
            # 在一级、二级医院住院的,起付标准分别为: what is told of each stands behind.
            told = text[stop:end].strip(",:").rpartition(",")[2].partition("分别")[0]
            return [item + _COMPARED.sub("", told) for item in _whole(items)], begin
        clauses = text[sentence:stop].split(",")[-number:]
        each = not any(_ALIKE.search(one) for one in clauses)
        if each and len(clauses) == number > 1 and all(figures_of(one) for one in clauses):
            return [_without_figure(one) for one in clauses], stop - len(",".join(clauses))
        stop = begin
        if stop <= sentence:
            break
    return [], end


def _whole(items: Sequence[str]) -> list[str]:
    """城镇, 农村居民收入: what the last says in full the others leave out."""
    bare = [_without_figure(item) for item in items]
    last = bare[-1]
    joined = [m.end() for m in _LIST.finditer(last)]
    if joined:  # 教育、社会保障和就业支出: what both leave out stands behind the last of the two.
        return [f"{item}{last[joined[-1] + _WORD :]}" for item in bare[:-1]] + [last]
    return [
        item + last[len(item) :] if len(item) < len(last) and bare[at] == items[at] else item
        for at, item in enumerate(bare[:-1])
    ] + [last]


def _without_figure(item: str) -> str:
    for figure in reversed(_counting(item)):
        if figure.start:
            item = item[: figure.start] + item[figure.end :]
    return item


def _each_counted(items: Sequence[str]) -> bool:
    """Whether each of the items has a figure, or none has."""
    return len({bool(_counting(item)) for item in items}) == 1


def _counting(text: str) -> list[Quantity]:
    return [q for q in figures_of(text) if q.kind not in {Kind.ARTICLE, Kind.ORDINAL}]


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Holds labels against labels."""

    likeness: Likeness

    def of_another(self, statement: str, passage: str, around: str) -> bool:
        """Whether a figure of ``statement`` has, in ``passage``, only places with another label."""
        there = labelled(passage)
        for said in labelled(statement):
            own = [one for one in there if same_figure(said.figure, one.figure)]
            if isinstance(said.figure, DateMention) and said.figure.month is None:
                continue
            if own and all(self._differs(said, one, there, statement, around) for one in own):
                return True
        return False

    def _differs(
        self, said: Labelled, own: Labelled, there: Sequence[Labelled], statement: str, around: str
    ) -> bool:
        if self._turned(said, own) or _other_anchor(said, own):
            return True
        canonical = self.likeness.words.canonical
        around, home, label = canonical(around), canonical(own.home), canonical(own.own)
        others = [one for one in there if not same_figure(own.figure, one.figure)]
        rivals = [one for one in others if _kind(one) == _kind(own) or one.narrow.startswith("其中")]
        if self._changes_another(said, own, there) or self._turned_to(said, own, rivals):
            return True
        lacking = [
            word
            for word in self._words_in(own.narrow) or self._words_in(own.behind)
            if not _OWN_PLACE.fullmatch(word)
            and self.likeness.value_in(word, canonical(statement)) < _HELD
            and self.likeness.value_in(word, around) < _HELD
        ]
        label_words, wide = self._label_of(said, around)
        held_words = [word for word in label_words if self.likeness.value_in(word, home) >= _HELD]
        for word in label_words:
            if self.likeness.value_in(word, label) >= _HELD:
                continue
            if _is_measure(word, own.figure) or (word in _OF_ANY and held_words and not lacking):
                continue
            at_home = self.likeness.value_in(word, home) >= _HELD
            of_rival = [one for one in rivals if self._is_of(word, one)]
            if not wide and not at_home and any(one.end > own.end for one in of_rival):
                return True
            if lacking and of_rival:
                return True
        return False

    def _is_of(self, word: str, one: Labelled) -> bool:
        reach = one.reach if isinstance(one.figure, Quantity) else one.own
        return self.likeness.value_in(word, self.likeness.words.canonical(reach)) >= _HELD

    def _turned(self, said: Labelled, own: Labelled) -> bool:
        """增长 at the one and 下降 at the other."""
        for group, mine in self.likeness.words.named(f"{said.narrow},{said.behind}"):
            written = group.taken(f"{own.narrow},{own.behind}")
            if written and not mine & written:
                return True
        return False

    def _turned_to(self, said: Labelled, own: Labelled, rivals: Sequence[Labelled]) -> bool:
        """新增 at the one, nothing of the kind at the other, and 增加 at a rival."""
        for group, mine in self.likeness.words.named(said.narrow):
            if _GREW not in group.numbers or group.taken(own.home):
                continue
            if _kind(own) == str(Kind.PERCENT) or any(mine & group.taken(one.narrow) for one in rivals):
                return True
        return False

    def _changes_another(self, said: Labelled, own: Labelled, there: Sequence[Labelled]) -> bool:
        """从业人员3.2万人,产值32.5亿元,增长18.2%: what grew is what stands last."""
        is_share = _SHARE_OF in own.narrow
        if _kind(own) != str(Kind.PERCENT) or is_share or self._names(own.own) or not own.narrow.strip():
            return False
        before = [one for one in there if one.end < own.end and one.home in own.home and one is not own]
        before = [one for one in before if _kind(one) != _kind(own) and self._words_in(one.narrow)]
        words = self._names(said.narrow)
        if len(before) < 2 or not words:
            return False
        canonical, value_in = self.likeness.words.canonical, self.likeness.value_in
        *others, last = (canonical(one.own) for one in before)
        of_last = {word for word in words if value_in(word, last) >= _HELD}
        of_others = {word for word in words if any(value_in(word, other) >= _HELD for other in others)}
        return bool(of_others - of_last) and not of_last - of_others

    def _names(self, text: str) -> list[str]:
        """The words that name what a share is of."""
        return [word for word in self._words_in(text) if not word.endswith(("率", "比", "度"))]

    def _label_of(self, said: Labelled, around: str) -> tuple[list[str], bool]:
        """The words that label a figure of the statement, and whether they stand a clause or more off."""
        if not PARTITIVE.search(said.label):
            words = self._specific(said.narrow, around)
            counted = words[0] if said.counts and words and said.narrow.startswith(words[0]) else ""
            words = [word for word in words if word != counted]
            if words:
                return words, False
            words = [word for word in self._specific(said.label, around) if word != counted]
            if words:
                return words, True
        # 23个村总投资9.6亿元: what leads to another figure is the label of that one.
        # So is what stands behind a date.
        behind = not said.leads_on and isinstance(said.figure, Quantity)
        return self._specific(said.behind, around) if behind else [], False

    def _specific(self, text: str, around: str) -> list[str]:
        return [word for word in self._words_in(text) if self.likeness.value_in(word, around) < _HELD]

    def _words_in(self, text: str) -> list[str]:
        found = (word for word in self.likeness.content_words(text) if len(word) > 1 and not word.isdigit())
        parts = (part for word in found for part in _cut(word))
        light = self.likeness.words.unlabelling | self.likeness.words.light
        return [word for word in parts if word not in light and not CHANGES.fullmatch(word)]


def _cut(word: str) -> list[str]:
    """A long word in two: 行政处罚决定书 is 行政处罚 and 决定书."""
    if len(word) < 4 or len(word) == 5:
        return [word]
    at = 2 if len(word) == 4 else 4
    return [part for part in (word[:at], word[at:]) if len(part) > 1]


def _other_anchor(said: Labelled, own: Labelled) -> bool:
    """住院后6个月 where the passage has 出院后6个月."""
    mine, written = _ANCHOR.search(said.label), _ANCHOR.search(own.label)
    if mine is None or written is None:
        return False
    return mine[1] not in own.label[-_ANCHOR_REACH:] and written[1] not in said.label[-_ANCHOR_REACH:]


def _is_measure(word: str, figure: Quantity | DateMention) -> bool:
    """面积 of so many 亩."""
    return isinstance(figure, Quantity) and _MEASURED.get(canonical(figure)[2]) == word


def _kind(one: Labelled) -> str:
    return "date" if isinstance(one.figure, DateMention) else str(one.figure.kind)
