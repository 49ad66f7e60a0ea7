"""The word vectors of ``vectorstore.interaction``, learned from lists of candidates in which one is right.

The loss is that of a list (softmax over candidates, Cao et al. 2007, https://doi.org/10.1145/1273496.1273513).
BM25 stands beside the score while it learns, so that it learns what BM25 misses; it is no part of the model.
A share of the headings is hidden, since many collections have none. Seeded: the same questions and one thread
give the same model.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch.nn import functional

from training.export import quantised
from vectorstore.interaction import KERNEL_CENTRES, KERNEL_WIDTH, MODEL
from vectorstore.piece_tokens import CLAUSE_END, TokenIds

Floats = NDArray[np.float32]

_SMALL = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """The recipe: ``candidates`` of each question are drawn anew each time, at least one of them right.

    A second time through the questions gains nothing (held-out recall@1 / @5 of articles 0.334 / 0.604 after
    one, 0.334 / 0.610 after two) and loses elsewhere (encyclopedia 0.884, 0.850).

    ``dropout`` is the share of a question's tokens left out at a step. The rate rises for 100 steps and falls
    linearly; that of the handful of weights is ``weight_rate``. Texts are cut after ``longest`` tokens.
    """

    dimensions: int = 128
    epochs: int = 1
    batch: int = 16
    candidates: int = 20
    rate: float = 5e-4
    weight_rate: float = 1e-2
    dropout: float = 0.1
    without_heading: float = 0.3
    longest: int = 160
    longest_heading: int = 32
    longest_question: int = 40
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateList:
    """What was found for one question: tokens of headings and texts, BM25 scores, and which are right."""

    asked: TokenIds
    idf: Floats
    headings: Sequence[TokenIds]
    texts: Sequence[TokenIds]
    keyword: Floats
    right: NDArray[np.bool_]

    @property
    def tells(self) -> bool:
        """Whether some of it is right and some wrong."""
        return bool(self.right.any() and not self.right.all()) and len(self.asked) > 0


@dataclass(frozen=True, slots=True)
class Interaction:
    """What is learned, as ``vectorstore.interaction`` names it; ``vectors`` of shape (tokens, dimensions)."""

    vectors: Floats
    importance: Floats
    best: Floats
    kernels: Floats
    length: Floats


def learn_interaction(
    lists: Sequence[CandidateList],
    start: Floats,
    options: ListOptions = ListOptions(),
    on_step: Callable[[int, float], None] = lambda step, loss: None,
) -> Interaction:
    """Learn from ``lists``; ``start`` are the vectors of an embedding model, whose first dimensions serve."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    draw = np.random.default_rng(options.seed)
    telling = [one for one in lists if one.tells]
    weights = _Weights(start[:, : options.dimensions])
    optimizer = torch.optim.Adam(
        [
            {"params": [weights.vectors], "lr": options.rate},
            {"params": weights.few, "lr": options.weight_rate},
        ]
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    steps = options.epochs * (len(telling) // options.batch)
    step = 0
    for _ in range(options.epochs):
        order = draw.permutation(len(telling))
        for first in range(0, len(order) - options.batch + 1, options.batch):
            share = min(1.0, (step + 1) / 100) * max(0.05, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            drawn = [_drawn(telling[i], draw, options) for i in order[first : first + options.batch]]
            loss = weights.loss(_Batch.of(drawn, weights.padding, options))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            on_step(step, loss.item())
            step += 1
    return weights.learned()


def save_interaction(learned: Interaction, folder: Path) -> None:
    """Write the model; vectors at unit length, in int8."""
    units = learned.vectors / np.maximum(np.linalg.norm(learned.vectors, axis=1, keepdims=True), _SMALL)
    rows, _ = quantised(units.astype(np.float32))
    folder.mkdir(parents=True, exist_ok=True)
    save_file(
        {
            "vectors": rows,
            "importance": learned.importance.astype(np.float16),
            "best": learned.best,
            "kernels": learned.kernels,
            "length": learned.length,
        },
        folder / MODEL,
    )


def _drawn(one: CandidateList, draw: np.random.Generator, options: ListOptions) -> CandidateList:
    """Some candidates of ``one``, two right ones at most; with luck without headings and some tokens."""
    right = draw.permutation(np.flatnonzero(one.right))[:2]
    wrong = np.flatnonzero(~one.right)
    wanted = options.candidates - len(right)
    wrong = draw.choice(wrong, wanted, replace=len(wrong) < wanted)
    chosen = np.concatenate([right, wrong])
    kept = draw.random(len(one.asked)) >= options.dropout
    kept[draw.integers(len(kept))] = True
    bare = draw.random() < options.without_heading
    nothing = np.zeros(0, dtype=np.uint16)
    return CandidateList(
        asked=one.asked[kept],
        idf=one.idf[kept],
        headings=[nothing if bare else one.headings[i] for i in chosen],
        texts=[one.texts[i] for i in chosen],
        keyword=one.keyword[chosen],
        right=one.right[chosen],
    )


@dataclass(frozen=True, slots=True)
class _Batch:
    """Token numbers of shapes (lists, asked), (lists, candidates, tokens); keyword as a share of the best."""

    asked: torch.Tensor
    idf: torch.Tensor
    texts: torch.Tensor
    headings: torch.Tensor
    keyword: torch.Tensor
    right: torch.Tensor

    @classmethod
    def of(cls, lists: Sequence[CandidateList], padding: int, options: ListOptions) -> "_Batch":
        asked = _padded([one.asked for one in lists], padding, options.longest_question)
        idf = np.zeros(asked.shape, dtype=np.float32)
        for row, one in zip(idf, lists, strict=True):
            row[: len(one.idf)] = one.idf[: options.longest_question]
        count = len(lists[0].right)
        texts = _padded([text for one in lists for text in one.texts], padding, options.longest)
        headings = _padded([h for one in lists for h in one.headings], padding, options.longest_heading)
        keyword = np.stack([one.keyword / max(float(one.keyword.max()), _SMALL) for one in lists])
        return cls(
            asked=torch.from_numpy(asked),
            idf=torch.from_numpy(idf),
            texts=torch.from_numpy(texts.reshape(len(lists), count, -1)),
            headings=torch.from_numpy(headings.reshape(len(lists), count, -1)),
            keyword=torch.from_numpy(keyword.astype(np.float32)),
            right=torch.from_numpy(np.stack([one.right for one in lists])),
        )


def _padded(texts: Sequence[TokenIds], padding: int, longest: int) -> NDArray[np.int64]:
    real = [text[text != CLAUSE_END][:longest] for text in texts]
    rows = np.full((len(real), max(1, *(len(text) for text in real))), padding, dtype=np.int64)
    for row, text in zip(rows, real, strict=True):
        row[: len(text)] = text
    return rows


class _Weights:
    """What is learned, with a row of zeros at the end for padding."""

    def __init__(self, start: Floats) -> None:
        self.padding = len(start)
        units = start / np.maximum(np.linalg.norm(start, axis=1, keepdims=True), _SMALL)
        rows = np.concatenate([units, np.zeros((1, units.shape[1]))]).astype(np.float32)
        self.vectors = torch.tensor(rows, requires_grad=True)
        self.importance = torch.zeros(len(rows), requires_grad=True)
        self.best = torch.tensor([6.0, 3.0, 3.0], requires_grad=True)
        self.kernels = torch.full((len(KERNEL_CENTRES),), 0.2, requires_grad=True)
        self.length = torch.zeros(1, requires_grad=True)
        self.keyword = torch.ones(1, requires_grad=True)
        self.few = [self.importance, self.best, self.kernels, self.length, self.keyword]

    def loss(self, batch: _Batch) -> torch.Tensor:
        """How surprising the right candidates are, a mean over the lists."""
        logs = functional.log_softmax(self._scores(batch), dim=1)
        return -logs.masked_fill(~batch.right, -torch.inf).logsumexp(dim=1).mean()

    def learned(self) -> Interaction:
        def plain(tensor: torch.Tensor) -> Floats:
            return np.asarray(tensor.detach().numpy(), dtype=np.float32)

        return Interaction(
            vectors=plain(self.vectors)[: self.padding],
            importance=plain(self.importance)[: self.padding],
            best=plain(self.best),
            kernels=plain(self.kernels),
            length=plain(self.length),
        )

    def _scores(self, batch: _Batch) -> torch.Tensor:
        question = self._units(batch.asked)
        in_texts = self._similar(batch.texts, question)
        in_text = in_texts.amax(dim=2)
        in_heading = self._similar(batch.headings, question).amax(dim=2).clamp(min=0.0)
        pooled = sum(
            weight * torch.exp(-((in_texts - centre) ** 2) / (2 * KERNEL_WIDTH**2)).sum(dim=2).log1p()
            for weight, centre in zip(self.kernels, KERNEL_CENTRES, strict=True)
        )
        text, heading, either = self.best
        met = text * in_text + heading * in_heading + either * torch.maximum(in_text, in_heading) + pooled
        weights = torch.exp(self.importance[batch.asked]) * batch.idf
        weights = weights / weights.sum(dim=1, keepdim=True).clamp(min=_SMALL)
        lengths = (batch.texts != self.padding).sum(dim=2).float().log1p()
        return (met * weights[:, None, :]).sum(dim=2) + self.length * lengths + self.keyword * batch.keyword

    def _units(self, tokens: torch.Tensor) -> torch.Tensor:
        return functional.normalize(functional.embedding(tokens, self.vectors), dim=-1, eps=_SMALL)

    def _similar(self, tokens: torch.Tensor, question: torch.Tensor) -> torch.Tensor:
        """Cosines, shape (lists, candidates, tokens, asked); -1 for padding."""
        lists, candidates, longest = tokens.shape
        units = self._units(tokens.reshape(lists, -1))
        cosines = torch.bmm(units, question.transpose(1, 2)).reshape(lists, candidates, longest, -1)
        return cosines.masked_fill((tokens == self.padding)[..., None], -1.0)
