"""Which figure of a sentence answers a question after a figure.

A sentence chains figures (新收134件,受理129件): each is read with the words that belong to it, from the last
figure on, and with the clauses that lead up to it. What directly follows is what it counts (38个部门单位).
Weights were chosen by hand; this module does not compare sentences of several passages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from qa_service.answering.evidence.candidates import Candidate, Surroundings
from qa_service.answering.evidence.figure_words import FigureWords, words_around
from qa_service.answering.evidence.listed import is_of_another
from qa_service.answering.evidence.matter import Matter, asked_words
from qa_service.answering.evidence.negated import asked_negated
from qa_service.answering.evidence.neighbouring_figures import by_neighbours
from qa_service.answering.evidence.own_classifiers import own_classifier
from qa_service.answering.evidence.qualifiers import (
    Label,
    apart_in_another,
    belongs_to_another,
    is_of_opposite,
    labels,
    load_qualifiers,
)
from qa_service.answering.evidence.wholes import PARTS_FOLLOW, is_of_a_part, is_part, is_unnamed_part
from qa_service.answering.questions.classifiers import OF_ANYTHING, PERSONS, may_count_alike
from qa_service.answering.questions.question import CLASS_UNITS, Expects, Question
from qa_service.answering.questions.wording import Wording
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Matcher, best_of
from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity, find_quantities

BEFORE_VALUE = 0.85
_LEAD_VALUE, _FOLLOWING_VALUE, _REST_VALUE = 0.95, 0.9, 0.25
_RIVAL_SYNONYM = 0.3
_COUNTED_ALIKE, _COUNTED_OTHERWISE = 0.5, 0.3
"""The measure word is another, which counts the same or may count it."""
_LEAST_SAID = 0.2
"""So much of the question the own sentence of such a figure must say."""
_FARTHEST = 40
_SHORTER_NAME = 4
_BATCH = re.compile(r"[一二三]本(?=上线|达线|录取|院校|批次|线|率)")
_OF_ANOTHER = 0.25
_PART_ASKED = re.compile(r"(?:里|里面|其中|当中|中)(?:,)?有?(?:多少|几)")
_COUNTING = frozenset({"count", "measure", "money", "percent", "duration", "age", "multiple", "ratio"})
_KINDS = {
    Expects.RATE: frozenset({"percent", "ratio"}),
    Expects.DURATION: frozenset({"duration", "age"}),
}
_SMALL_NUMERALS = frozenset("一二两三四五六七八九十")
_CARRIED_OVER = re.compile(r"结转|上年|去年|往年|上一年")
_DENIES = re.compile("[没未不无非]")
_BRACKETS = re.compile(r"\([^()]{1,20}\)")
_GRADED = re.compile(r"(?:优秀|良好|合格|达标|成功)[一-鿿]{0,2}$")
_GRADE_ASKED = re.compile("成功|[调办解做]成|优|良|好|合格|达标|过关|通过|质量")
"""Of 调解100件,成功96件 the second are but some of those."""
_FOR_EACH = re.compile(r"[人户亩]均|平均每|每[户亩]|万元(?=gdp|GDP|生产总值|产值)")


@lru_cache(maxsize=4096)
def figures_in(text: str) -> tuple[Quantity, ...]:
    """The figures that count or measure; years, dates, article numbers and classes (一类) do neither."""
    return tuple(
        figure
        for figure in find_quantities(text)
        if figure.kind in _COUNTING
        and not (figure.unit in CLASS_UNITS and figure.text[0] in _SMALL_NUMERALS)
        and not _BATCH.match(text, figure.start)
    )


@dataclass(frozen=True)
class FigureReader:
    """Scores the figures of sentences for one question."""

    question: Question
    focus: Matcher
    wording: Wording
    nouns: frozenset[str] = frozenset()
    """The words of the question that name things."""

    def candidates(self, sentence: Sentence, around: Surroundings) -> list[Candidate]:
        """One candidate for each figure of ``sentence`` whose kind and unit suit the question."""
        figures = figures_in(sentence.text)
        if own := own_classifier(self.question, sentence.text, figures):
            return replace(self, question=replace(self.question, unit=own)).candidates(sentence, around)
        if not (fitting := self._fitting(figures)):
            return []
        places = [words_around(sentence, figures, number) for number in range(len(figures))]
        labelled = labels(sentence.folded.text, [(place.left, place.start) for place in places])
        found = (
            self._candidate(
                sentence,
                figures,
                number,
                around,
                self._of_others(sentence, labelled, figures, number, fitting),
            )
            for number in fitting
            if not self._is_other_matter(places[number], labelled[number], around)
            and not self._is_of_another_member(sentence, figures, number)
        )
        return [candidate for candidate in found if candidate is not None]

    def _fitting(self, figures: Sequence[Quantity]) -> list[int]:
        """The figures that suit. Beside one that is counted as asked none that may only be counted otherwise,
        but persons where the question names nothing that is counted: 有几个没考过 of 24个单位,27人未考过."""
        fits = [self._fit(figure) for figure in figures]
        as_asked = max(fits, default=0.0) > _COUNTED_ALIKE
        persons = frozenset() if self.question.asked_phrase else PERSONS
        return [
            number
            for number, (fit, figure) in enumerate(zip(fits, figures, strict=True))
            if fit > 0.0 and not (as_asked and fit == _COUNTED_OTHERWISE and figure.unit not in persons)
        ]

    def _of_others(
        self,
        sentence: Sentence,
        labelled: Sequence[Label],
        figures: Sequence[Quantity],
        number: int,
        fitting: Sequence[int],
    ) -> frozenset[str]:
        """The words of the question that the sentence says of others of its figures that suit as well."""
        least = self._fit(figures[number])
        rivals = [rival for rival in fitting if self._fit(figures[rival]) >= least]
        if self._asks_change:  # 税收13.05亿元,增长4.2%: the amount takes no word from its growth
            rivals = [rival for rival in rivals if figures[rival].kind == figures[number].kind]
        return frozenset(
            term.text
            for term in self.focus.terms
            if not any(word in labelled[number].own for word in term.synonyms)
            and (
                belongs_to_another(term.text, labelled, number, rivals)
                or is_of_a_part(term.text, sentence.text, figures, number, rivals)
                or apart_in_another(term.text, term.halves, labelled, number, rivals)
            )
        )

    def _is_other_matter(self, place: FigureWords, label: Label, around: Surroundings) -> bool:
        """Labelled with the opposite of what is asked, or an amount where a change is asked."""
        if self.question.expects is Expects.COMPARISON:
            # ``counted`` holds what is compared to what it counts, and tells what counts otherwise.
            return False
        if self._asks_change and not load_qualifiers().change.search(place.lead):
            return True
        surrounding = place.text[: place.right] + around.heading
        # (含上年结转) says what is counted in, not which of the figures is meant.
        return is_of_opposite(_BRACKETS.sub("", self._asked), label.own, surrounding)

    def _is_of_another_member(self, sentence: Sentence, figures: Sequence[Quantity], number: int) -> bool:
        if self.question.expects is Expects.COMPARISON:
            return False
        return is_of_another(sentence, figures, number, fold(self.question.text).text)

    @cached_property
    def _matter(self) -> Matter:
        return Matter(self.question, self.focus, self.wording, self.nouns)

    @cached_property
    def _asks_change(self) -> bool:
        return load_qualifiers().asked_change.search(self.question.text) is not None

    def _candidate(
        self,
        sentence: Sentence,
        figures: Sequence[Quantity],
        number: int,
        around: Surroundings,
        of_others: frozenset[str],
    ) -> Candidate | None:
        place = words_around(sentence, figures, number)
        here = self._without(of_others, self._here(sentence, figures, number, place))
        near = best_of((1.0, here), (BEFORE_VALUE, around.before), (1.0, around.above))
        if self._counts_something_else(place):
            noun = self._words_of_noun
            here, near = self._without(noun, here), self._without(noun, near)
        said = place.text[sentence.start : place.start]
        if self._matter.is_another(near, here, said, sentence.text, around.chance or 0.0):
            return None
        if self._matter.is_another_change(said, place.text):
            return None
        coverage, direct = self.focus.coverage(near), self.focus.coverage(here)
        if self._is_counted_otherwise(place.figure) and (direct < _LEAST_SAID or self._lacks_denial(place)):
            return None
        score = (
            0.5 * coverage
            + 0.15 * direct
            + 0.2 * self.focus.coverage(self._own(sentence, place.local))
            + 0.16 * self._fit(place.figure)
            + 0.1 * self._nearness(place)
            + 0.14 * self._closeness(place.local)
            + 0.08 * self._purity(place.lead)
            + self._small_signs(sentence, place)
            + self._verb_of_another(sentence, figures, place)
            + by_neighbours(sentence.text, figures, number, self.question)
            + around.bonus
            - (_OF_ANOTHER if of_others else 0.0)
        )
        return Candidate(
            sentence=sentence,
            start=place.start,
            end=place.end,
            score=score,
            coverage=coverage,
            direct=direct,
            quantity=place.figure,
            chance=around.chance,
        )

    def _own(self, sentence: Sentence, local: str) -> tuple[float, ...]:
        """The words beside a figure; where the sentence has the very word, a synonym is another thing."""
        return tuple(
            value if term.text in local or term.text not in sentence.text else _RIVAL_SYNONYM * value
            for term, value in zip(self.focus.terms, self.focus.values(local), strict=True)
        )

    def _here(
        self, sentence: Sentence, figures: Sequence[Quantity], number: int, place: FigureWords
    ) -> tuple[float, ...]:
        """What the sentence says of this figure; what it says of others counts less."""
        text = place.text
        return best_of(
            (1.0, self.focus.values(text[place.clause_start : place.right])),
            (_LEAD_VALUE, self.focus.values(text[sentence.start : place.end])),
            (_FOLLOWING_VALUE, self.focus.values(self._following(sentence, figures, number))),
            (_REST_VALUE, self.focus.values(text[place.end : sentence.end])),
        )

    def _following(self, sentence: Sentence, figures: Sequence[Quantity], number: int) -> str:
        """What is said of a figure after it: 311名,全部参加了培训; empty where a rival comes first."""
        end = figures[number].end
        rivals = [figure.start for figure in figures[number + 1 :] if self._fit(figure) > 0.0]
        if not rivals:
            return sentence.text[end:]
        between = sentence.text[end : rivals[0]]
        # What leads up to the next figure, from its last pause on, is said of that one.
        return between[: max(between.rfind(mark) for mark in ",:、(") + 1]

    def _small_signs(self, sentence: Sentence, place: FigureWords) -> float:
        """The noun that is counted, the order of the words, totals, the asked year, what it was before."""
        score = 0.0
        noun, verb = self.question.asked_noun, self.question.verb
        if noun and len(noun) > 1 and noun in (place.counted or place.lead):
            score += 0.12
        elif noun and len(noun) > 1 and not place.counted and noun in place.text[sentence.start : place.left]:
            score += 0.06
        if verb and verb in place.lead:
            score += 0.05
        lead = place.text[sentence.start : place.end]
        if any(cue in lead for cue in self.wording.total_cues):
            score += 0.03
        if any(f"{year}年" in lead for year in self.question.scope.years):
            score += 0.03
        own = place.text[place.clause_start : place.right]
        if self.wording.aim.search(own) and not self.wording.aim.search(self.question.text):
            score -= 0.2
        if _CARRIED_OVER.search(place.lead) and not _CARRIED_OVER.search(self.question.text):
            score -= 0.25
        if _FOR_EACH.search(place.lead) and not _FOR_EACH.search(self.question.text):
            score -= 0.25
        limited = place.lead + place.figure.text
        if load_qualifiers().is_asked_limit(self.question.text, limited):
            score += 0.15
        if _PART_ASKED.search(self.question.text) and noun and noun in place.lead and "其中" in place.lead:
            score += 0.3
        part = place.lead.partition(PARTS_FOLLOW)[2]
        if sum(character not in self.question.text for character in part) > 1:
            # 其中民生支出, where 支出 is asked.
            score -= 0.1
        if is_unnamed_part(place.text[sentence.start : place.start], place.lead, self.focus.terms):
            score -= 0.3
        if _GRADED.search(place.lead) and not _GRADE_ASKED.search(self.question.text):
            score -= 0.1
        if place.is_superseded:
            score += 0.15 if self.wording.former.search(self.question.text) else -0.25
        return score

    def _verb_of_another(self, sentence: Sentence, figures: Sequence[Quantity], place: FigureWords) -> float:
        """收到申请134件,受理129件: asked how many were 受理, the figure that stands behind that verb."""
        verb = self.question.verb
        if not verb or verb in place.lead:
            return 0.0
        leads = [words_around(sentence, figures, number).lead for number in range(len(figures))]
        if is_part(place.text[sentence.start : place.start], place.lead):
            return 0.0
        chain = leads[: figures.index(place.figure) + 1]
        while chain and chain[-1].startswith("、"):
            # Of 一审审结5件、二审3件 the first says what was done with all of them.
            if len(chain) > 1 and Label(own=chain[-2], is_part=True).heads(verb):
                return 0.0
            chain.pop()
        return -0.25 if any(verb in lead for lead in leads) else 0.0

    def _counts_something_else(self, place: FigureWords) -> bool:
        """医院的90所活动室 is no number of 医院: what follows a figure is what it counts."""
        noun, counted = self.question.asked_noun, place.counted
        if not noun or not counted or place.text[: place.end].endswith(noun):
            return False
        # 297个调解委员会 are 人民调解委员会.
        if any(counted.startswith(noun[at:]) for at in range(1, len(noun) - _SHORTER_NAME + 1)):
            return False
        return not any(word in counted for word in (noun, *self.wording.synonyms.get(noun, ())))

    @cached_property
    def _words_of_noun(self) -> frozenset[str]:
        """The question's words that make up the noun it counts: 人民调解 and 委员会 of 人民调解委员会."""
        noun = self.question.asked_noun or ""
        return frozenset({noun, *(term.text for term in self.focus.terms if term.text in noun)})

    def _without(self, words: frozenset[str], values: Sequence[float]) -> tuple[float, ...]:
        pairs = zip(self.focus.terms, values, strict=True)
        return tuple(0.0 if term.text in words else value for term, value in pairs)

    def _nearness(self, place: FigureWords) -> float:
        """1 when a word of the question touches the figure, less with every character between."""
        gap = _FARTHEST
        for term in self.focus.terms:
            for word in (term.text, *term.synonyms):
                position = place.text.rfind(word, place.left, place.start)
                if position >= 0:
                    gap = min(gap, place.start - position - len(word))
                position = place.text.find(word, place.end, place.right)
                if position >= 0:
                    gap = min(gap, position - place.end)
        return 1.0 / (1.0 + gap / 4) if gap < _FARTHEST else 0.0

    @cached_property
    def _asked(self) -> str:
        return asked_words(self.question)

    def _closeness(self, local: str) -> float:
        """The longest run of the question's own characters that stands in ``local``, as a share, 0–1."""
        asked, longest = self._asked, 0
        for start in range(len(asked)):
            while start + longest < len(asked) and asked[start : start + longest + 1] in local:
                longest += 1
        return longest / len(asked) if asked else 0.0

    def _purity(self, lead: str) -> float:
        """The share of ``lead`` that the question's words make up, 0–1."""
        words = (
            next((word for word in (term.text, *term.synonyms) if word in lead), "")
            for term in self.focus.terms
        )
        return min(1.0, sum(map(len, words)) / len(lead)) if lead else 0.0

    def _fit(self, figure: Quantity) -> float:
        """How well a figure's kind and unit suit what is asked for, 0 for not at all."""
        question, found = self.question, figure.unit or ""
        if figure.kind not in _KINDS.get(question.expects, _COUNTING) or self._is_given(figure):
            return 0.0
        if self._asks_change and figure.kind == "percent" and question.expects is not Expects.COMPARISON:
            return 1.0
        if question.measured and question.expects is not Expects.RATE:
            return 1.0 if found in question.measured else 0.0
        if figure.text[0] in _SMALL_NUMERALS and found != question.unit and len(figure.text) <= 3:
            # 两级联动, 三个律师库: a word more than a count.
            return min(0.15, self._unit_fit(question.unit, found))
        return self._unit_fit(question.unit, found)

    def _is_given(self, figure: Quantity) -> bool:
        """80岁以上 of a question that names 八十岁."""
        return figure.text in self.question.figures or (figure.kind == "age" and figure.value in self._given)

    @cached_property
    def _given(self) -> frozenset[object]:
        return frozenset(each.value for text in self.question.figures for each in find_quantities(text))

    def _unit_fit(self, asked: str | None, found: str) -> float:
        if asked is None:
            return 0.6
        if asked == found:
            return 1.0
        if found and (asked in found or found in asked):
            return 0.85
        if any(asked in group and found in group for group in self.wording.unit_groups):
            return _COUNTED_ALIKE
        return _COUNTED_OTHERWISE if may_count_alike(asked, found, self._counted_nouns) else 0.0

    def _lacks_denial(self, place: FigureWords) -> bool:
        """有几个没通过 asks for none of those of whom nothing is denied."""
        asked = fold(self.question.text).text
        return asked_negated(asked) is not None and not _DENIES.search(place.text[place.left : place.right])

    def _is_counted_otherwise(self, figure: Quantity) -> bool:
        asked, found = self.question.unit, figure.unit
        if asked is None or asked == found or figure.kind != "count":
            return False
        return asked == OF_ANYTHING or may_count_alike(asked, found, self._counted_nouns)

    @cached_property
    def _counted_nouns(self) -> Sequence[str]:
        """What is counted: the noun behind the measure word, else the last words of the question."""
        return self.question.asked_phrase or self.question.focus
