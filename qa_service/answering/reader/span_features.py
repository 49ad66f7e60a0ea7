"""Signs by which the run of words that answers is told from others, a row of figures for each run.

Form (length, parts of speech, figures, names, quotes), surroundings (what stands beside it, whole clause),
the question's words near it, and how what stands beside the run matches what stands beside the interrogative.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.asked import KINDS, Asked
from qa_service.answering.reader.overlap import Overlap, common_end, common_start
from qa_service.answering.reader.spans import Runs
from qa_service.answering.reader.texts import Booleans, Floats, Integers, TaggedText

Column = Sequence[bool] | Sequence[int] | Floats | Booleans | NDArray[np.integer] | NDArray[np.float64]
_FAR = 40.0
_TAG_NUMBERS = {
    name: number
    for number, name in enumerate(
        (
            *("n", "v", "nr", "ns", "nt", "nz", "vn", "digit", "m", "t", "q", "a", "ad", "an", "d", "p", "c"),
            *("u", "r", "f", "s", "b", "l", "i", "j", "eng", "open", "close", "pause", "mark", "x", "y", "z"),
            *("k", "ng", "h", "o", "e", "zg"),
        )
    )
}
_NUMERIC = frozenset(("digit", "m", "q", "t", "mq"))
_NAMES = frozenset(("nr", "ns", "nt", "nz", "eng", "x"))
_NEVER_NAMES = frozenset("pucvdr")
_NEAR = 8
_JOINING = frozenset("、和与及")
_COPULAS = frozenset(
    (*"是为叫称即:指有于在由至到达被对向“《(、,的以因", "称为", "叫做", "名为", "包括", "达到", "因为")
)
_COUNTED_TAGS = ("n", "v", "nr", "ns", "nt", "nz", "m", "digit", "u", "d", "p", "pause", "eng")
_CHARACTERS = ("年", "月", "日", "%", "元", "人", "的")
_FORM = (
    "characters",
    "tokens",
    "first_tag",
    "last_tag",
    "tag_before",
    "tag_behind",
    *(f"count_{name}" for name in _COUNTED_TAGS),
    *(f"has_{name}" for name in _CHARACTERS),
    "marks_inside",
    "begins_clause",
    "ends_clause",
    "clauses",
    "share_of_clause",
    "before_in_clause",
    "behind_in_clause",
    "quoted",
    "bracketed",
    "begins_numeric",
    "ends_numeric",
    "begins_name",
    "ends_name",
)
_NEIGHBOURS = (
    "joined_before",
    "joined_behind",
    "copula_before",
    "de_behind",
    "de_before",
)
_WORDS = (
    "repeats_share",
    "repeats_weight",
    "weight_in_clause",
    "weight_in_sentence",
    "weight_near",
    "hit_before",
    "hit_behind",
    "side_of_hit_before",
    "side_of_hit_behind",
    "covered_before",
    "covered_behind",
)
_BESIDE = (
    "same_end_before",
    "same_start_behind",
    "same_end_past_links",
    "end_as_behind_asking",
    "start_as_before_asking",
)
_RIVALS = (
    "weight_before_in_clause",
    "weight_behind_in_clause",
    "weight_before_in_sentence",
    "near_behind_best",
    "near_behind_alike",
    "clause_behind_alike",
)
_DISTANCES = (
    "left_word_before",
    "left_word_behind",
    "right_word_before",
    "right_word_behind",
)
_ASKED_FOR = (
    "noun_inside",
    "noun_ends",
    "noun_last_character",
    "noun_before",
    "noun_behind",
    "unit_ends",
    "unit_behind",
)
_STANDING = (
    "occurs",
    "place",
    "sentence_score",
    "sentence_rank",
    "sentence_margin",
    "begin_score",
    "end_score",
    "form_score",
    "boundary_score",
    "boundary_behind_best",
    "boundary_rank",
    *(f"asks_{kind}" for kind in KINDS),
)
SPAN_FEATURES = (*_FORM, *_NEIGHBOURS, *_WORDS, *_BESIDE, *_RIVALS, *_DISTANCES, *_ASKED_FOR, *_STANDING)

_LINKS = "是为叫称在于由被至到达有对向与和“‘《「(:,、的了以用"


def span_features(
    text: TaggedText,
    asked: Asked,
    shared: Overlap,
    runs: Runs,
    sentence: Sequence[Floats],
    boundary: Sequence[Floats],
) -> Floats:
    """Shape (runs, features). ``sentence`` has score, place and margin of each run's sentence, ``boundary``
    how well it begins, ends and looks."""
    signs = _SpanSigns(text, asked, shared, runs)
    total = boundary[0] + boundary[1] + boundary[2]
    order = np.argsort(np.argsort(-total, kind="stable"), kind="stable")
    columns: list[Column] = [
        *signs.form(),
        *signs.neighbours(),
        *signs.words(),
        *signs.beside(),
        *signs.rivals(),
        *signs.distances(),
        *signs.asked_for(),
        [text.text.count(words) for words in signs.slices],
        runs.first / text.count,
        *sentence,
        *boundary,
        total,
        total - total.max(initial=0.0),
        order,
    ]
    rows = np.zeros((runs.count, len(SPAN_FEATURES)), dtype=np.float32)
    for number, column in enumerate(columns):
        rows[:, number] = column
    rows[:, len(columns) :] = [float(kind == asked.kind) for kind in KINDS]
    return rows


class _SpanSigns:
    """Columns of signs, a list for each of the groups of names above."""

    def __init__(self, text: TaggedText, asked: Asked, shared: Overlap, runs: Runs) -> None:
        self._text, self._asked, self._shared = text, asked, shared
        self._first, self._last = runs.first, runs.last
        self._start, self._end = text.starts[runs.first], text.ends[runs.last]
        self.slices = [text.text[a:b] for a, b in zip(self._start.tolist(), self._end.tolist(), strict=True)]
        self._tags = np.array([-1, *(_TAG_NUMBERS.get(name, 39) for name in text.tags), -1], dtype=np.int32)
        self._clause = _bounds(text.clause, runs)
        self._sentence = _bounds(text.sentence, runs)
        # Beyond a sentence's edge stands nothing.
        self._previous = np.where(runs.first > self._sentence[0], runs.first - 1, -1)
        self._following = np.where(runs.last < self._sentence[1], runs.last + 1, -1)
        words = (*text.words, "")
        self._before = [words[number] for number in self._previous.tolist()]
        self._behind = [words[number] for number in self._following.tolist()]
        self._weight = _cumulated(shared.weight)
        self._total = max(float(shared.weights.sum()), 1e-6)
        self._covered = _cumulated(shared.covered)

    def form(self) -> list[Column]:
        text, i, j = self._text, self._first, self._last
        left, right = self._clause
        size = (self._end - self._start).astype(np.float32)
        tags, letters = np.array(text.tags), np.array(list(text.text))
        counts = [_cumulated(tags == name) for name in _COUNTED_TAGS]
        characters = [_cumulated(letters == counted) for counted in _CHARACTERS]
        numeric = np.array(
            [tag in _NUMERIC or word in "年月日%元" for tag, word in zip(text.tags, text.words, strict=True)]
        )
        named = np.array(
            [
                tag in _NAMES or word in "·•-" or (len(word) == 1 and tag not in _NEVER_NAMES and not is_mark)
                for tag, word, is_mark in zip(text.tags, text.words, text.is_mark.tolist(), strict=True)
            ]
        )
        return [
            size,
            j - i + 1,
            self._tags[i + 1],
            self._tags[j + 1],
            np.where(self._previous >= 0, self._tags[i], -1),
            np.where(self._following >= 0, self._tags[np.minimum(j + 2, text.count + 1)], -1),
            *(self._inside(cumulated) for cumulated in counts),
            *(cumulated[self._end] - cumulated[self._start] for cumulated in characters),
            self._inside(_cumulated(text.is_mark)),
            i == left,
            j >= right - text.is_mark[right],
            text.clause[j] - text.clause[i] + 1,
            size / (text.ends[right] - text.starts[left]),
            self._start - text.starts[left],
            text.ends[right] - self._end,
            [
                b != "" and b[-1] in "“‘「『《" and a[:1] in "”’」』》"
                for b, a in zip(self._before, self._behind, strict=True)
            ],
            [words[0] in "《“「『" and words[-1] in "》”」』" for words in self.slices],
            numeric[i] & ~((self._previous >= 0) & numeric[self._previous]),
            numeric[j] & ~((self._following >= 0) & numeric[self._following]),
            named[i] & ~((self._previous >= 0) & named[self._previous]),
            named[j] & ~((self._following >= 0) & named[self._following]),
        ]

    def neighbours(self) -> list[Column]:
        return [
            [word in _JOINING for word in self._before],
            [word in _JOINING for word in self._behind],
            [word in _COPULAS for word in self._before],
            [word == "的" for word in self._behind],
            [word == "的" for word in self._before],
        ]

    def words(self) -> list[Column]:
        """Where the question's words stand: in the run, around it, right before and behind."""
        text, shared = self._text, self._shared
        first, last = self._sentence
        own = self._inside(self._weight)
        hit = shared.weight > 0
        before, behind = _last_where(hit)[self._first], _next_where(hit)[self._last + 1]
        has_before, has_behind = before >= first, behind <= last
        gap_before = np.where(has_before, self._start - text.ends[np.maximum(before, 0)], _FAR)
        gap_behind = np.where(has_behind, text.starts[np.minimum(behind, text.count - 1)] - self._end, _FAR)
        side = np.concatenate([shared.side, [0]])
        covered = self._covered
        return [
            ((covered[self._end] - covered[self._start]) / (self._end - self._start)).astype(np.float32),
            own / self._total,
            self._in_clause,
            (self._weight[last + 1] - self._weight[first] - own) / self._total,
            self._near,
            np.minimum(gap_before, _FAR),
            np.minimum(gap_behind, _FAR),
            np.where(has_before, side[np.maximum(before, 0)], 0),
            np.where(has_behind, side[np.minimum(behind, text.count)], 0),
            covered[self._start] - covered[np.maximum(self._start - 6, 0)],
            covered[np.minimum(self._end + 6, len(covered) - 1)] - covered[self._end],
        ]

    def beside(self) -> list[Column]:
        """How what stands beside the run matches what stands beside the interrogative, straight and, for
        questions that turn the sentence round, crossed."""
        text, asked = self._text.text, self._asked
        left, right = asked.left, asked.right
        past_noun = right.removeprefix(asked.noun) if asked.noun else right
        past_links = left.rstrip(_LINKS)
        starts, of_start = np.unique(self._start, return_inverse=True)
        ends, of_end = np.unique(self._end, return_inverse=True)
        before = [text[max(0, at - 8) : at] for at in starts.tolist()]
        unlinked = [text[max(0, at - 12) : at].rstrip(_LINKS) for at in starts.tolist()]
        behind = [text[at : at + 8] for at in ends.tolist()]
        linked = [text[at : at + 12].lstrip(_LINKS) for at in ends.tolist()]
        return [
            _floats(common_end(piece, left) for piece in before)[of_start],
            _floats(max(common_start(p, right), common_start(p, past_noun)) for p in behind)[of_end],
            _floats(common_end(piece, past_links) for piece in unlinked)[of_start],
            _floats(common_end(piece, past_noun) for piece in unlinked)[of_start],
            _floats(common_start(piece, left) for piece in linked)[of_end],
        ]

    def rivals(self) -> list[Column]:
        weight, total = self._weight, self._total
        alike = self._tags[self._first + 1] + 1
        return [
            (weight[self._first] - weight[self._clause[0]]) / total,
            (weight[self._clause[1] + 1] - weight[self._last + 1]) / total,
            (weight[self._first] - weight[self._sentence[0]]) / total,
            self._near - self._near.max(initial=0.0),
            _behind_alike(self._near, alike),
            _behind_alike(self._in_clause, alike),
        ]

    def distances(self) -> list[Column]:
        """From the words that stand next to the interrogative."""
        asked = self._asked
        others = [
            (word, at) for word, at in zip(asked.words, asked.starts, strict=True) if word != asked.noun
        ]
        before = [word for word, at in others if at < asked.at]
        behind = [word for word, at in others if at >= asked.at]
        return [*self._from(before[-1] if before else ""), *self._from(behind[0] if behind else "")]

    def asked_for(self) -> list[Column]:
        noun, unit, text = self._asked.noun, self._asked.unit, self._text.text
        nothing = np.full(len(self.slices), -1.0)
        return [
            [noun in words for words in self.slices] if noun else nothing,
            [words.endswith(noun) for words in self.slices] if noun else nothing,
            [words[-1] == noun[-1] for words in self.slices] if noun else nothing,
            *self._from(noun),
            [words.endswith(unit) for words in self.slices] if unit else nothing,
            [text.startswith(unit, end) for end in self._end.tolist()] if unit else nothing,
        ]

    @cached_property
    def _in_clause(self) -> Floats:
        left, right = self._clause
        around: Floats = self._weight[right + 1] - self._weight[left] - self._inside(self._weight)
        return around / self._total

    @cached_property
    def _near(self) -> Floats:
        left = np.maximum(self._sentence[0], self._first - _NEAR)
        right = np.minimum(self._sentence[1], self._last + _NEAR)
        around: Floats = self._weight[right + 1] - self._weight[left] - self._inside(self._weight)
        return around / self._total

    def _inside(self, cumulated: Floats) -> Floats:
        within: Floats = cumulated[self._last + 1] - cumulated[self._first]
        return within

    def _from(self, word: str) -> tuple[Floats, Floats]:
        """The characters between ``word`` and the run where it stands before, and where it stands behind."""
        text = self._text.text
        size = len(text)
        begins, ends = np.zeros(size + 1, dtype=np.bool_), np.zeros(size + 1, dtype=np.bool_)
        at = text.find(word) if word else -1
        while at >= 0:
            begins[at], ends[at + len(word)] = True, True
            at = text.find(word, at + 1)
        here = np.arange(size + 1)
        last = np.maximum.accumulate(np.where(ends, here, -1000))
        following = np.minimum.accumulate(np.where(begins, here, size + 1000)[::-1])[::-1]
        return (
            np.minimum(here - last, _FAR).astype(np.float32)[self._start],
            np.minimum(following - here, _FAR).astype(np.float32)[self._end],
        )


def _bounds(numbers: Integers, runs: Runs) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first token of what each run begins in and the last of what it ends in; ``numbers`` ascend."""
    return (
        np.searchsorted(numbers, numbers[runs.first], side="left"),
        np.searchsorted(numbers, numbers[runs.last], side="right") - 1,
    )


def _floats(values: Iterable[int]) -> Floats:
    return np.array(list(values), dtype=np.float32)


def _behind_alike(values: Floats, groups: Integers) -> Floats:
    """How far each value is behind the best of its group."""
    best = np.full(int(groups.max(initial=0)) + 1, -np.inf)
    np.maximum.at(best, groups, values)
    behind: Floats = (values - best[groups]).astype(np.float32)
    return behind


def _cumulated(values: Sequence[bool] | Floats | Booleans) -> Floats:
    return np.concatenate([[0], np.cumsum(values)]).astype(np.float32)


def _last_where(mask: Booleans) -> Integers:
    """By position the last one before it where ``mask`` holds, else -1; shape (n + 1,)."""
    at = np.where(mask, np.arange(len(mask)), -1)
    return np.concatenate([[-1], np.maximum.accumulate(at)]).astype(np.int32)


def _next_where(mask: Booleans) -> Integers:
    """By position the first one from it on where ``mask`` holds, else n; shape (n + 1,)."""
    n = len(mask)
    at = np.where(mask, np.arange(n), n)
    return np.concatenate([np.minimum.accumulate(at[::-1])[::-1], [n]]).astype(np.int32)
