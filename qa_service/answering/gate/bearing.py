"""Whether a figure or date is said of the thing that the passage says it of: 审结 and not 受理 187件.

What stands around a figure says what it counts: the words up to the figure before it most, those behind
it, then the rest of its sentence. A figure is borne out where it stands only if no other figure of its
kind in the passage stands among the statement's words more closely. This module does not know whether the
figure stands there at all.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.figures import dates_of, figures_of, same_figure
from qa_service.answering.gate.gate_words import CLAUSE_END, OF_ALL, PARTITIVE, SEGMENT_END, GateWords
from qa_service.quantities import DateMention, Kind, Quantity, canonical

WordsOf = Callable[[str], Sequence[str]]

_NEAR, _BEHIND, _FAR, _AFTER, _BEFORE = 1.0, 0.9, 0.6, 0.3, 0.3
_SAME_PART, _OF_SENTENCE = 0.8, 0.7
_SAID_FAR = 0.5
LEAST_BETTER = 0.06
"""By so much another figure must stand closer to the statement's words; measured on pairs written by hand."""
_JOINS = "至到-—–~～和、及( "
_CHANGE = re.compile(
    r"(?:提高|增加|增长|上升|提升|下降|降低|减少|调整|压缩|缩短|延长|扩大|变更|修改|压减|[降升增减提涨缩])?[到至为]"
    r"(?:每[\u4e00-\u9fff]{1,2}){0,2}"
)
_CHANGE_REACH = 12
_BECOMES = re.compile(rf"(?<![比较])(?:{_CHANGE.pattern})$")
_UP_TO = re.compile(r"\s?(?:[至到]|[-—–~～]{1,2})\s?")
_NEXT_ITEM = re.compile("(?:[和与及]|[\u4e00-\u9fff]的)$")
_DIGIT = re.compile(r"\d")
_RANK = re.compile(r"(?<!\d)\d{1,2}(?:级|类|档|型|号|期|等)(?!\d)")
"""1级能效: it tells one from another and counts nothing."""
_OF_BASIS = re.compile(r"的(?!目标|计划|任务|安排|预算|预期)|同期|水平|以来")
_COMPARED = re.compile(r"(?:比|较|与|同|和|相对于|相当于|恢复[到至])$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A figure's surroundings in folded text: ``near`` before it, ``behind`` it, ``far`` in its sentence,
    ``before`` that."""

    near: str
    behind: str
    far: str
    before: str
    changed_to: bool
    """It is what another figure became: 由600元提高到640元."""
    changed_from: bool
    leads_on: bool
    """What stands behind it leads to another figure: 612件投诉办结了607件."""
    becomes: bool
    """What it is changed to is said, of what is not: 期限延长至五年."""
    is_date: bool
    whole: tuple[int, str]
    """Where its sentence begins, and its words."""

    @property
    def sentence(self) -> str:
        return self.whole[1]

    @property
    def label(self) -> str:
        return f"{self.near},{self.behind}"


@dataclass(frozen=True, slots=True)
class _Figure:
    of: Quantity | DateMention

    @property
    def kind(self) -> tuple[str, str]:
        if isinstance(self.of, DateMention):
            return "date", "month" if self.of.month else "year"
        base = canonical(self.of)[2]
        return ("share", "") if self.of.kind in {Kind.PERCENT, Kind.RATIO} else ("count", base)

    @property
    def is_condition(self) -> bool:
        """An age or a date: it says of whom or when something is said."""
        return isinstance(self.of, DateMention) or self.of.kind is Kind.AGE


def said_of_another(statement: str, held: Known, words_of: WordsOf, words: GateWords) -> str:
    """Of what else the passage says a figure of folded ``statement``: of another "year"; of what it came from
    or has not become ("change"); of another matter ("bearing"); empty where of nothing else."""
    in_passage = _figures(held.text)

    def words_that_tell(text: str) -> Sequence[str]:
        # What only the document's title says tells no figure of the passage from another.
        return [word for word in words_of(text) if word in told or word not in held.around]

    told = words.canonical(held.text)
    for figure in _figures(statement):
        own = [other for other in in_passage if same_figure(figure.of, other.of)]
        others = [o for o in in_passage if not same_figure(figure.of, o.of) and o.kind == figure.kind]
        if not own:
            continue
        place = _place(statement, figure, _figures(statement))
        places = [_place(held.text, other, in_passage) for other in own]
        if not any(_changes_alike(place, there) for there in places):
            return "change"
        is_year = figure.kind == ("date", "year")
        if not is_year and not any(_status_fits(place, there, words) for there in places):
            return "bearing"
        if _other_year(statement, figure, held, own):
            return "year"
        if is_year:
            continue  # a year governs a whole sentence; that of each figure is looked at above
        asked = _asked(place, words_that_tell, words, told)
        best, at = max(
            ((_closeness(asked, there, words), there) for there in places), key=lambda pair: pair[0]
        )
        tokens = _tokens(statement, figure, words_of, words)
        for rival in others:
            there = _place(held.text, rival, in_passage)
            if place.changed_from and at.changed_from and there.changed_to:
                continue  # 由300元提高至360元: both have one label
            closer = _closeness(asked, there, words) > best + LEAST_BETTER
            if (
                closer
                and not _told_by_status(place, at, there, words)
                and not _only_in(tokens, at.sentence, there.sentence)
                and not _holds_all_of(asked, at, there, words)
            ):
                return "bearing"
    return ""


def _figures(text: str) -> list[_Figure]:
    found = [_Figure(q) for q in figures_of(text) if q.kind not in {Kind.ARTICLE, Kind.ORDINAL}]
    found += [_Figure(d) for d in dates_of(text)]
    return sorted(found, key=lambda figure: figure.of.start)


def _place(text: str, figure: _Figure, figures: Sequence[_Figure]) -> _Place:
    own = start = figure.of.start
    end = figure.of.end
    sentence = max((m.end() for m in SEGMENT_END.finditer(text, 0, start)), default=0)
    before = max((f.of.end for f in figures if f.of.end <= start), default=0)
    after = min((f.of.start for f in figures if f.of.start >= end), default=len(text))
    stop = CLAUSE_END.search(text, end)
    if isinstance(figure.of, DateMention) and _UP_TO.fullmatch(text, end, after):
        # 7月20日至25日在网上登记: what stands behind the second is of the first, too.
        last = next(f for f in figures if f.of.start == after).of.end
        after = min((f.of.start for f in figures if f.of.start >= last), default=len(text))
        stop, end = CLAUSE_END.search(text, last), last
    behind = min(after, stop.start() if stop else len(text))
    if stop and behind == stop.start():
        # 32件,均在期限内答复: what is said of all of them behind the comma is said of the figure.
        of_all = OF_ALL.match(text, stop.start(), after)
        behind = of_all.end() if of_all else behind
    near = max(sentence, before)
    changed_to = bool(_CHANGE.fullmatch(text[near:start]) and near > sentence)
    gap = text[near:start] if changed_to else ""
    following = text[end:after]
    between = text[near:start]
    first_stop = CLAUSE_END.search(between)
    narrowed = near > sentence and bool(between.strip(_JOINS)) and not _CHANGE.fullmatch(between)
    if narrowed and first_stop:
        # 14件废止、6件宣布失效: what follows a figure up to the comma is of that figure.
        near += first_stop.end()
    elif (
        narrowed
        and _NEXT_ITEM.search(between)
        and text[end:behind].strip()
        and not any(isinstance(f.of, DateMention) and f.of.end == before for f in figures)
    ):
        # 1支执法大队和13支执法中队: what stands before the 和 is of the first.
        near = start
    while (
        not narrowed
        and near > sentence
        and (not text[near:start].strip(_JOINS) or _CHANGE.fullmatch(text[near:start]))
    ):
        # 3月1日至3月20日: what stands before the first stands before both.
        earlier = [f.of for f in figures if f.of.end <= near]
        start = max((f.start for f in earlier), default=sentence)
        near = max(sentence, max((f.end for f in earlier if f.end <= start), default=0))
    over = SEGMENT_END.search(text, end)
    return _Place(
        near=text[near:start] + gap,
        behind=text[end:behind],
        leads_on=behind == after < len(text),
        far=text[sentence:near],
        before=text[:sentence],
        changed_to=changed_to,
        becomes=_BECOMES.search(text[max(0, own - _CHANGE_REACH) : own]) is not None,
        changed_from=after < len(text) and _CHANGE.fullmatch(following) is not None,
        is_date=isinstance(figure.of, DateMention),
        whole=(sentence, text[sentence : over.start() if over else len(text)]),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """The statement's words at a figure, each with its weight: those that label it, the others before it."""

    label: dict[str, float]
    far: dict[str, float]


def _asked(place: _Place, words_of: WordsOf, words: GateWords, told: str) -> _Said:
    """``told`` is the passage: words at a figure that it lacks do not say what the figure counts."""

    def weighed(text: str, factor: float) -> dict[str, float]:
        found = words_of(words.canonical(text))
        telling = {w: factor * len(w) for w in found if len(w) > 1 and not _DIGIT.search(w)}
        return telling | {rank: factor * len(rank) for rank in _RANK.findall(text)}

    earlier, comma, clause = place.near.rpartition(",")
    near = weighed(clause, 1.0)
    # What stands behind a figure that has a label is the label of the next one.
    behind = weighed(place.behind, 1.0)
    if PARTITIVE.search(place.near) and behind:
        label = behind
    else:
        has_label = not place.is_date and any(word not in words.light and word in told for word in near)
        label = near if has_label else near | behind
    far = {
        word: weight
        for word, weight in weighed(place.far + comma + earlier, _SAID_FAR).items()
        if word not in label
    }
    return _Said(label, far)


def _tokens(statement: str, figure: _Figure, words_of: WordsOf, words: GateWords) -> list[str]:
    """The words and the other figures of the statement."""
    bare = f"{statement[: figure.of.start]},{statement[figure.of.end :]}"
    figures = [other.of.text for other in _figures(statement) if other.kind != figure.kind]
    return figures + [
        word for word in words_of(words.canonical(bare)) if len(word) > 1 and not _DIGIT.search(word)
    ]


def _only_in(tokens: Sequence[str], sentence: str, other: str) -> bool:
    """Whether a sentence holds words of the statement that another lacks: in a list, what the first item
    says in full the others leave out."""
    return any(token in sentence and token not in other for token in tokens)


def _holds_all_of(said: _Said, own: _Place, rival: _Place, words: GateWords) -> bool:
    """Whether all that the label of a rival holds of the statement's label leads to the figure, too, and the
    figure has a word of it that the rival has not: 补贴申报3.12万户,已兑付2.94万户."""
    mine, of_rival = words.canonical(own.label), words.canonical(rival.label)
    lead = words.canonical(own.far) + mine
    shared = all(word in lead for word in said.label if word in of_rival)
    return shared and any(word in mine and word not in of_rival for word in said.label)


def _closeness(said: _Said, place: _Place, words: GateWords) -> float:
    total = sum(said.label.values()) + sum(said.far.values())
    if not total:
        return 1.0
    sentence = words.canonical(place.sentence)
    before = words.canonical(place.before)
    near = words.canonical(place.near)
    of_whole = PARTITIVE.search(place.near) is not None  # 乡镇中有7个: the 乡镇 are more
    texts = (
        (_FAR if of_whole else _NEAR, near.rpartition(",")[2]),
        (_FAR if of_whole else _SAME_PART, near),
        (_FAR if PARTITIVE.search(place.behind) else _BEHIND, words.canonical(place.behind)),
        (_FAR, words.canonical(place.far)),
        (_AFTER, sentence),
        (_BEFORE, before),
    )
    value = sum(w * max(v if word in t else 0.0 for v, t in texts) for word, w in said.label.items())
    value += sum(
        w * (_OF_SENTENCE if word in sentence else _BEFORE if word in before else 0.0)
        for word, w in said.far.items()
    )
    return value / total


def _changes_alike(said: _Place, written: _Place) -> bool:
    """What became of what: 由600元提高到640元 is not 由640元提高到600元."""
    to, came = said.changed_to, said.changed_from
    return (not to or written.changed_to or written.becomes) and (not came or not written.changed_to)


def _status_fits(said: _Place, written: _Place, words: GateWords) -> bool:
    """Every word of status at the figure stands at it in the passage; farther off only where none stands
    near."""
    wanted = words.statuses(said.near)
    if not said.near.strip(_JOINS) and not said.leads_on:
        wanted |= words.statuses(said.behind)
    near = words.statuses(written.near) | words.statuses(written.behind)
    told = words.canonical(written.sentence)
    wanted = frozenset(
        w for w in wanted if w in written.sentence or not any(n in told for n in words.near.get(w, ()))
    )
    if not near:
        return wanted <= words.statuses(written.sentence) | words.statuses(written.before)
    far = words.statuses(written.far) | words.statuses(written.before)
    return not wanted or bool(wanted & near and wanted <= near | far)


def _told_by_status(said: _Place, own: _Place, rival: _Place, words: GateWords) -> bool:
    """受理5934件,审结5867件: 审结 tells the second from the first, whatever else stands closer to which."""
    wanted = words.statuses(said.label)
    if wanted and wanted <= words.statuses(own.label) and not wanted & words.statuses(rival.label):
        return True
    for group, taken in words.named(said.near):
        if taken & group.taken(own.near) and not taken & group.taken(rival.near):
            return True
    for mine, written, other in (
        (said.behind, own.behind, rival.behind),
        (said.far, own.label, rival.label),
    ):
        for group, taken in words.named(mine):
            of_rival = group.taken(other)
            if taken & group.taken(written) and of_rival and not taken & of_rival:
                return True
    return False


def _other_year(statement: str, figure: _Figure, held: Known, own: Sequence[_Figure]) -> bool:
    """The statement puts the figure in a year in which the passage does not."""
    if isinstance(figure.of, DateMention):
        return False
    said = _governing_year(statement, figure.of.start)
    if said is None:
        return False
    around = {date.year for date in dates_of(held.around)}
    return all(
        said not in ({year} if (year := _governing_year(held.text, other.of.start)) else {held.year, *around})
        for other in own
    )


def _governing_year(text: str, position: int) -> int | None:
    years = [
        date.year
        for date in dates_of(text)
        if date.year is not None
        and date.month is None
        and date.end <= position
        and not _COMPARED.search(text[: date.start])
        and not _OF_BASIS.match(text, date.end)
    ]
    return years[-1] if years else None
