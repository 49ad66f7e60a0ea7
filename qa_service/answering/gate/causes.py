"""Whether a statement gives an effect the cause that its passage gives it, and not the other way round.

由于甲,乙 and 乙,主要受甲影响 and 甲导致乙 say the same; 乙导致甲 does not, nor does 丙,主要受甲影响. This
module does not know whether the words of cause and effect stand in the passage at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_service.answering.gate.likeness import Likeness

_BEFORE_CAUSE = re.compile(
    r"主要是(?!由)|主要(?:原因)?(?:在于|是因为?|是由于|由于|因为?|受|源于)|(?<!其)原因(?:主要)?(?:是|在于)|(?:是|系)(?:因为?|由于|受)"
    r"|由于|因为|(?<![原成起])因(?![此而素])|受(?=[^,。;]{2,24}(?:影响|拖累|带动|冲击))|得益于|缘于|源于|随着"
)
_BEFORE_EFFECT = re.compile(
    r"(?:从而|进而|由此|因此|因而|所以)?(?:直接)?(?<!没有)(?<!未)(?:导致|造成|致使|使得|促成|引发|带来|引起|拉低|拉动)了?(?!的)|(?:由此|因此|因而|所以)(?![^,。;]{0,2}(?:造成|带来))"
)
_ENDS_CAUSE = re.compile(r"(?:等(?:因素)?)?的?(?:影响|拖累|带动|冲击|所致|造成|的缘故)$")
_SEGMENT = re.compile(r"(?:(?!,但)[^。;!?\n]){2,}+")
_INNER_END = re.compile("(?<=影响)|(?<=拖累)|(?<=带动)|(?<=冲击)|而(?=[下上减增未无不])")
_LEAST, _SUBJECT, _LONGEST = 2, 10, 80
_CLEARLY, _FAR, _AS_LIKELY = 0.25, 0.3, 0.2


@dataclass(frozen=True, slots=True)
class Cause:
    """What brings about what, in the words of a text."""

    why: str
    what: str


@dataclass(frozen=True)
class Causes:
    """Holds causes and effects of a statement against those of a passage."""

    likeness: Likeness

    def of(self, statement: str, passage: str) -> tuple[float, float]:
        """By how much folded ``statement`` fits better to a cause and its effect in ``passage`` when turned
        round; and the share of the words of a cause, at most, that the passage has elsewhere and not as the
        cause of this effect."""
        said = tuple(causes_of(statement))
        written = tuple(causes_of(passage)) if said else ()
        if not written:
            return 0.0, 0.0
        everything = self.likeness.words.canonical(passage)
        turned = max(self._turned(one, written) for one in said)
        return turned, max(self._foreign(one, written, everything) for one in said)

    def _turned(self, one: Cause, written: Sequence[Cause]) -> float:
        straight = max(self._near(one.why, other.why) + self._near(one.what, other.what) for other in written)
        crossed = max(self._near(one.why, other.what) + self._near(one.what, other.why) for other in written)
        return max(0.0, crossed - straight - _CLEARLY)

    def _foreign(self, one: Cause, written: Sequence[Cause], everything: str) -> float:
        likeliest = max(self._near(one.what, other.what) for other in written)
        return min(
            self._elsewhere(one.why, f"{other.why},{other.what}", everything)
            for other in written
            if self._near(one.what, other.what) >= likeliest - _AS_LIKELY
        )

    def _elsewhere(self, text: str, there: str, everything: str) -> float:
        """The share of the words of ``text`` that stand in the passage, but not ``there``."""
        words = [word for word in self.likeness.content_words(text) if len(word) > 1]
        there = self.likeness.words.canonical(there)
        missing = sum(
            len(word)
            for word in words
            if self.likeness.near_in(word, there) < _FAR and self.likeness.value_in(word, everything) > _FAR
        )
        return missing / sum(map(len, words)) if words else 0.0

    def _near(self, text: str, other: str) -> float:
        words = self.likeness.content_words(text)
        return self.likeness.coverage(words, self.likeness.words.canonical(other), "") if words else 0.0


def causes_of(text: str) -> Iterator[Cause]:
    """The causes that folded ``text`` names, with their effects."""
    for match in _SEGMENT.finditer(text):
        for found in _causes_in(match.group()):
            if min(len(found.why), len(found.what)) >= _LEAST:
                yield found


def _causes_in(sentence: str) -> Iterator[Cause]:
    led = _BEFORE_CAUSE.search(sentence)
    leads = _BEFORE_EFFECT.search(sentence)
    if led and (leads is None or led.start() <= leads.start()):
        before = sentence[: led.start()].strip(",:")
        if leads and leads.start() > led.end():
            # 收入下降,主要是市场低迷导致出让减少: the one for the other, both for what stands before.
            why, what = _bare(sentence[led.end() : leads.start()]), sentence[leads.end() :].strip(",")
            yield Cause(why, what[:_LONGEST])
            yield Cause(f"{why},{what}"[:_LONGEST], before[-_LONGEST:])
            return
        why, _, rest = sentence[led.end() :].partition(",")
        if not rest and not _ENDS_CAUSE.search(why):
            inner = _INNER_END.search(why)
            if inner:
                why, rest = why[: inner.start()], why[inner.end() :]
        if rest and not (len(before) > _SUBJECT and "," in sentence[: led.start()]):
            yield Cause(_bare(why), f"{before},{rest}"[:_LONGEST])
        else:
            yield Cause(_bare(why), before[-_LONGEST:])
    elif leads:
        why = sentence[: leads.start()].strip(",")
        yield Cause(_bare(why[-_LONGEST:]), sentence[leads.end() :].strip(",")[:_LONGEST])


def _bare(why: str) -> str:
    return _ENDS_CAUSE.sub("", why.strip(","))
