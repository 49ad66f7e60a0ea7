"""Whether a figure is of another matter than is asked about: the words around it lack one that tells which.

A sentence may hold most of a question's words and yet speak of something else: of 公共预算支出 where
教育支出 is asked, of 供养人员 where 供养标准 is. How sure the ranker is of the passage tells how much may be
missing, for it knows other words for the same. This module does not score.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qa_service.answering.evidence.qualifiers import load_qualifiers
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.questions.wording import Wording
from qa_service.answering.text.matching import MEASURE_SUFFIXES, Matcher, Term

_LEAST_FOUND = 0.2
_GOOD_PART = 0.44
_LIKELY = 0.2
"""From which chance on the ranker is believed where a good part of the words is missing."""
_SURE = 0.9
"""The same, where what is missing says what, or which kind of it, is asked for."""
_HEAD = re.compile(r"(?P<head>[\u4e00-\u9fff]{2})(?:是|有|为)?(?:多少|几)")
_AMOUNT = re.compile(r"[一-鿿]\d[^,]{0,200},")
_BY_ITS_HEAD = 0.5
_PERSONS = "人员者"
_COMPOUND, _HEAD_OF_COMPOUND = 6, 3
_AMOUNTS = frozenset({"金额", "数额", "总额"})
_AMOUNT_OF = re.compile(
    r"(?:罚没|罚款|没收|[追讨要挽][回缴来]|退还|赔偿|补[偿助贴]|减免|免罚|投[资入]|拨付|发放|偿还|工资|账款)[款金的]?总?$"
)
_AREA = "面积"
"""Which the unit says: 退耕还草3120亩."""
_FIELDS = frozenset({"领域", "方面", "系统", "行业"})
"""生态环境领域 is 生态环境."""
_CAUSE = re.compile(r"(?:因为|由于|因)[^,。?]{2,12}")
_PARTS = re.compile(r"[\s(]*其中")
_NAMED_OTHERWISE = re.compile(r"[\u4e00-\u9fff]{2}(?=总?$)")


def asked_words(question: Question) -> str:
    """The question's own words in one piece, without its scope and its interrogatives."""
    return "".join(question.phrase.split())


@dataclass(frozen=True)
class Matter:
    """What one question asks a figure of."""

    question: Question
    focus: Matcher
    wording: Wording
    nouns: frozenset[str]
    """The words of the question that name things."""

    def is_another_change(self, before: str, passage: str) -> bool:
        """Whether a change that stands behind an amount (水果3.4万吨,增长5.1%) is of something else than is
        asked about, which only other sentences of its ``passage`` name."""
        if not load_qualifiers().asked_change.search(self.question.text) or not _AMOUNT.search(before):
            return False
        return any(
            (term.text in self.nouns or len(term.text) == 1)
            and term.value_in(before) < _LEAST_FOUND
            and term.value_in(passage) >= _LEAST_FOUND
            for term in self.focus.terms
        )

    def is_another(
        self, near: Sequence[float], here: Sequence[float], before: str, sentence: str, chance: float
    ) -> bool:
        """Whether a figure of ``sentence`` is of another matter.

        ``near`` and ``here`` say how well its surroundings and the sentence hold each word of the question,
        ``before`` is the sentence up to the figure, ``chance`` the ranker's for the passage.
        """
        if self.question.expects is Expects.COMPARISON or not self.focus.terms:
            return False
        found = {
            term.text: max(value, _BY_ITS_HEAD if _says_head(term, sentence) else 0.0)
            for term, value in zip(self.focus.terms, near, strict=True)
        }
        missing = [term for term in self.focus.terms if found[term.text] < _LEAST_FOUND and self._tells(term)]
        headless = any(term.text in self._head for term in missing)
        if chance < _LIKELY and (headless or self._is_good_part(missing) or not any(here)):
            return True
        # 其中涉及物业的3.1万件 counts what the sentence before counts.
        told = near if _PARTS.match(sentence) else here
        if not self.question.unit and self._sentence_lacks_head(told):
            return True
        if chance < _SURE and self._lacks_kind(found):
            return True
        return self._is_named_otherwise(before, sentence)

    def _sentence_lacks_head(self, here: Sequence[float]) -> bool:
        """集中供养1018人 is no 集中供养标准, whatever the sentence before it says."""
        return any(
            term.text in self._head and value < _LEAST_FOUND and self._tells(term)
            for term, value in zip(self.focus.terms, here, strict=True)
        )

    def _tells(self, term: Term) -> bool:
        """Whether a figure of the matter cannot be without the word."""
        text = term.text
        light = text in load_qualifiers().light or text in _FIELDS or text in self._cause
        light = light or self._only_says_amount(text)
        return not light and not term.idle and f"{text}了" not in self.question.text

    def _only_says_amount(self, text: str) -> bool:
        """金额 of 工资金额, which any amount of 工资 is; that of 涉案金额 is the noun itself."""
        if text not in _AMOUNTS:
            return text == _AREA and bool(self.question.measured)
        before = self.question.text.partition(text)[0]
        return _AMOUNT_OF.search(before) is not None or before.endswith(tuple(self.wording.units_of_measure))

    def _is_good_part(self, missing: Sequence[Term]) -> bool:
        return sum(term.weight for term in missing) / self.focus.total >= _GOOD_PART

    def _lacks_kind(self, found: Mapping[str, float]) -> bool:
        """教育支出 is asked, and 支出 is said but 教育 nowhere near."""
        return any(
            found[measured] >= _LEAST_FOUND
            and (
                not any(found[word.text] >= _LEAST_FOUND for word in kind)
                or any(found[word.text] < _LEAST_FOUND for word in kind if word.text in self.nouns)
            )
            for measured, kind in self._kinds
        )

    def _is_named_otherwise(self, before: str, sentence: str) -> bool:
        """小麦产量 is asked, and the sentence gives the 粮食总产量."""
        for measured, kind in self._kinds:
            lead = before.rpartition(measured)[0]
            if lead and not any(word.value_in(sentence) for word in kind):
                named = _NAMED_OTHERWISE.search(lead)
                if any(_says_head(word, lead) for word in kind):
                    continue
                if named and named[0] not in load_qualifiers().light:
                    return True
        return False

    @cached_property
    def _head(self) -> str:
        """The words right before 是多少, 有多少: 标准, 申请."""
        match = _HEAD.search(self.question.text)
        return match["head"] if match else ""

    @cached_property
    def _cause(self) -> str:
        """What the question names as the cause (因为下雨转移多少人); a sentence may leave it out."""
        match = _CAUSE.search(self.question.text)
        return match.group() if match else ""

    @cached_property
    def _kinds(self) -> tuple[tuple[str, tuple[Term, ...]], ...]:
        """What the question measures (产量, 败诉率), each with the words that run up to it and say of which
        kind it is."""
        asked = asked_words(self.question)
        kinds: list[tuple[str, tuple[Term, ...]]] = []
        run: list[Term] = []
        # Everyday phrases come first among the words; here their place counts.
        for term in sorted(self.focus.terms, key=lambda word: asked.find(word.text)):
            if "".join((*(word.text for word in run), term.text)) not in asked:
                run = []
            measured = term.text in self.wording.units_of_measure or term.text[-1] in MEASURE_SUFFIXES
            kind = tuple(word for word in run if self._tells(word))
            if measured and kind and len(term.text) > 1:
                kinds.append((term.text, kind))
            run.append(term)
        return tuple(kinds)


def _says_head(term: Term, text: str) -> bool:
    """Persons of a long name are said by its head: 行政机关负责人 by 负责人; bodies are not, by 委员会."""
    name = term.text
    return len(name) >= _COMPOUND and name[-1] in _PERSONS and name[-_HEAD_OF_COMPOUND:] in text
