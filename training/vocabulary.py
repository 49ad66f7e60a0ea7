"""The vocabulary of the static model: words and single characters, and what each word is made of.

A text is cut into the likeliest sequence of words (a unigram model, Kudo 2018,
https://arxiv.org/abs/1804.10959), by the tokenizer that is shipped: training sees the very segmentation that
will be used, and nothing else is needed at run time. The words are jieba's, counted over the texts.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from vectorstore.analyzer import Analyzer

UNKNOWN = "[UNK]"
_LONGEST_WORD = 8
_SUB_WORD_LENGTHS = (2, 3)
# NFKC leaves these; what the service's own folding drops or makes alike is so here too.
_INVISIBLE = "[\u00ad\u200b\u200c\u200d\u2060\ufeff\\x00]"
_BETWEEN_WORDS = r"[^\p{L}\p{N}]+"
_TEXTS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyOptions:
    """How many words and characters are kept, the most frequent first."""

    words: int = 40_000
    characters: int = 7_000
    least_count: int = 3


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word and, by itself, each character stands in ``texts``."""
    analyzer = Analyzer()
    counts: Counter[str] = Counter()
    for text in texts:
        words = [word.text for word in analyzer.words(text)]
        counts.update(words)
    return counts


class Vocabulary:
    """Tokens with ids and the tokenizer that finds them; id 0 is the unknown token.

    ``composition`` of shape (tokens, tokens) has a 1 where the column's token is a part of the row's: the
    token itself, its characters, and the words of two or three characters inside it.
    """

    def __init__(self, counts: Counter[str], options: VocabularyOptions) -> None:
        words = _most_frequent(
            (w for w in counts if 1 < len(w) <= _LONGEST_WORD and counts[w] >= options.least_count),
            counts,
            options.words,
        )
        characters = Counter[str]()
        for word, count in counts.items():
            if not word.isascii():
                characters.update(dict.fromkeys(word, count))
        singles = _most_frequent(characters, characters, options.characters)
        self.tokens: list[str] = [UNKNOWN, *words, *singles]
        self.tokenizer = _tokenizer(self.tokens, counts)
        self.composition = _composition(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def bags(self, texts: Sequence[str]) -> csr_matrix:
        """Counts of parts in each text, shape (len(texts), tokens), float32."""
        return bags_of(self.tokenizer, texts, len(self)) @ self.composition


def bags_of(tokenizer: Tokenizer, texts: Sequence[str], size: int) -> csr_matrix:
    """Counts of tokens in each text, shape (len(texts), size), float32; the unknown token is not counted."""
    ids: list[int] = []
    ends = [0]
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        chunk = list(texts[start : start + _TEXTS_AT_ONCE])
        for encoding in tokenizer.encode_batch_fast(chunk, add_special_tokens=False):
            ids.extend(filter(None, encoding.ids))
            ends.append(len(ids))
    ones = np.ones(len(ids), dtype=np.float32)
    bags = csr_matrix((ones, np.array(ids, dtype=np.int32), np.array(ends)), shape=(len(texts), size))
    bags.sum_duplicates()
    return bags


def _most_frequent(tokens: Iterable[str], counts: Counter[str], limit: int) -> list[str]:
    return sorted(tokens, key=lambda token: (-counts[token], token))[:limit]


def _tokenizer(tokens: Sequence[str], counts: Counter[str]) -> Tokenizer:
    total = sum(counts.values())
    scores = [math.log(max(counts[token], 0.5) / total) for token in tokens]
    tokenizer = Tokenizer(
        models.Unigram(list(zip(tokens, scores, strict=True)), unk_id=0, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_INVISIBLE), ""),
            normalizers.NFKC(),
            normalizers.Lowercase(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_BETWEEN_WORDS), "removed")
    return tokenizer


def _composition(tokens: Sequence[str]) -> csr_matrix:
    ids = {token: id_ for id_, token in enumerate(tokens)}
    rows, columns = [], []
    for id_, token in enumerate(tokens):
        parts = {id_} | {ids[part] for part in _parts(token) if part in ids}
        rows.extend([id_] * len(parts))
        columns.extend(sorted(parts))
    ones = np.ones(len(rows), dtype=np.float32)
    return csr_matrix((ones, (rows, columns)), shape=(len(tokens), len(tokens)))


def _parts(token: str) -> Iterable[str]:
    if token.isascii() or token == UNKNOWN:
        return ()
    lengths = (1, *(length for length in _SUB_WORD_LENGTHS if length < len(token)))
    return itertools.chain.from_iterable(
        (token[start : start + length] for start in range(len(token) - length + 1)) for length in lengths
    )
