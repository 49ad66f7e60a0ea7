"""The keyword index: BM25 over words and bigrams in tantivy. The one door to tantivy.

A passage has three fields of terms, each with its weight: its own text, its path of headings, and the facts
of its document (title, issuer, number). Region, year and document id are filter terms inside the same query,
so a scope costs nothing and never widens. tantivy's BM25 has k1 = 1.2 and b = 0.75
(Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019). This module does not know vectors.
"""

import itertools
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.analyzer import BIGRAM_MARK, Analyzer
from vectorstore.codes import Keys, Scored, passage_key
from vectorstore.errors import IndexDamaged, failure_of
from vectorstore.passage_terms import PassageTerms, TermMaker
from vectorstore.passages import DocumentFacts, Filters, IndexedPassage, Passage
from vectorstore.piece_tokens import PieceTokens
from vectorstore.stored import from_stored, to_stored

if TYPE_CHECKING:
    import tantivy

_WRITER_BYTES = 64_000_000
_TOKENIZER = "terms"
_KEPT_FREQUENCIES = 100_000
_FIELDS = ("body", "section", "facts")
_EVERYWHERE = Filters()
_ASKED_ONE_BY_ONE = 32
# 250 questions for an article by title and number, 3,475 laws: the article came first for 0.68 with equal
# weights, 0.91 with 0.3, 1, 1, 0.99 with the facts alone; a little text decides where no title is named.
_BEARING_WEIGHTS = (0.1, 0.1, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWeights:
    """How much a term counts in each field.

    Chosen on 38 questions about 3,475 laws (161,531 passages), recall@1/5/20 with section and facts at 0, 0:
    0.316/0.658/0.711; 0.3, 0.3: 0.316/0.658/0.737; 0.3, 0.1: 0.342/0.658/0.789; with a dense weight of 0.1
    0.4, 0.1: 0.421/0.632/0.789. So few questions tell no more than that the title must not weigh much.
    """

    body: float = 1.0
    section: float = 0.4
    facts: float = 0.1


class LexicalIndex:
    """A tantivy index of passages in one folder.

    What was added or removed is seen after ``commit``. One thread writes at a time (a lock sees to it), any
    number search meanwhile. Every method raises IndexDamaged where the files cannot be read, those that write
    IndexDiskFull where there is no room; then what was not committed is dropped.
    """

    def __init__(
        self,
        index: "tantivy.Index",
        analyzer: Analyzer,
        weights: FieldWeights,
        piece_tokens: PieceTokens | None = None,
    ) -> None:
        import tantivy

        self._tantivy = tantivy
        self._index = index
        self._schema = index.schema
        self._analyzer = analyzer
        self._weights = weights
        self._piece_tokens = piece_tokens
        self._writer: tantivy.IndexWriter | None = None
        self._writing = threading.Lock()
        self._pending: set[str] = set()
        self.frequency = lru_cache(maxsize=_KEPT_FREQUENCIES)(self._frequency)
        tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer(_TOKENIZER, tokenizer)

    @classmethod
    def create(
        cls,
        directory: Path,
        analyzer: Analyzer,
        weights: FieldWeights,
        piece_tokens: PieceTokens | None = None,
    ) -> "LexicalIndex":
        """A new, empty index in ``directory``, which must be empty or absent.

        With ``piece_tokens`` it keeps the tokens of each passage too.
        """
        import tantivy

        directory.mkdir(parents=True, exist_ok=True)
        with _translated():
            index = tantivy.Index(_schema(), str(directory), reuse=False)
            return cls(index, analyzer, weights, piece_tokens)

    @classmethod
    def open(
        cls,
        directory: Path,
        analyzer: Analyzer,
        weights: FieldWeights,
        piece_tokens: PieceTokens | None = None,
    ) -> "LexicalIndex":
        """The index that ``create`` made. Raises IndexDamaged."""
        import tantivy

        with _translated():
            if not tantivy.Index.exists(str(directory)):
                raise IndexDamaged(f"no keyword index in {directory.name}")
            index = cls(tantivy.Index.open(str(directory)), analyzer, weights, piece_tokens)
        # Some files are opened at the first question only; one that is gone has to show now.
        index.frequency("的")
        return index

    def add(self, passages: Sequence[tuple[Passage, DocumentFacts]]) -> None:
        """Put passages in; one that is there under the same ``passage_id`` is replaced."""
        with self._change():
            writer = self._open_writer()
            searcher = self._index.searcher()
            known: dict[str, bool] = {}
            maker = TermMaker(self._analyzer, self._piece_tokens)
            for passage, facts in passages:
                document_id = passage.document_id
                if document_id not in known:
                    known[document_id] = (
                        document_id in self._pending or searcher.doc_freq("document_id", document_id) > 0
                    )
                if known[document_id]:
                    writer.delete_documents_by_term("passage_id", passage.passage_id)
                writer.add_document(self._document(passage, facts, maker.terms(passage, facts)))
            self._pending.update(known)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out; ids that are not there are no error."""
        with self._change():
            writer = self._open_writer()
            for document_id in document_ids:
                writer.delete_documents_by_term("document_id", document_id)

    def commit(self) -> None:
        """Make everything since the last commit durable and visible, all of it or nothing."""
        with self._change():
            if self._writer is not None:
                self._writer.commit()
                self._index.reload()
                self.frequency.cache_clear()
                self._pending.clear()

    def _frequency(self, word: str) -> int:
        """How many passages hold ``word`` (folded); for a word that was never cut as one, at most how
        many. Kept until the next commit."""
        with _translated():
            searcher = self._index.searcher()
            found = int(searcher.doc_freq("body", word))
            if found or len(word) < 2:
                return found
            pairs = (BIGRAM_MARK + a + b for a, b in itertools.pairwise(word))
            return min(int(searcher.doc_freq("body", pair)) for pair in pairs)

    def view(self) -> "LexicalView":
        """The index as it is now, for one search."""
        with _translated():
            return LexicalView(self._index, self._weights)

    def passage_ids(self, *, filters: Filters, limit: int) -> list[str]:
        """Ids of up to ``limit`` passages of the scope, in no order."""
        return [indexed.passage.passage_id for indexed in self.view().everything(filters, limit)]

    def count(self, filters: Filters | None = None) -> int:
        """How many passages are in the index, or in a scope of it."""
        return self.view().count(filters)

    def check(self) -> None:
        """Read every stored passage once. Raises IndexDamaged."""
        view = self.view()
        count = view.count()
        if count and sum(1 for _ in view.everything(Filters(), count)) != count:
            raise IndexDamaged("the keyword index has lost passages")

    def close(self) -> None:
        """Let go of the files; what was not committed is dropped."""
        with self._writing, _translated():
            if self._writer is not None:
                self._writer.rollback()
                self._writer.wait_merging_threads()
                self._writer = None

    @contextmanager
    def _change(self) -> Iterator[None]:
        with self._writing, _translated():
            try:
                yield
            except BaseException:
                # tantivy's writer takes nothing more once a thread of its own has met an error.
                self._writer = None
                self._pending.clear()
                raise

    def _open_writer(self) -> "tantivy.IndexWriter":
        if self._writer is None:
            self._writer = self._index.writer(_WRITER_BYTES, 1)
        return self._writer

    def _document(self, passage: Passage, facts: DocumentFacts, terms: PassageTerms) -> "tantivy.Document":
        document = self._tantivy.Document()
        document.add_text("passage_id", passage.passage_id)
        document.add_unsigned("key", passage_key(passage.passage_id))
        document.add_text("document_id", passage.document_id)
        document.add_bytes("stored", to_stored(passage, facts))
        document.add_text("body", terms.body)
        document.add_text("section", terms.section)
        document.add_text("facts", terms.facts)
        if terms.tokens is not None:
            document.add_bytes("tokens", terms.tokens)
        for part in facts.region_path:
            document.add_text("region", part)
        if facts.year is not None:
            document.add_text("year", str(facts.year))
        return document


class LexicalView:
    """A tantivy index at one moment, for one search of one thread. Every method raises IndexDamaged.

    What is found is a key and a score; only what will be shown or ranked is worth reading.
    """

    def __init__(self, index: "tantivy.Index", weights: FieldWeights) -> None:
        import tantivy

        self._tantivy = tantivy
        self._searcher = index.searcher()
        self._schema = index.schema
        self._weights = weights
        self._places: dict[int, tantivy.DocAddress] = {}

    def search(self, terms: Sequence[str], *, filters: Filters, limit: int) -> list[Scored]:
        """The best ``limit`` passages that hold any of ``terms``, best first, score above zero."""
        if not terms or limit < 1:
            return []
        weights = (self._weights.body, self._weights.section, self._weights.facts)
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        with _translated():
            any_term = query.boolean_query(
                [
                    (should, query.boost_query(self._term(field, term), weight))
                    for field, weight in zip(_FIELDS, weights, strict=True)
                    for term in terms
                    if weight > 0
                ]
            )
            return self._run(self._within(any_term, filters), limit)

    def search_bearing(
        self, mentions: Sequence[str], terms: Sequence[str], *, filters: Filters, limit: int
    ) -> list[Scored]:
        """Passages with one of ``mentions`` in their headings, their own number or their document's facts.

        Ranked by ``terms``, the facts above all: of all passages numbered 第47条 the one of the law that is
        named comes first (``_BEARING_WEIGHTS``).
        """
        if not mentions or limit < 1:
            return []
        query, must, should = self._tantivy.Query, self._tantivy.Occur.Must, self._tantivy.Occur.Should
        with _translated():
            bearing = query.boolean_query(
                [(should, self._term(field, term)) for field in ("section", "facts") for term in mentions]
            )
            ranked = [
                (should, query.boost_query(self._term(field, term), weight))
                for field, weight in zip(_FIELDS, _BEARING_WEIGHTS, strict=True)
                for term in terms
            ]
            return self._run(self._within(query.boolean_query([(must, bearing), *ranked]), filters), limit)

    def held(self, keys: Sequence[int], *, filters: Filters) -> set[int]:
        """Those of ``keys`` whose passages are in the index and in the scope; 5 µs each."""
        if not keys:
            return set()
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        with _translated():
            # A set of terms would be looked for in one walk, which takes seven times as long.
            each = [(should, query.term_query(self._schema, "key", key, "basic")) for key in keys]
            held = query.const_score_query(self._within(query.boolean_query(each), filters), 1.0)
            return {key for key, _ in self._run(held, len(keys))}

    def read(self, keys: Iterable[int]) -> dict[int, IndexedPassage]:
        """The passages of those of ``keys`` that are in the index."""
        wanted = list(keys)
        self.held([key for key in wanted if key not in self._places], filters=_EVERYWHERE)
        with _translated():
            return {
                key: _indexed(self._searcher.doc(self._places[key])) for key in wanted if key in self._places
            }

    def everything(self, filters: Filters, limit: int) -> Iterator[IndexedPassage]:
        """Up to ``limit`` passages of the scope, in no order, one read after the other."""
        with _translated():
            query = self._within(None, filters)
            for _, address in self._searcher.search(query, limit=limit, count=False).hits:
                yield _indexed(self._searcher.doc(address))

    def keys(self, *, filters: Filters, limit: int) -> Keys:
        """The keys of up to ``limit`` passages of the scope, ascending; a millisecond for 4,000."""
        with _translated():
            query = self._within(None, filters)
            hits = self._searcher.search(query, limit, count=False, order_by_field="key").hits
            return np.fromiter((key for key, _ in hits), dtype=np.uint64, count=len(hits))[::-1]

    def count(self, filters: Filters | None = None) -> int:
        """How many passages there are, or in a scope."""
        with _translated():
            if filters is None or not filters.narrows:
                return int(self._searcher.num_docs)
            query = self._within(None, filters)
            found = self._searcher.search(query, limit=1, count=True)
            return int(found.count)  # type: ignore[attr-defined]  # its stub leaves it out

    def _within(self, query: "tantivy.Query | None", filters: Filters) -> "tantivy.Query":
        """``query``, or everything, AND the scope; the scope adds nothing to scores."""
        occur, queries = self._tantivy.Occur, self._tantivy.Query
        scopes: Mapping[str, Sequence[str]] = {
            "region": filters.region,
            "year": [str(year) for year in filters.year],
            "document_id": filters.document_ids,
        }
        scope = [self._any_of(field, values) for field, values in scopes.items() if values]
        if query is not None:
            scope = [query, *(queries.const_score_query(part, 0.0) for part in scope)]
        parts = [(occur.Must, part) for part in scope or [queries.all_query()]]
        if filters.excluded_document_ids:
            parts.append((occur.MustNot, self._any_of("document_id", filters.excluded_document_ids)))
        return parts[0][1] if len(parts) == 1 else queries.boolean_query(parts)

    def _any_of(self, field: str, values: Sequence[str]) -> "tantivy.Query":
        """Passages with any of ``values``. A set of terms goes through all their passages first, so a few
        terms are better asked for one by one."""
        if len(values) > _ASKED_ONE_BY_ONE:
            return self._tantivy.Query.term_set_query(self._schema, field, list(values))
        each = [self._tantivy.Query.term_query(self._schema, field, value, "basic") for value in values]
        should = self._tantivy.Occur.Should
        return each[0] if len(each) == 1 else self._tantivy.Query.boolean_query([(should, e) for e in each])

    def _term(self, field: str, term: str) -> "tantivy.Query":
        return self._tantivy.Query.term_query(self._schema, field, term, "freq")

    def _run(self, query: "tantivy.Query", limit: int) -> list[Scored]:
        hits = self._searcher.search(query, limit=limit, count=False).hits
        addresses = [address for _, address in hits]
        values = self._searcher.fast_field_values("key", addresses) if addresses else []
        keys: list[int] = np.array(values, dtype=np.uint64).tolist()
        self._places.update(zip(keys, addresses, strict=True))
        return [(key, float(score)) for key, (score, _) in zip(keys, hits, strict=True)]


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in ("passage_id", "document_id", "region", "year"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _FIELDS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="freq")
    builder.add_unsigned_field("key", indexed=True, fast=True)
    for name in ("stored", "tokens"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def _indexed(document: "tantivy.Document") -> IndexedPassage:
    tokens = document["tokens"]
    return from_stored(document["stored"][0], tokens[0] if tokens else b"")


@contextmanager
def _translated() -> Iterator[None]:
    """tantivy's errors, a panic of its Rust side included, as IndexDamaged or IndexDiskFull."""
    try:
        yield
    except (ValueError, OSError, RuntimeError, KeyError) as error:
        raise failure_of("the keyword index cannot be used", error) from error
    except BaseException as error:
        # A panic comes as pyo3_runtime.PanicException, which is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged("the keyword index cannot be read: tantivy stopped") from error
