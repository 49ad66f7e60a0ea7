"""Two questions in one message, told apart by rule: 受理多少件?办结率是多少? asks twice.

Split is only what asks twice for a fact. What tells a story and asks what follows from it (房东不退押金,
怎么办?能起诉吗?) is one question, and so is one that asks the same of two places or years: that compares.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_service.answering.questions.asked_scope import FindRegions
from qa_service.answering.questions.asked_years import years_in
from qa_service.answering.questions.corrections import read_correction
from qa_service.answering.questions.focus import Segment, focus_words
from qa_service.answering.questions.measures import measures_apart
from qa_service.answering.questions.question import Expects, expected_kind
from qa_service.answering.questions.wording import Wording
from qa_service.answering.text.folding import fold

_MOST_PARTS = 4
_FACTS = frozenset(
    {Expects.NUMBER, Expects.RATE, Expects.DURATION, Expects.DATE, Expects.PERSON, Expects.PLACE}
)
"""Asked so shortly that a comma parts them."""
_ASKED_ALONE = _FACTS | {
    Expects.CONTACT,
    Expects.NAME,
    Expects.LIST,
    Expects.PLAN,
    Expects.SHORTCOMING,
    Expects.DEFINITION,
    Expects.OVERVIEW,
    Expects.REASON,
}
"""Asked apart where a question mark stands between them."""
_ASKED_BESIDE_FACTS = _ASKED_ALONE | {Expects.HOW}
"""Where one part asks for a fact, how another thing is done is asked apart too."""
_SENTENCE = re.compile(r"[?!。;\n]+")
_CLAUSE = re.compile(r"[,、]|(?:以及|还有|并且|同时)(?=[^,、?]{0,200}(?:多少|几|谁|什么|哪))")
_CHANGE_ALONE = re.compile(
    r"(?:又|并|还)?(?:同比|比(?:上|去|前一?)年|较(?:上|去|前一?)年|年均)?"
    r"(?:增长率|增长|下降|增加|减少|上升|提高|降低|增幅|增速|降幅|减幅)了?(?:是|为|有|达到?)?"
    r"(?:多少|百分之(?:几|多少)|几(?:个百分点|个点|成)|多大)(?:个?百分点|%)?"
)
_DIFFERENCE_ALONE = re.compile(
    r"(?:又|还|相|一共)?(?:差|多|少|高|低|大|小|快|慢)(?:了|出|出来|出去)?(?:多少|几)[^,。?;、]{0,4}"
)
"""By how much, behind a question which is more."""
_ASKS_AMOUNT = re.compile(r"(?:又|一共|总共|共)?(?:是|有|为|达到?|完成了?)?(?:多少|几)[^,。?;、]{0,4}$")
_QUOTED = re.compile(r"“[^”]{0,500}”|《[^》]{0,500}》|「[^」]{0,500}」|\([^)]{0,500}\)|\"[^\"]{0,500}\"")
_AND = r"(?:、|(?<!参)与|跟(?![踪进班岗随])|(?<![涉普危波])及|以及|和(?![解平谐睦好]))"
_OF_SUBJECT = r"(?:[^,?。;、与及]|(?<=[涉普危波])及|(?<=参)与)"
# One way to read each subject, up to the next 和 behind its second character (云和县): with two ways a
# question of fifty 和 would take for ever.
_SUBJECT = rf"{_OF_SUBJECT}{{2}}(?:(?!{_AND}){_OF_SUBJECT}){{0,28}}?"
_EACH_SUBJECT = re.compile(rf"({_SUBJECT})(?:{_AND}|$)")
_JOINED_SUBJECTS = re.compile(
    rf"{_SUBJECT}(?:{_AND}{_SUBJECT}){{1,20}}"
    r"(?P<each>分别|各自?)(?P<asks>(?:是|有|为|达)?(?:多少|几|什么时候|谁|哪些?)[^,。;]{0,200})$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Splitter:
    """Finds the questions of a message. A pure function of the text and the library's regions."""

    segment: Segment
    find_regions: FindRegions
    wording: Wording
    today: date

    def parts(self, message: str) -> tuple[str, ...]:
        """The questions in order, each with the correction of the scope; the message alone where it asks
        one."""
        whole = fold(message).text
        folded, _ = read_correction(whole)
        correction = whole[len(folded) :]
        sentences = _pieces(folded, _SENTENCE)
        parts = (
            self._by_sentence(sentences)
            or self._by_clause(sentences)
            or self._by_measure(folded)
            or self._by_subject(folded)
        )
        return tuple(f"{part}{correction}" for part in parts[:_MOST_PARTS]) if parts else (message,)

    def _by_sentence(self, sentences: Sequence[str]) -> list[str]:
        asking = [s for s in sentences if self._asks(s) or self.wording.follow_up.bare.search(s)]
        facts = any(expected_kind(part, self.wording) in _FACTS for part in asking)
        if all(self.wording.more["why"].search(part) for part in asking):
            return []
        if any(_DIFFERENCE_ALONE.fullmatch(part) for part in asking):
            return []
        if len(asking) < 2 or not self._each_alone(asking, _ASKED_BESIDE_FACTS if facts else _ASKED_ALONE):
            return []
        # What is told before the first question belongs to it.
        first = list(sentences).index(asking[0])
        return _with_subject(["。".join((*sentences[:first], asking[0])), *asking[1:]])

    def _by_clause(self, sentences: Sequence[str]) -> list[str]:
        if len(sentences) != 1:
            return []
        clauses = _pieces(sentences[0], _CLAUSE)
        asking = [at for at, clause in enumerate(clauses) if self._asks(clause)]
        if len(asking) < 2 or asking[-1] != len(clauses) - 1:
            return []
        if any(_DIFFERENCE_ALONE.fullmatch(clause) for clause in clauses):
            return []
        parts, start = [], 0
        for at in asking:
            parts.append(",".join(clauses[start : at + 1]))
            start = at + 1
        # 有多少人、多少车参加: the first has no matter of its own, so it is one event that is asked about.
        alone = self._own_words(parts[0]) and self._each_alone(parts, _FACTS)
        return _with_subject(parts) if alone else []

    def _by_measure(self, folded: str) -> list[str]:
        """甲县和乙县的受理数和办结数: one question for each measure, of both places."""
        places = [(mention.start, mention.end) for mention in self.find_regions(folded)]
        # Who asks of all places asks of several.
        places += [span for match in self.wording.across.finditer(folded) for span in [match.span()] * 2]
        years = [(start, end) for _, start, end in years_in(folded, self.today)]
        return measures_apart(folded, places, years)

    def _by_subject(self, folded: str) -> list[str]:
        """甲类和乙类分别是多少: one question for each of the things that are named."""
        bare = folded.rstrip("?。! ")
        match = _JOINED_SUBJECTS.search(bare)
        if not match:
            return []
        before = bare[: match.start("asks") - len(match["each"])]
        subjects = _EACH_SUBJECT.findall(before, match.start())
        parts = [f"{subject}{match['asks']}" for subject in subjects if subject]
        parts[0] = before[: match.start()] + parts[0]
        return parts if len(parts) > 1 and self._differ(subjects) else []

    def _differ(self, subjects: Sequence[str]) -> bool:
        """Things rather than places: 甲县和乙县分别是多少 compares the places."""
        return all(self._own_words(subject) for subject in subjects) and not any(
            self.find_regions(subject) or years_in(subject, self.today) for subject in subjects[1:]
        )

    def _asks(self, text: str) -> bool:
        return self.wording.follow_up.interrogative.search(_unquoted(text)) is not None

    def _each_alone(self, parts: Sequence[str], kinds: frozenset[Expects]) -> bool:
        """Every part asks for a fact of its own kind, and the later ones of another matter, not place."""
        leaning = [
            part
            for part in parts[1:]
            if self.wording.follow_up.bare.search(part) or _CHANGE_ALONE.fullmatch(part)
        ]
        if any(expected_kind(part, self.wording) not in kinds and part not in leaning for part in parts):
            return False
        if any(self.wording.across.search(part) for part in parts):
            return False
        seen = (set(self._own_words(parts[0])), expected_kind(parts[0], self.wording))
        for part in parts[1:]:
            words, kind = set(self._own_words(part)), expected_kind(part, self.wording)
            if words <= seen[0] and kind is seen[1] and not _CHANGE_ALONE.fullmatch(part):
                return False
            seen = (seen[0] | words, kind)
        return True

    def _own_words(self, text: str) -> Sequence[str]:
        spans = [(m.start, m.end) for m in self.find_regions(text)]
        spans += [(start, end) for _, start, end in years_in(text, self.today)]
        kept = "".join(c for at, c in enumerate(text) if not any(a <= at < b for a, b in spans))
        return focus_words(kept, self.segment, self.wording)


def _with_subject(parts: Sequence[str]) -> list[str]:
    """Of 收入多少,增长百分之几 the second with the subject of the first: 收入增长百分之几."""
    subject = _ASKS_AMOUNT.sub("", parts[0])
    if subject == parts[0]:
        return list(parts)
    return [f"{subject}{part}" if _CHANGE_ALONE.fullmatch(part) else part for part in parts]


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda match: "〇" * len(match.group()), text)


def _pieces(text: str, separator: re.Pattern[str]) -> list[str]:
    """``text`` cut at ``separator``, but not within quotes and brackets."""
    pieces, start = [], 0
    for match in separator.finditer(_unquoted(text)):
        pieces.append(text[start : match.start()])
        start = match.end()
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]
