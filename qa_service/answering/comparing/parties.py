"""What each side of a comparison says: one value a side, of the thing that was asked for.

A figure that counts something else is kept apart from those that answer. Where the question leaves open which
step of a matter it means (案件有多少: received, accepted, concluded), the step that most sides give is taken.
Where documents of one side disagree, both are shown: a government's figure is the one to reckon with beside
that of an organ of its own, and of two others none is.
"""

import re
from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa_service.answering.comparing.affirming import affirms, asks_which, says_it
from qa_service.answering.comparing.counted import Counter
from qa_service.answering.comparing.honours import asks_honour, honours
from qa_service.answering.comparing.readings import Fit, Reading
from qa_service.answering.comparing.sides import Side
from qa_service.answering.comparing.timing import is_plan, told_as_planned
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.sufficiency import is_enough
from qa_service.answering.extractive import Extract, extract, worded
from qa_service.answering.questions.organs import organ_of, own_name
from qa_service.answering.watching import Watch, unwatched, watched
from qa_service.library.records import DocumentSummary
from qa_service.quantities import Quantity, canonical, same_value

_CLOSE = 0.85
_AS_GOOD = 0.9
_VERY_MATTER = 0.9
_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CLEARLY = 100
"""Of steps of its last digit, what a rounded figure is at least worth."""
_STEPS = ("accepted", "filed", "received", "concluded")
"""What a count of cases means, the likeliest first."""
_ORGAN = "单位"
_ENDING = re.compile(r"(?:局|委员会|委|办公室|厅|中心)$")
_STEM = 2
_GOVERNMENT = ("人民政府", "政府", "管理委员会", "管委会", "人民政府办公室", "政府办公室")

Documents = Mapping[str, DocumentSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side with what its documents say. ``reading`` is a figure, ``fit`` whether it is the one that was
    asked for, ``others`` what further documents of the side say differently; ``extract`` says it in words."""

    side: Side
    reading: Reading | None = None
    fit: Fit = Fit.NONE
    others: tuple[Reading, ...] = ()
    of_organs: tuple[Reading, ...] = ()
    """What organs of the government whose figure ``reading`` is say differently."""
    extract: Extract | None = None
    affirms: bool | None = None
    """Whether it says that it did what was asked about; None where that was not asked."""

    @property
    def name(self) -> str:
        return self.side.name

    @property
    def year(self) -> int | None:
        return self.side.year

    @property
    def label(self) -> str:
        return self.side.label

    @property
    def order(self) -> tuple[int, Decimal]:
        """From the highest figure to the lowest, then those that count something else, then the silent."""
        value = canonical(self.quantity)[0] if self.quantity else None
        return (0 if value is not None else 1 if self.says_something else 2), -(value or Decimal(0))

    @property
    def says_something(self) -> bool:
        return self.reading is not None or self.extract is not None

    @property
    def answers(self) -> bool:
        """What it says is what was asked for."""
        return self.fit is Fit.SAME or self.extract is not None

    @property
    def quantity(self) -> Quantity | None:
        """The figure to reckon with; None where there is none, or none that is sure."""
        if self.reading is None or self.fit is not Fit.SAME or self.others:
            return None
        quantity = self.reading.candidate.quantity
        if quantity is None or quantity.value is None or not self.reading.falls:
            return quantity
        return replace(quantity, value=-quantity.value, text=f"-{quantity.text}")


def several_regions_say(candidates: Sequence[Candidate], evidence: Evidence, documents: Documents) -> bool:
    """A figure asked of no region, that several regions give nearly as well: each of them must be said."""
    scope = evidence.question.scope
    if not evidence.question.wants_figure or scope.regions or scope.absent_regions or not candidates:
        return False
    regions = {
        documents[candidate.sentence.passage.document_id].metadata.region
        for candidate in candidates
        if candidate.score >= _CLOSE * candidates[0].score and is_enough(candidate, evidence)
    }
    return len(regions - {None}) > 1


def parties_of(
    sides: Sequence[Side],
    candidates: Sequence[Candidate],
    evidence: Evidence,
    watch: Watch = unwatched,
    *,
    of_years: bool = False,
    of_mention: bool = False,
) -> list[Party]:
    """The parties in the order of ``sides``; ``of_years``: these are years of one region, ``of_mention``: it
    is asked who tells of the matter at all. Raises: Abandoned."""
    own: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        own.setdefault(candidate.sentence.passage.document_id, []).append(candidate)
    if evidence.question.wants_figure:
        return _counted(sides, own, evidence, watch, of_years=of_years)
    if of_mention:
        return [_mentioning(side, own, evidence) for side in watched(sides, watch)]
    told = []
    for side in watched(sides, watch):
        party = _told(side, own, evidence)
        elsewhere = (_told(other, own, evidence) for other in side.instead if party.extract is None)
        told.append(next((other for other in elsewhere if other.extract is not None), party))
    return told


def _mentioning(side: Side, own: Mapping[str, list[Candidate]], evidence: Evidence) -> Party:
    """``affirms`` is False where the matter is told as one to come alone."""
    documents = {document.document_id: document for document in side.documents}
    found = [
        (is_plan(document.metadata.title) or told_as_planned(candidate.sentence.passage.section), candidate)
        for document_id, document in documents.items()
        for candidate in own.get(document_id, ())
        if says_it(candidate, evidence)
    ]
    if not found:
        return Party(side=side)
    planned, best = min(
        found, key=lambda f: (f[0], -f[1].score, f[1].sentence.passage.passage_id, f[1].start)
    )
    return Party(side=side, extract=worded([best], [best], evidence, documents), affirms=not planned)


def _told(side: Side, own: Mapping[str, list[Candidate]], evidence: Evidence) -> Party:
    documents = {document.document_id: document for document in side.documents}
    candidates = [candidate for document_id in documents for candidate in own.get(document_id, ())]
    candidates.sort(key=lambda c: (-c.score, c.sentence.passage.passage_id, c.start))
    if asks_honour(evidence.question) and (won := honours(candidates, evidence, documents)):
        return Party(side=side, extract=won)
    if not asks_which(evidence.question):
        return Party(side=side, extract=extract(candidates, evidence, documents))
    affirming = [candidate for candidate in candidates if affirms(candidate, evidence)]
    chosen = affirming or [candidate for candidate in candidates if says_it(candidate, evidence)]
    return Party(side=side, extract=extract(chosen, evidence, documents), affirms=bool(affirming))


def _counted(
    sides: Sequence[Side],
    own: Mapping[str, list[Candidate]],
    evidence: Evidence,
    watch: Watch,
    *,
    of_years: bool,
) -> list[Party]:
    names = {name for side in sides for name in (side.name, *_names_of(side.all_documents))}
    names |= {stem for side in sides if side.kind == _ORGAN for stem in _stems(side)}
    counter = Counter(evidence, tuple(names), of_years)
    found = [_where_told(side, own, counter) for side in watched(sides, watch)]
    if any(told.year != side.year for side, (told, _) in zip(sides, found, strict=True)):
        # Where they cannot all be of one year, each is of its latest.
        found = [_where_told(side.latest_first, own, counter) for side in watched(sides, watch)]
        found = [(replace(side, says_year=True), readings) for side, readings in found]
    sides = [side for side, _ in found]
    read = [readings for _, readings in found]
    if not any(reading.fit is Fit.SAME for readings in read for reading in readings):
        read = _of_common_residue(read)
    if counter.asked.names_one:
        return _by_stage(sides, read)
    if counter.asked.names_only_handling:
        read = [_handled_first(readings) for readings in read]
    return _by_common_count(sides, read)


def _stems(side: Side) -> list[str]:
    """What an organ's own name says of its matter: 水利投资 of a 水利局 is its 投资; 交通 of 交通运输局."""
    names = {_ENDING.sub("", own_name(document)) for document in side.documents}
    return [stem for name in names for stem in (name, name[:_STEM]) if len(stem) >= _STEM]


def _where_told(
    side: Side, own: Mapping[str, list[Candidate]], counter: Counter
) -> tuple[Side, list[Reading]]:
    """``side`` with what it counts, or of its other years the one that tells what is asked."""
    readings = _readings(side, own, counter)
    if any(reading.fit is Fit.SAME for reading in readings):
        return side, readings
    for other in side.instead:
        of_other = _readings(other, own, counter)
        if any(reading.fit is Fit.SAME for reading in of_other):
            return other, of_other
    return side, readings


def _handled_first(readings: list[Reading]) -> list[Reading]:
    """Asked for 办理, what was 办理 counts; a step of it only where nothing else is told, and what was only
    received or applied for last of all."""
    same = [r for r in readings if r.fit is Fit.SAME]
    handled = [r for r in same if r.stages <= {"handled"}]
    taken_up = [r for r in same if not r.stages <= {"received", "weak_received"}]
    return [*(handled or taken_up or same), *(r for r in readings if r.fit is not Fit.SAME)]


def _by_step(readings: Sequence[Reading]) -> list[Reading]:
    """``readings`` with those of the best one's sentence in the order of what a count of cases means."""
    if not readings or readings[0].fit is not Fit.SAME:
        return list(readings)
    told = readings[0].candidate.sentence
    beside = [
        r
        for r in readings
        if r.fit is Fit.SAME
        and r.candidate.sentence.passage is told.passage
        and r.candidate.sentence.start == told.start
    ]
    beside.sort(key=lambda r: min((at for at, s in enumerate(_STEPS) if s in r.stages), default=len(_STEPS)))
    return [*beside, *(r for r in readings if r not in beside)]


def _names_of(documents: Sequence[DocumentSummary]) -> list[str]:
    names = [organ for d in documents if (organ := organ_of(d))]
    return names + [name for d in documents for name in d.metadata.region_path]


def _readings(side: Side, own: Mapping[str, list[Candidate]], counter: Counter) -> list[Reading]:
    """What the side's documents count, best first; the figures of a government before those of its organs."""
    found: list[tuple[int, Reading]] = []
    for document in side.documents:
        issuer = document.metadata.issuer or ""
        order = 0 if issuer.endswith(_GOVERNMENT) else 1
        time = side.time_of(document)
        for candidate in own.get(document.document_id, ()):
            reading = counter.read(candidate, time)
            if reading is not None and reading.fit is not Fit.NONE and _is_worth_saying(reading, counter):
                found.append((order, reading))
    found.sort(key=lambda pair: (pair[1].fit is not Fit.SAME, pair[0], *pair[1].rank))
    return [reading for _, reading in found]


def _is_worth_saying(reading: Reading, counter: Counter) -> bool:
    """Of a question about all, what counts something else is said only where the matter is the very one."""
    across = counter.evidence.question.scope.across
    return reading.fit is Fit.SAME or not across or reading.topic >= _VERY_MATTER


def _of_common_residue(read: Sequence[list[Reading]]) -> list[list[Reading]]:
    """Asked for 讲座 where every document says 法治讲座: what several sides call alike is one thing."""
    alike = [
        {
            (r.residue, r.counts)
            for r in readings
            if r.residue and not r.other_stage and not r.period and r.names_all(r.own)
        }
        for readings in read
    ]
    votes = Tally(each for of_side in alike for each in of_side)
    # Of two that as many sides share the one that says less beyond the question.
    common = min(votes, key=lambda each: (-votes[each], len(each[0]), each[0], each[1][1:]), default=None)
    if common is None or votes[common] < 2:
        return list(read)
    promoted = [
        [replace(r, fit=Fit.SAME) if (r.residue, r.counts) == common else r for r in readings]
        for readings in read
    ]
    return [sorted(readings, key=lambda r: r.fit is not Fit.SAME) for readings in promoted]


def _by_stage(sides: Sequence[Side], read: Sequence[Sequence[Reading]]) -> list[Party]:
    return [_party(side, readings) for side, readings in zip(sides, read, strict=True)]


def _by_common_count(sides: Sequence[Side], read: Sequence[Sequence[Reading]]) -> list[Party]:
    """The question names no step: of the steps that the sides give, the one that most of them give."""
    best = [
        {r.counts: -at for at, r in reversed(list(enumerate(rs))) if r.fit is Fit.SAME and r.is_main}
        for rs in read
    ]
    votes = Tally(counts for of_side in best for counts in of_side)
    if not votes:
        return _by_stage(sides, read)
    common = max(votes, key=lambda c: (votes[c], sum(of_side.get(c, 0) for of_side in best)))
    parties = []
    for side, readings in zip(sides, read, strict=True):
        chosen = [r for r in readings if r.fit is Fit.SAME and r.counts == common]
        parties.append(_party(side, chosen or _by_step(readings)))
    return parties


def _party(side: Side, readings: Sequence[Reading]) -> Party:
    if not readings:
        return Party(side=side)
    best = readings[0]
    others = tuple(_disagreeing(best, readings)) if best.fit is Fit.SAME else ()
    of_organs = others if others and _is_above(best, others, side.documents) else ()
    if best.year is not None and side.year is not None and not side.must_name_year:
        # 2022年工作回顾 stands in the report of 2023.
        side = replace(side, year=best.year, says_year=side.says_year or best.year != side.year)
    others = () if of_organs else others
    return Party(side=side, reading=best, fit=best.fit, others=others, of_organs=of_organs)


def _is_above(best: Reading, others: Sequence[Reading], documents: Sequence[DocumentSummary]) -> bool:
    """``best`` is of a government, and all ``others`` are of organs that are under it."""
    held = {document.document_id: document for document in documents}
    own, *organs = (held.get(r.candidate.sentence.passage.document_id) for r in (best, *others))
    return (
        own is not None
        and not own_name(own)
        and all(
            organ is not None
            and bool(own_name(organ))
            and organ.metadata.region_path == own.metadata.region_path
            for organ in organs
        )
    )


def _disagreeing(best: Reading, readings: Sequence[Reading]) -> list[Reading]:
    """Figures of the same thing that differ: one of each other document, or of another sentence as good."""
    found: dict[str, Reading] = {}
    for reading in readings[1:]:
        if reading.fit is not Fit.SAME or reading.counts != best.counts or _same(reading, best):
            continue
        document = reading.candidate.sentence.passage.document_id
        if document == best.candidate.sentence.passage.document_id:
            continue
        if reading.candidate.score >= _AS_GOOD * best.candidate.score:
            found.setdefault(document, reading)
    return list(found.values())


def _same(one: Reading, other: Reading) -> bool:
    first, second = one.candidate.quantity, other.candidate.quantity
    if first is None or second is None:
        return False
    return same_value(first, second) or _rounded_alike(first, second)


def _rounded_alike(first: Quantity, second: Quantity) -> bool:
    """93720万元 and 9.37亿元: the one is the other in fewer digits."""
    (one, high, base), (other, other_high, other_base) = canonical(first), canonical(second)
    if base != other_base or {high, other_high} != {None} or one is None or other is None:
        return False
    coarse, value = max((_step(first), one), (_step(second), other))
    return 2 * abs(one - other) <= coarse and coarse * _CLEARLY <= abs(value)


def _step(quantity: Quantity) -> Decimal:
    """What the last written digit of ``quantity`` counts, in the base unit."""
    written, value = _WRITTEN.search(quantity.text), canonical(quantity)[0]
    number = Decimal(written[0].replace(",", "")) if written else Decimal(0)
    if not number or value is None or written is None:
        return Decimal(0)
    decimals = len(written[0].partition(".")[2])
    return abs(value / number) / Decimal(10**decimals)
