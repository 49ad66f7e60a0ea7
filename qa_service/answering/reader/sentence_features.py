"""Signs by which the sentence that answers is told from its neighbours: a row of figures for each."""

import re
from collections.abc import Sequence

import numpy as np

from qa_service.answering.reader.asked import KINDS, Asked
from qa_service.answering.reader.overlap import Overlap, longest_run
from qa_service.answering.reader.texts import Floats, TaggedText

_CUES = (
    (
        "says_why",
        re.compile(r"因为|由于|因此|所以|导致|为了|以便|原因|鉴于|从而|因而|使得|目的|理由|造成|以致"),
    ),
    (
        "says_when",
        re.compile(
            r"\d{1,4}年|\d月|[日号]|世纪|年代|时期|[元明清唐宋汉隋]朝|[零〇一二三四五六七八九十]年|期间|之后|之前|周[一二三四五六日]"
        ),
    ),
    (
        "says_how_much",
        re.compile(
            r"\d|[一二三四五六七八九十百千万亿两半几][个人名次件年月日天元米公里家座种位项条所只倍成%]|百分之"
        ),
    ),
    (
        "says_what_it_is",
        re.compile(r"是指|指的是|是一|称为|又称|叫做|即|简称|所谓|是.{0,12}的一|意为|意思|俗称|名为"),
    ),
    (
        "says_how",
        re.compile(
            r"通过|采用|采取|利用|以.{1,12}(?:方式|方法|手段)|按照|用于|加强|推进|建立|方式|方法|措施"
        ),
    ),
    ("lists", re.compile(r"、.*、|包括|分为|如下|分别|以及|一是|有[一二三四五六七八九十两\d]+[个种类项条]")),
)
_LEAD_FOR = {"why": 0, "when": 1, "how_much": 2, "how": 4, "list": 5}
_BESIDE = 6
_TAGS = ("digit", "m", "nr", "ns", "nt", "nz", "open", "pause", "eng", "v", "n")
_COMPARED = ("words", "words_around", "pairs", "best_clause", "longest_run", "bm25")
SENTENCE_FEATURES = (
    *_COMPARED,
    *(f"{name}_behind" for name in _COMPARED),
    "left_of_asking",
    "right_of_asking",
    "holds_noun",
    "ends_of_noun",
    "holds_unit",
    *(name for name, _ in _CUES),
    "suits_kind",
    *(f"new_{name}" for name in _TAGS),
    "new_words",
    "length",
    "place",
    "sentences",
    "question_words",
    *(f"asks_{kind}" for kind in KINDS),
)


def sentence_features(
    text: TaggedText, sentences: Sequence[tuple[int, int]], asked: Asked, shared: Overlap
) -> Floats:
    """Shape (sentences, features)."""
    slices = [text.text[start:end] for start, end in sentences]
    number = len(slices)
    compared = _compared(text, slices, asked, shared)
    best = np.sort(compared, axis=0)[::-1]
    # The best sentence by how far it leads, the others by how far they are behind.
    rival = np.where(compared == best[0], best[min(1, number - 1)], best[0])
    rows = np.zeros((number, len(SENTENCE_FEATURES)), dtype=np.float32)
    width = compared.shape[1]
    rows[:, :width] = compared
    rows[:, width : 2 * width] = compared - rival
    others = np.array(
        [_own_signs(text, at, held, asked, shared) for at, held in enumerate(slices)], dtype=np.float32
    )
    asks = [float(kind == asked.kind) for kind in KINDS]
    rows[:, 2 * width : 2 * width + others.shape[1]] = others
    rows[:, -len(KINDS) - 4] = [len(held) for held in slices]
    rows[:, -len(KINDS) - 3] = np.arange(number) / max(1, number - 1)
    rows[:, -len(KINDS) - 2] = number
    rows[:, -len(KINDS) - 1] = len(asked.words)
    rows[:, -len(KINDS) :] = asks
    return rows


def _compared(text: TaggedText, slices: Sequence[str], asked: Asked, shared: Overlap) -> Floats:
    total, total_pairs = max(float(shared.weights.sum()), 1e-6), max(float(shared.pair_weights.sum()), 1e-6)
    words = shared.holds @ shared.weights / total
    around = shared.holds.copy()
    around[1:] |= shared.holds[:-1]
    around[:-1] |= shared.holds[1:]
    pairs = shared.holds_pair @ shared.pair_weights / total_pairs
    clauses = np.zeros(len(slices), dtype=np.float32)
    for clause in range(int(text.clause[-1]) + 1 if text.count else 0):
        tokens = np.flatnonzero(text.clause == clause)
        piece = text.text[text.starts[tokens[0]] : text.ends[tokens[-1]]]
        held = sum(
            float(w) for pair, w in zip(shared.pairs, shared.pair_weights, strict=True) if pair in piece
        )
        at = max(0, int(text.sentence[tokens[0]]))
        clauses[at] = max(clauses[at], held / total_pairs)
    question = asked.left + " " + asked.right
    run = [longest_run(question, held) / max(1, len(question)) for held in slices]
    lengths = np.array([len(held) for held in slices], dtype=np.float32)
    damped = 1.9 / (1 + 0.9 * (0.6 + 0.4 * lengths / lengths.mean()))
    bm25 = (words * total + pairs * total_pairs) * damped / (total + total_pairs)
    return np.column_stack([words, around @ shared.weights / total, pairs, clauses, run, bm25]).astype(
        np.float32
    )


def _own_signs(text: TaggedText, at: int, held: str, asked: Asked, shared: Overlap) -> list[float]:
    tokens = np.flatnonzero(text.sentence == at)
    fresh = [n for n in tokens if shared.weight[n] == 0]
    tags = [text.tags[n] for n in fresh]
    cues = [float(pattern.search(held) is not None) for _, pattern in _CUES]
    lead = _LEAD_FOR.get(asked.kind)
    suits = cues[lead] if lead is not None else -1.0
    if asked.kind == "who":
        suits = float("nr" in tags)
    elif asked.kind == "where":
        suits = float("ns" in tags)
    ending = asked.noun[-1:]
    return [
        _beside(asked.left[-_BESIDE:], held),
        _beside(asked.right[:_BESIDE], held),
        float(asked.noun in held) if asked.noun else -1.0,
        float(sum(text.words[n][-1] == ending for n in fresh)) if ending else -1.0,
        float(asked.unit in held) if asked.unit else -1.0,
        *cues,
        suits,
        *(float(tags.count(name)) for name in _TAGS),
        float(len(fresh)),
    ]


def _beside(piece: str, held: str) -> float:
    """The share of the pairs of characters of ``piece`` that ``held`` has; -1 for none."""
    pairs = [piece[at : at + 2] for at in range(len(piece) - 1)]
    return sum(pair in held for pair in pairs) / len(pairs) if pairs else -1.0
