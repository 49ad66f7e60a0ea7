"""What the gate sees of a sentence beside its passage, as figures that trees weigh (``weighing``).

Each sign speaks either for the sentence or against it, whatever the others say: ``FOR_IT`` names the first,
``EITHER`` those that may do both, all others count against. The trees are bound to that, so that they cannot
learn how somebody writes: in pairs written by hand it is the right sentences that are freely put, which says
nothing of those of an LLM.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.gate.alignment import Aligned, clauses_of
from qa_service.answering.gate.attachment import Attachment
from qa_service.answering.gate.bindings import Bindings
from qa_service.answering.gate.contrasts import NAMES as CONTRASTS
from qa_service.answering.gate.contrasts import PRECISE
from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.governing import drops_period
from qa_service.answering.gate.likeness import Likeness
from qa_service.answering.gate.slots import Slots, values_of
from qa_service.answering.gate.slots import names as slot_names
from qa_service.answering.gate.transplants import Transplants
from qa_service.answering.gate.turns import orders_brought
from qa_service.answering.text.sentences import Sentence

TURNS = (
    *(
        "label",
        "bearing",
        "exclusive",
        "status",
        "organ",
        "all",
        "modality",
        "negation",
        "plan",
        "ban",
        "year",
    ),
    *(
        "concession",
        "severe",
        "cause",
        "universal",
        "only",
        "spliced",
        "about",
        "ordinal",
        "unit",
        "novel",
        "words",
        "clause",
    ),
)
"""Findings of the single checks that are signs, by how often they were made."""
SELDOM = frozenset({"time", "either", "governed", "immediate", "again", "superlative", "utterly", "change"})
"""Findings made too seldom for a sign each."""
STRAYS = frozenset(
    (
        *("base", "way", "amount", "member", "listed", "partly", "exception", "denial", "bound", "condition"),
        *("whole", "rank", "level"),
    )
)
"""Findings that hardly a right sentence makes: without partly and level, of 2,483 right ones 8, of 3,119
wrong ones 158."""
FREELY_PUT = frozenset({"novel", "words", "clause", "about", "ordinal"})
"""Findings made of freely put sentences as often where they are right; they are signs, and count as none."""
SAID = {
    "all": r"全部|全都|所有|任何|凡|一律|都|均|各|每|全(?=[国省市县区年])|悉数|统统|一概|谁|无论|不论",
    "only": r"只|仅|限于|才|唯一|单独",
    "cause": r"因|由于|原因|导致|所以|带动|得益|使得|靠|为了|造成|源于|缘于|受(?![理益惠助聘让灾伤])|影响",
    "compared": r"比|高于|低于|多于|少于|超过|不如|不及|更|相当于|大于|小于|快于|慢于|赶不上|胜过|远",
    "less": r"降|减|跌|少了|低了|缩|回落|下滑|下调|压",
    "condition": r"如|若|只要|只有|除非|的话|时|凡|情况下|一旦|经|须|后",
    "rate": r"增速|增幅|占比|比重|人均|户均|平均|累计|新增|净增|率",
    "must": r"必须|应当|(?<!不)应|须|务必|得(?=[先在由把交报给要])|要(?!求)|一定",
}
"""Words of a kind that a sentence says: the sign tells how far off the passage has one of the kind."""
LEFT_OUT = {
    "denial": r"不|没|未|无|非|免|拒",
    "reserve": r"一般|原则上|通常|可能|视情|酌情|鼓励|支持|引导|倡导|建议|必要时",
    "may": r"可以|可(?!能)|有权|能够|能|允许|准许|才能",
    "some": r"少数|个别|部分|有的|一些|多数|大部分|符合|合格|其中",
    "rate": r"增速|增幅|占比|比重|人均|户均|平均|累计|新增|净增|率",
    "period": r"季度|上半年|下半年|\d月?[-—–~至到]\d+月",
    "plan": r"将|拟|计划|力争|预计|争取|目标|下一步|到\d{4}年",
}
"""Words of a kind that the passage says and the sentence does not."""
_COVERED = (
    *("rules_hold", "coverage", "best_clause", "nearness", "characters", "telling_characters"),
    *("telling_in_sentence", "said_of_sentence", "said_of_clause", "characters_of_clause"),
    *("neighbours_near", "in_order", "same_run", "held_together", "figures_bound"),
)
FOR_IT = frozenset(_COVERED)
EITHER = frozenset(slot_names())
"""What is left out of a clause, or joined anew, is a fault or none by what else there is."""
SIGNS = (
    *_COVERED,
    *(
        "neighbours_apart",
        "put_for_another",
        "left_out_within",
        "displaced",
        "bridged",
        "taken_for_whole",
        "rival_margin",
        "findings",
        "seldom",
        "loose",
        "unheld",
        "foreign",
        "denied_elsewhere",
        "of_sibling",
        "cause_apart",
        "other_base",
        "left_out_condition",
        "put_strange",
        "order_unheld",
        "period_dropped",
        "roles_swapped",
        "adjoins_rival",
        "misdistributed",
        "contradicted",
        "widened",
        "transplanted",
        "figures_foreign",
        "strays",
    ),
    *TURNS,
    *(f"says_{name}" for name in SAID),
    *(f"omits_{name}" for name in LEFT_OUT),
    *CONTRASTS,
    *slot_names(),
)

_SAID = tuple(re.compile(pattern) for pattern in SAID.values())
_LEFT_OUT = tuple(re.compile(pattern) for pattern in LEFT_OUT.values())
_HAN = re.compile("[\u4e00-\u9fff]")
_STOPS = frozenset(",。;:、!?()“”《》 \n")
_STANDS = 0.7
_LONG_RUN = 2
_CONDITION = re.compile("满|连续|累计|经(?![营济费])|未|不|非|除|仅|只|限|首次|以上|超过|确|必要")
_WIDE = re.compile(
    "凡|一律|所有(?![权制])|任何|无论|不论|统统|一概|全年(?=[^,。;]{0,4}(?:禁|不|均|都|可))|全[市县区省]范围|随时|自由"
)

Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A folded ``statement`` beside what is ``held``; ``found`` are the findings of the single checks, with
    repetitions."""

    statement: str
    aligned: Sequence[Aligned]
    coverage: float
    held: Known
    sentences: Sequence[Sentence]
    found: Sequence[str]
    attachment: Attachment
    bindings: Bindings
    transplants: Transplants
    contrasts: Sequence[float]
    slots: Slots
    likeness: Likeness


def signs_of(seen: Seen) -> Floats:
    """Shape (len(SIGNS),)."""
    nearest = ",".join(one.nearest for one in seen.aligned)
    touched = ",".join(one.touched for one in seen.aligned)
    whole = ",".join(dict.fromkeys(one.sentence.text for one in seen.aligned))
    near, in_order, apart = _neighbours(seen)
    same_run, put_for_another, left_out, left_out_condition, put_strange = _edits(seen)
    hangs, taken = seen.attachment, seen.transplants
    order_unheld = float(orders_brought(seen.statement, seen.held.text))
    period_dropped = float(drops_period(seen.statement, seen.held))
    widened = float(any(word.group() not in whole for word in _WIDE.finditer(seen.statement)))
    precise = (order_unheld, widened, period_dropped, hangs.misdistributed, hangs.contradicted)
    found = [name for name in seen.found if name not in FREELY_PUT]
    values = [
        float(not found),
        *_covered(seen, nearest, whole),
        *(near, in_order, same_run, hangs.held_together, seen.bindings.bound),
        *(apart, put_for_another, left_out),
        *(hangs.displaced, hangs.bridged, hangs.taken_for_whole, hangs.rival_margin),
        float(len(found)),
        float(sum(name in SELDOM for name in seen.found)),
        float(hangs.loose()),
        _unheld(seen),
        *(taken.foreign, taken.denied, taken.sibling, taken.cause_apart, taken.other_base),
        *(left_out_condition, put_strange, order_unheld, period_dropped),
        *(taken.roles_swapped, hangs.adjoins_rival, hangs.misdistributed, hangs.contradicted),
        widened,
        float(taken.made() + sum(value > 0 for value in precise)),
        seen.bindings.foreign,
        float(sum(name in STRAYS for name in seen.found)) + _precise(seen.contrasts),
        *(float(seen.found.count(name)) for name in TURNS),
        *(_how_far(kind, seen.statement, (touched, whole, seen.held.text)) for kind in _SAID),
        *(
            float(kind.search(touched) is not None and kind.search(seen.statement) is None)
            for kind in _LEFT_OUT
        ),
        *seen.contrasts,
        *values_of(seen.slots),
    ]
    return np.array(values, dtype=np.float32)


def _precise(contrasts: Sequence[float]) -> float:
    """How many of the contrasts that hardly a right sentence makes; alone each is too seldom to weigh."""
    return float(sum(value > 0 for name, value in zip(CONTRASTS, contrasts, strict=True) if name in PRECISE))


def _covered(seen: Seen, nearest: str, whole: str) -> list[float]:
    """How much of the statement the passage holds, and how much of the passage the statement."""
    likeness, said = seen.likeness, seen.statement
    canonical = likeness.words.canonical
    telling = "".join(likeness.content_words(said))
    written = seen.held.text + seen.held.around
    near = [likeness.nearness(one.text, one.nearest) for one in seen.aligned]
    of_clause = likeness.content_words(nearest)
    return [
        seen.coverage,
        max((one.coverage for one in seen.aligned), default=0.0),
        sum(near) / len(near) if near else 0.0,
        _share("".join(_HAN.findall(said)), written),
        _share(telling, written),
        _share(telling, whole + seen.held.around),
        likeness.coverage(likeness.content_words(whole), canonical(said), ""),
        likeness.coverage(of_clause, canonical(said), ""),
        _share("".join(of_clause), said) if of_clause else 1.0,
    ]


def _unheld(seen: Seen) -> float:
    """How many characters of its words the passage and its document have in no writing."""
    likeness = seen.likeness
    everywhere = likeness.words.canonical(f"{seen.held.text}\n{seen.held.around}")
    words = likeness.content_words(seen.statement)
    return float(sum(len(word) for word in words if likeness.near_in(word, everywhere) == 0.0))


def _share(characters: str, text: str) -> float:
    there = frozenset(text)
    return sum(one in there for one in characters) / max(1, len(characters))


def _neighbours(seen: Seen) -> tuple[float, float, float]:
    """Whether words that stand together in the statement do so in the passage: the share of neighbours at
    most a clause apart, the share that follow in the same order, the most clauses between two."""
    likeness = seen.likeness
    canonical = likeness.words.canonical
    passage = canonical(seen.held.text)
    words = [
        word
        for word in likeness.content_words(seen.statement)
        if len(word) > 1 and likeness.near_in(word, passage) >= _STANDS
    ]
    clauses = [canonical(part) for one in seen.sentences for part in clauses_of(one)]
    places = [
        [at for at, part in enumerate(clauses) if likeness.near_in(word, part) >= _STANDS] for word in words
    ]
    gaps = [
        min(abs(a - b) for a in first for b in second) if first and second else None
        for first, second in pairwise(places)
    ]
    starts = [start for word in words if (start := passage.find(word)) >= 0]
    near = [gap is not None and gap <= 1 for gap in gaps]
    rising = [a < b for a, b in pairwise(starts)]
    return (
        sum(near) / len(near) if near else 1.0,
        sum(rising) / len(rising) if rising else 1.0,
        float(max((gap for gap in gaps if gap is not None), default=0)),
    )


def _edits(seen: Seen) -> tuple[float, float, float, float, float]:
    """What makes the nearest clauses of the passage into those of the statement: the share that stays in runs
    of two characters and more, how often another word of the passage takes a word's place, how often a word
    between two that stay is left out, and how often one that sets a condition
    is, how often a word that the passage lacks takes one's place."""
    everywhere = seen.held.text + seen.held.around
    light = seen.likeness.words.light
    matched = total = put = left_out = conditions = strange = 0
    for one in seen.aligned:
        written, said = one.nearest.strip(",;。:"), one.text
        steps = SequenceMatcher(None, written, said, autojunk=False).get_opcodes()
        lengths = [end - start if kind == "equal" else 0 for kind, start, end, _, _ in steps]
        matched += sum(length for length in lengths if length >= _LONG_RUN)
        total += len(said)
        for at, (kind, start, end, said_start, said_end) in enumerate(steps):
            old, new = written[start:end], said[said_start:said_end]
            before, behind = lengths[at - 1] if at else 0, lengths[at + 1] if at + 1 < len(steps) else 0
            within = min(before, behind) >= _LONG_RUN
            at_end = at in (0, len(steps) - 1) and before + behind > _LONG_RUN
            if kind == "replace" and (within or at_end):
                tells = (
                    new not in light
                    and old not in light
                    and not _STOPS.issuperset(new)
                    and old not in seen.statement
                    and new not in seen.likeness.words.near.get(old, ())
                )
                put += tells and new in everywhere
                strange += tells and (len(new) > 1 or len(old) == 1) and new not in everywhere
            if kind == "delete" and within:
                left_out += old not in light and not _STOPS.issuperset(old)
                conditions += _CONDITION.search(old) is not None
    return matched / max(1, total), float(put), float(left_out), float(conditions), float(strange)


def _how_far(kind: re.Pattern[str], statement: str, texts: Sequence[str]) -> float:
    """0 where the statement says nothing of the kind; else 1 where the first of ``texts`` does, and so on."""
    if not kind.search(statement):
        return 0.0
    found = (number for number, text in enumerate(texts, 1) if kind.search(text))
    return float(next(found, len(texts) + 1))
