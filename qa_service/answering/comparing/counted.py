"""What a figure of an official report counts, and whether that is what was asked for.

收到93件, 受理80件, 办结75件 are three different figures of one matter; 公职律师15人 is not 律师15人; 同比增长
5% is no rate but its change. A figure is read with its own words (from the figure or clause before it to the
clause's end), and these must hold nothing that the question does not, neutral words aside. When in doubt it
counts something else. The words are data (``phrases/comparing.toml``).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from qa_service.answering.comparing.beyond import EXAMPLES, Beyond
from qa_service.answering.comparing.people import counts_others, counts_some
from qa_service.answering.comparing.rates import (
    asks_speed,
    fit_of_rate,
    is_rate,
    is_rate_of_its_like,
    rates_at,
    rates_in,
)
from qa_service.answering.comparing.readings import Fit, Reading, names_topic
from qa_service.answering.comparing.steps import AskedSteps, succeeded
from qa_service.answering.comparing.timing import (
    AskedTime,
    each_time,
    fits_plan,
    of_another_year,
    part_of_year,
)
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figure_places import Place, is_share, year_above
from qa_service.answering.text.counting_words import counting_words, is_made_of, stages_in
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term
from qa_service.quantities.units import units

LEAST_TOPIC = 0.75
"""Of the weight of the question's words, the share that must stand in or above the figure's sentence."""
_BEFORE_VALUE = 0.85
_HELD, _COMPOUND = 0.8, 4
_PAUSE = re.compile(r"[,。;:!?\n]")
_JOINED = re.compile(r"[并和及、]")
_ASKS_RATE = re.compile(r"增速|增幅|增长率|百分之几|百分点|快|慢")
_ASKS_SHARE = re.compile(r"率|比例|比重|占|百分|满意度|几成|%|多高")
_APPLIED = frozenset({"weak_received"})
_MEDIATED_WELL = frozenset({"mediated_well"})
_CHANGE = re.compile(
    r"(?:[比较同与](?:上|去|前)?一?年?度?(?:同期)?(?:相比)?|同比|环比)?(?:增长|增加|上升|下降|减少|提高|降低|增|减|升|降)了?"
)
_THERE_IS = re.compile(r"[共现拥]有")
_WHOLE_LIST = re.compile(r"[^,。;、]{2,24}(?:、[^,。;、]{2,24}){1,6}等(?:各类)?(?:共计|总计|合计|累计|共)$")
"""行政决策、行政规范性文件、政府合同等共计: of all that is listed."""


@dataclass(frozen=True)
class Counter:
    """Reads what figures count, for one question; ``own_names`` are the names of the regions and organs."""

    evidence: Evidence
    own_names: Collection[str] = ()
    of_years: bool = False
    """The sides are years, so that a change is computed and not looked for."""

    @cached_property
    def asked(self) -> AskedSteps:
        return AskedSteps.of(self.evidence.question.text, self.own_names)

    @cached_property
    def asks_change(self) -> bool:
        text = self.evidence.question.text
        return counting_words().change.search(text) is not None and (not self.of_years or asks_speed(text))

    @cached_property
    def topic(self) -> tuple[Term, ...]:
        """The question's words without those of stages: what the matter is."""
        stages, neutral = counting_words().stages, counting_words().neutral
        terms = tuple(t for t in self.evidence.focus.terms if not stages.get(t.text))
        telling = tuple(t for t in terms if not is_made_of(t.text, neutral))
        return telling or terms or self.evidence.focus.terms

    @cached_property
    def _beyond(self) -> Beyond:
        changes = counting_words().changes if self.asks_change else ()
        reach = counting_words().reach if self._reached_unit else ()
        return Beyond(
            evidence=self.evidence, own_names=self.own_names, topic=self.topic, further=(*changes, *reach)
        )

    @cached_property
    def _is_telling(self) -> bool:
        """The question holds a word of its own matter, not only 案件 and the like."""
        return any(t.text not in counting_words().neutral for t in self.topic)

    @cached_property
    def _reached_unit(self) -> str:
        """The measure word of those whom a work reaches, where they are asked for (涉及多少户)."""
        match = counting_words().reach_asked.search(self.evidence.question.text)
        return match["unit"] if match else ""

    @property
    def asks_rate(self) -> bool:
        return not self.asks_change and any(is_rate(t.text) for t in self.evidence.focus.terms)

    def read(self, candidate: Candidate, time: AskedTime) -> Reading | None:
        """``candidate`` as a figure on ``time``; None where it has no value at all."""
        if candidate.quantity is None:
            return None
        place = Place.of_words(candidate.own) if isinstance(candidate, Cell) else Place.of(candidate)
        stages = self._as_received(place, stages_in(place.own)) or self._stage_before(place)
        residue = self._residue(place)
        listed_away = self._beyond.left_of(_WHOLE_LIST.sub("", place.lead) + place.following)
        if len(listed_away) < 2 and (longer := self._step_above(candidate, stages)):
            stages, residue = longer, listed_away
        topic = self._covered(candidate, place)
        alike = topic < LEAST_TOPIC and self.asks_rate and is_share(candidate)
        alike = alike and is_rate_of_its_like(place, self.topic)
        return Reading(
            candidate=candidate,
            stages=frozenset() if is_share(candidate) else stages,
            period=part_of_year(place, time),
            each=each_time(place),
            residue=residue,
            topic=topic,
            own=place.lead or place.following,
            topic_terms=self.topic,
            stage_asked=self.asked.names_one,
            year=year_above(candidate, place),
            falls=self.asks_change and counting_words().down_before.search(place.lead) is not None,
            other_stage=self.asked.names_one and not self.asked.stages & stages,
            fit=Fit.NONE
            if (topic < LEAST_TOPIC and not alike)
            or not fits_plan(candidate, place, time, self.evidence.question.text)
            or self.is_of_another_year(candidate, place, time)
            else self._fit(candidate, place, stages, residue, period=part_of_year(place, time), alike=alike),
        )

    def _as_received(self, place: Place, stages: frozenset[str]) -> frozenset[str]:
        """行政复议申请81件 were received, where that is asked; 网上申请78件 are some of what was, and of what
        an office 被申请 it received nothing."""
        applied = stages == {"weak_received"} and self.asked.means_applications
        whole = self._names_topic(place.own) and not counting_words().part.search(place.lead)
        return frozenset({"received"}) if applied and whole and "被" not in place.own else stages

    def _step_above(self, candidate: Candidate, stages: frozenset[str]) -> frozenset[str]:
        """The step asked for where the figure's own is a short word for it: 审查政府合同97件 under
        严格合法性审查. Empty where it is not."""
        if not stages or stages & self.asked.stages:
            return frozenset()
        longer = frozenset(
            name for name in self.asked.stages if stages <= counting_words().shortened.get(name, frozenset())
        )
        sentence = candidate.sentence
        above = [*sentence.passage.section[-1:], sentence.before]
        return longer if any(longer & stages_in(fold(text).text) for text in above) else frozenset()

    def _fit(
        self,
        candidate: Candidate,
        place: Place,
        stages: frozenset[str],
        residue: str,
        *,
        period: str,
        alike: bool = False,
    ) -> Fit:
        question = self.evidence.question
        changes = counting_words().change_before.search(place.lead) is not None
        if changes != self.asks_change and (changes or not counting_words().change.search(place.own)):
            return Fit.NONE
        if is_share(candidate) and not changes:
            fit = self._fit_of_rate(place) if _ASKS_SHARE.search(question.text) else Fit.NONE
            return Fit.OTHER if alike and fit is Fit.SAME else fit
        if self.asks_rate and not is_share(candidate):
            return Fit.NONE
        if self.asks_change and _ASKS_RATE.search(question.text) and not is_share(candidate):
            return Fit.NONE
        if (
            counting_words().part.search(place.lead)
            and not self._names_topic(place.own)
            and stages <= _APPLIED
        ):
            return Fit.NONE
        if self.of_other_unit(candidate) or self.is_of_another_matter(candidate, place, stages):
            return Fit.NONE
        asked, strong = self.asked, stages - counting_words().weak
        if asked.strong:
            if not asked.answered_by(stages, joined=_JOINED.search(place.own) is not None):
                return Fit.OTHER if self._is_telling and self._is_of_topic(candidate, place) else Fit.NONE
        elif asked.stages and strong and not asked.leaves_open(strong):
            return Fit.OTHER
        if strong - counting_words().main and not asked.strong:
            return Fit.OTHER if self._is_of_topic(candidate, place) else Fit.NONE
        if (period and period not in question.text) or counts_some(candidate, self.topic, question.text):
            return Fit.OTHER
        if (self._names_only_a_tail(place.own) and not self._goes_on(place)) or self._only_concerns(place):
            return Fit.OTHER
        named = place.own if self._names_topic(place.own) else self._topic_clause(place)
        if changes and len(self._beyond.left_of(named)) > 1:
            # 人均地区生产总值42587元,增长6.3%: by how much that has grown.
            return Fit.NONE
        told = self._beyond.by_usual_name(place.own if named is place.own else named + place.own)
        alien = any(word in told and word not in question.text for word in counting_words().alien)
        if len(residue) < 2 and not alien:
            return Fit.SAME
        return Fit.OTHER if self._names_topic(place.own) else Fit.NONE

    def is_of_another_matter(
        self, candidate: Candidate, place: Place, stages: frozenset[str], *, own_tells: bool = False
    ) -> bool:
        """It is a part of what is asked, or of what stands before it, which is something else; ``own_tells``:
        any words of its own that are no bare step say what it counts."""
        led = self._follows_another(place) if own_tells else self._led_by_another(place)
        return (
            self._is_of_another_item(place)
            or (led and not self._reaches(candidate, place))
            or self._is_part(place, stages)
            or (
                not self._is_of_topic(candidate, place)
                and self._beyond.another_between(candidate.sentence.before)
            )
        )

    def _fit_of_rate(self, place: Place) -> Fit:
        asked = [n for t in self.evidence.focus.terms for n in (t.text, *t.synonyms) if is_rate(n)]
        if not asked:
            asked = rates_in(fold(self.evidence.question.text).text)
        found = [self._beyond.by_usual_name(noun) for noun in rates_at(place)]
        return fit_of_rate(found, asked, self._beyond.left_of)

    def _residue(self, place: Place) -> str:
        rest = self._beyond.left_of(self._beyond.own_words(place))
        if rest or self._names_topic(place.own):
            return rest
        # 公证 is asked for, 调解1153件 is another matter, whatever the heading says.
        asked, words = self.evidence.question.text, counting_words()
        others = (w for w in words.matter if w not in asked and words.stages[w] not in self.asked.stages)
        return next((word for word in others if word in place.own), "")

    def _covered(self, candidate: Candidate, place: Place) -> float:
        """The weighted share of the topic that stands in the sentence up to the figure's clause, before it
        in the passage, or in the headings and the title above."""
        sentence = candidate.sentence
        above = fold("".join(sentence.passage.section)).text
        total = sum(term.weight for term in self.topic)
        if not total:
            return 0.0
        held = 0.0
        renamed = self._beyond.by_usual_name(f"{above}\n{place.frame}")
        for term in self.topic:
            value = max(term.value_in(place.frame), term.value_in(renamed), term.value_in(above))
            value = max(value, _BEFORE_VALUE * term.value_in(sentence.before))
            held += term.weight * value
        return held / total

    def _names_topic(self, text: str) -> bool:
        usual = self._beyond.by_usual_name(text)
        return names_topic(text, self.topic) or (usual != text and names_topic(usual, self.topic))

    def _led_by_another(self, place: Place) -> bool:
        """受理行政复议案件80件,行政应诉案件25件,办结20件: the last is of what the clause before it is."""
        if self._names_topic(place.own):
            return False
        for clause, has_figure in reversed(place.clauses_before):
            if self._names_topic(clause):
                return False
            if has_figure and len(self._beyond.left_of(clause)) > 1 and not self._only_says_change(clause):
                return True
        return False

    def _follows_another(self, place: Place) -> bool:
        """A bare step right behind a figure of another matter, which does not even name the topic in short:
        收到复议申请27件,受理24件."""
        told = next((clause for clause, has_figure in reversed(place.clauses_before) if has_figure), "")
        if counting_words().stage.sub("", place.own) or any(t.text[-2:] in told for t in self.topic):
            return False
        return len(self._beyond.left_of(told)) > 1

    def _topic_clause(self, place: Place) -> str:
        """The nearest clause before the figure's that says what it is about."""
        return next((c for c, _ in reversed(place.clauses_before) if self._names_topic(c)), "")

    def _reaches(self, candidate: Candidate, place: Place) -> bool:
        """涉及楼栋143栋、居民3485户: those whom the work that the sentence names first reaches."""
        unit = candidate.quantity.unit if candidate.quantity else None
        told = place.clauses_before[0][0] if place.clauses_before else ""
        return (
            unit == self._reached_unit
            and len(self._beyond.left_of(place.own)) < 2
            and self._names_topic(told)
        )

    def _only_says_change(self, clause: str) -> bool:
        """同比上升27.1% is of what stands before it, and so is what comes after."""
        return len(self._beyond.left_of(_CHANGE.sub("", clause))) < 2

    def _is_of_topic(self, candidate: Candidate, place: Place) -> bool:
        """Its sentence or the nearest heading says what it is about."""
        heading = fold("".join(candidate.sentence.passage.section[-1:])).text
        return self._names_topic(place.frame) or self._names_topic(heading)

    def _names_only_a_tail(self, own: str) -> bool:
        """制发文件28件 is not 规范性文件28件, whatever the heading is about."""
        asked = "".join(self.evidence.question.phrase.split())
        own = self._beyond.by_usual_name(EXAMPLES.sub("", own))
        for term in self.topic:
            leads = (t for t in self.topic if f"{t.text}{term.text}" in asked)
            if term.text in own and any(lead.value_in(own) < _HELD for lead in leads):
                return True
        return any(
            len(term.text) >= _COMPOUND
            and term.value_in(own) < _HELD
            and term.text[-2:] in own
            and term.text[:-2] not in own
            for term in self.topic
        )

    def _goes_on(self, place: Place) -> bool:
        """农民工讨薪86件,追回452万元 and 人民调解案件1153件,调解成功1140件: a bare step, or a bare word of
        the question, is of what the clause before it says."""
        bare = counting_words().stage.sub("", place.own)
        return not bare or (bool(self._topic_clause(place)) and bare in {t.text for t in self.topic})

    def _only_concerns(self, place: Place) -> bool:
        concerning = counting_words().concerning
        return (
            concerning.search(place.lead) is not None
            and concerning.search(self.evidence.question.text) is None
        )

    def _is_of_another_item(self, place: Place) -> bool:
        """城镇、农村居民收入分别为41320元和21560元: the figure of an item that is not the one asked for, or
        of which it is not clear."""
        items, item = place.listed.items, place.listed.item
        if not items:
            return False
        if item is None:
            return True
        told = [sum(t.weight * t.value_in(each) for t in self.topic) for each in items]
        return told[item] < max(told) or told.count(max(told)) > 1

    def of_other_unit(self, candidate: Candidate) -> bool:
        """Asked for 件, 146个村 is no answer; 80宗 is."""
        quantity, question = candidate.quantity, self.evidence.question
        if not (self.asks_rate or self.asks_change) and counts_others(candidate, self.topic, question.text):
            return True
        if self._reached_unit and (quantity is None or quantity.unit != self._reached_unit):
            return True
        asked = units().get(question.unit or "")
        found = units().get(quantity.unit) if quantity else None
        if asked is None or found is None or asked.base == found.base or self.asks_change:
            return False
        return not any(asked.name in group and found.name in group for group in counting_words().units_alike)

    def _is_part(self, place: Place, stages: frozenset[str]) -> bool:
        """收案63件,其中政府收案58件、部门收案5件: of the step that what comes before 其中 is of too."""
        named = counting_words().part_named
        if named.search(place.own) and not named.search(self.evidence.question.text):
            told = [clause for clause, has_figure in place.clauses_before if has_figure]
            if place.frame.startswith("其中") or any(self._names_topic(clause) for clause in told):
                return True
        before, found, _ = place.frame_before.rpartition("其中")
        return bool(found and stages) and stages <= stages_in(_PAUSE.split(before.rstrip(",(、"))[-1])

    def _stage_before(self, place: Place) -> frozenset[str]:
        """The stage of a figure whose own words name none: 受理案件情况为:120件; only where no other figure
        stands between, and where they do not say what there is: 培养工程,目前共有明白人511人."""
        if not place.clauses_before:
            return frozenset()
        if place.has_figure_before:
            if (well := succeeded(stages_in(place.clauses_before[-1][0]), place.own)) == _MEDIATED_WELL:
                # 调解纠纷2110件,成功2080件.
                return well
            # 审查议题168个、合同204份: both were.
            listed = place.lead and place.frame_before.endswith(f"、{place.lead}")
            return stages_in(place.clauses_before[-1][0]) if listed else frozenset()
        if _THERE_IS.search(place.lead) and self._names_topic(place.own):
            return frozenset()
        return stages_in(place.clauses_before[-1][0])

    def is_of_another_year(self, candidate: Candidate, place: Place, time: AskedTime) -> bool:
        names_years = bool(self.evidence.question.scope.years)
        return of_another_year(candidate, place, time, asks_change=self.asks_change, names_years=names_years)


def asks_share(text: str) -> bool:
    """``text`` asks for a rate or a part of a whole."""
    return _ASKS_SHARE.search(text) is not None


def is_change(candidate: Candidate) -> bool:
    """Its figure says by how much something changed: 同比增长12%."""
    return (
        candidate.quantity is not None
        and counting_words().change_before.search(Place.of(candidate).lead) is not None
    )
