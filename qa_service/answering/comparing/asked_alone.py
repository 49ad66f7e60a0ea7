"""A side that a comparison finds silent, asked by itself: as one question, answered as any other is.

A report may say in words of its own what the others say in the question's; whoever asks of its place alone
is answered, with all that keeps a wrong figure from being told. What such an answer counts is read as that of
the other sides is, and a figure of another step, unit, year or part of a year stays none. This module does
not know how the sides are set against each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from qa_service.answering.comparing.apart import Alone, asked_apart
from qa_service.answering.comparing.counted import Counter, asks_share
from qa_service.answering.comparing.parties import Party
from qa_service.answering.comparing.readings import Fit, Reading
from qa_service.answering.comparing.sides import Side
from qa_service.answering.comparing.timing import AskedTime, fits_plan
from qa_service.answering.comparing.told_changes import tells_what_is_asked
from qa_service.answering.drafting import drafted
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figure_places import Place, is_share
from qa_service.answering.extractive import Extract, extract
from qa_service.answering.gathering import Gathered, Gatherer
from qa_service.answering.questions.organs import organ_of, own_name
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.text.counting_words import counting_words, stages_in
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import sentences
from qa_service.gazetteer import RegionMention
from qa_service.quantities import find_quantities, same_value
from vectorstore.passages import Filters

_TO_DATE = re.compile("截至")
"""A report that is written before its year ends tells what there was until then."""
_JOINED = re.compile(r"[并和及、]")
_LEAST_TOPIC = 0.5
"""Of the weight of the words of the matter, the share that must stand with the figure or above it."""
_MOST = 6
"""Sides that are asked by themselves; each costs as much as a question."""

Span = tuple[int, int]


class Asked(Protocol):
    """A question understood, with the documents that may answer it."""

    @property
    def question(self) -> Question: ...

    @property
    def scope(self) -> ResolvedScope: ...


class Understands(Protocol):
    """Understands messages to one library, and finds the regions that they name."""

    def understand(self, message: str, history: Sequence[str], filters: Filters) -> Asked: ...

    def places_in(self, text: str) -> Sequence[RegionMention]: ...


@dataclass(frozen=True)
class AskedAlone:
    """Asks sides by themselves in one library. Thread-safe."""

    gatherer: Gatherer
    understander: Understands

    def heard(self, parties: Sequence[Party], question: Question, text: str) -> tuple[list[Party], bool]:
        """``parties`` of ``question``, those that do not answer as they do when asked alone, and whether each
        has a matter of its own; ``text`` is what was asked, in which they are named."""
        alone = self._questions([party.side for party in parties], question, fold(text).text)
        if not alone:
            return list(parties), False
        silent = [at for at, party in enumerate(parties) if alone[at].own or not party.answers]
        heard = list(parties)
        for at in silent[:_MOST]:
            if parties[at].side.has_own:
                heard[at] = self._asked(parties[at], alone[at], figures=question.wants_figure)
        return heard, any(each.own for each in alone)

    def _questions(self, sides: Sequence[Side], question: Question, text: str) -> list[Alone]:
        """That of each side; empty where the text does not name each of them in a place of its own."""
        mentions = self.understander.places_in(text)
        spans = [span for side in sides if (span := _named_at(side, sides, text, mentions))]
        if len(set(spans)) < len(sides) or len(sides) < 2:
            return []
        order = sorted(range(len(sides)), key=lambda at: spans[at])
        ordered = [spans[at] for at in order]
        if any(one[1] > other[0] for one, other in pairwise(ordered)):
            return []
        years = [sides[at].year if question.scope.years else None for at in order]
        found = asked_apart(text, ordered, years, question.unit)
        by_side = dict(zip(order, found, strict=False))
        return [by_side[at] for at in range(len(sides))] if found else []

    def _asked(self, party: Party, alone: Alone, *, figures: bool) -> Party:
        filters = Filters(document_ids=tuple(d.document_id for d in party.side.documents))
        asked = self.understander.understand(alone.text, (), filters)
        if asked.scope.absent is not None or asked.question.wants_figure is not figures:
            return party
        gathered = self.gatherer.gather(asked.question, asked.scope)
        said = extract(gathered.candidates, gathered.evidence, gathered.documents)
        if said is None:
            return party
        if not tells_what_is_asked(drafted(said, gathered.documents), said.best, asked.question):
            return party
        if not figures:
            return replace(party, extract=said)
        reading = _reading(party.side, said, gathered)
        if reading is None or (not alone.own and _was_seen(party, reading)):
            return party
        return replace(party, reading=reading, fit=Fit.SAME, others=(), of_organs=())


def _named_at(side: Side, sides: Sequence[Side], text: str, mentions: Sequence[RegionMention]) -> Span | None:
    """Where ``text`` names the side, among others of other names: by its organ, region or title."""
    if side.name in text and text.count(side.name) == 1 and len({s.name for s in sides}) == len(sides):
        start, end = text.index(side.name), text.index(side.name) + len(side.name)
        # 某市某区: the city before the district's name is of the name.
        whole = [m.start for m in mentions if m.start <= start < m.end]
        return min([start, *whole]), end
    if len({s.name for s in sides}) == 1:
        return None
    paths = {document.metadata.region_path for document in side.documents}
    held = [m for m in mentions if paths & set(m.covers)]
    if len(held) == 1:
        return held[0].start, held[0].end
    organs = {own for document in side.documents if (own := own_name(document)) and organ_of(document)}
    at = next((text.index(own) for own in organs if text.count(own) == 1), None)
    return (at, at + len(next(own for own in organs if text.startswith(own, at)))) if at is not None else None


def _was_seen(party: Party, reading: Reading) -> bool:
    """The side's figure was read, and counts something else."""
    if party.reading is None or party.reading.candidate.quantity is None:
        return False
    quantity = reading.candidate.quantity
    return quantity is not None and same_value(party.reading.candidate.quantity, quantity)


def _reading(side: Side, said: Extract, gathered: Gathered) -> Reading | None:
    """What the figure of ``said`` counts; None where it is no figure or counts another step, part or year."""
    candidate = _figure(said)
    if candidate is None:
        return None
    document = gathered.documents[candidate.sentence.passage.document_id]
    names = (side.name, *document.metadata.region_path, *filter(None, [organ_of(document)]))
    counter = Counter(gathered.evidence, names)
    time = side.time_of(document)
    reading = counter.read(candidate, time)
    if reading is None or not _may_count(counter, reading, time):
        return None
    return replace(reading, fit=Fit.SAME)


def _figure(said: Extract) -> Candidate | None:
    """The one figure of the bare fact, where it stands."""
    short, best = said.short, said.best
    if short is None:
        return None
    if isinstance(best, Cell):
        return best
    text = best.sentence.folded.text[short.start : short.end]
    found = find_quantities(text)
    own = next((s for s in sentences(best.sentence.passage) if s.start <= short.start < s.end), None)
    if len(found) != 1 or own is None:
        return None
    start = short.start + found[0].start
    end = short.start + found[0].end
    return replace(best, sentence=own, start=start, end=end, quantity=found[0])


def _may_count(counter: Counter, reading: Reading, time: AskedTime) -> bool:
    """Whether nothing that ``reading`` says of its figure makes it another one than asked: a step, a unit, a
    change, a share, a plan, another year or a part of one, and it tells of most of the matter. How near it
    is to that others have judged."""
    candidate, question, words = reading.candidate, counter.evidence.question, counting_words()
    if reading.topic < _LEAST_TOPIC:
        return False
    place = Place.of_words(candidate.own) if isinstance(candidate, Cell) else Place.of(candidate)
    if counter.asks_change or words.change_before.search(place.lead):
        return False
    if is_share(candidate) != asks_share(question.text) or counter.of_other_unit(candidate):
        return False
    if not fits_plan(candidate, place, time, question.text):
        return False
    if counter.is_of_another_year(candidate, place, time):
        return False
    if counter.is_of_another_matter(candidate, place, reading.stages, own_tells=True):
        return False
    told = "".join(clause for clause, _ in place.clauses_before[-2:]) + place.own
    if any(word in told and word not in question.text for word in words.alien):
        return False
    period = reading.period
    if period and period not in question.text and not _TO_DATE.match(period):
        return False
    # 制定计划,163人参加: what stands before it is a step of something else.
    stages = stages_in(place.own) if words.stage.sub("", place.own) else reading.stages
    return _is_of_step(counter, stages, joined=_JOINED.search(place.own) is not None)


def _is_of_step(counter: Counter, stages: frozenset[str], *, joined: bool) -> bool:
    asked, strong = counter.asked, stages - counting_words().weak
    if asked.strong:
        return not strong or asked.answered_by(stages, joined=joined)
    if asked.stages and strong:
        return asked.leaves_open(strong)
    return not strong - counting_words().main
