"""The composition root: settings become a running service."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from qa_service.answering.chain import AnswerChain, ChatRequest
from qa_service.answering.dialogue import Dialogue
from qa_service.answering.gate.support import Judge
from qa_service.answering.gate.weighing import load_weighing
from qa_service.answering.generating.chat_model import ChatModel, ModelNotAvailable, make_model
from qa_service.answering.generating.generation import Generation
from qa_service.answering.generating.generative import Writer
from qa_service.errors import ModelUnavailable
from qa_service.gazetteer import Gazetteer, regions_in_question
from qa_service.ingestion.indexing import open_index
from qa_service.ingestion.ingest import Ingestor
from qa_service.ingestion.parsing import parse_document
from qa_service.ingestion.sandbox import ReaderPool
from qa_service.library.library import Library
from qa_service.settings import Settings
from vectorstore.embedders import Embedder, load_embedder
from vectorstore.errors import (
    EmbedderUnavailable,
    IndexDamaged,
    IndexDiskFull,
    IndexMismatch,
    RerankerUnavailable,
)
from vectorstore.index import PassageIndex

# Reading the vectors takes a second, most of it Chroma's import; a large library does not wait for them.
_READ_AT_ONCE_PASSAGES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything that the edges use."""

    library: Library
    index: PassageIndex
    ingestor: Ingestor
    chain: AnswerChain
    dialogue: Dialogue
    gazetteer: Gazetteer

    def warm_up(self) -> None:
        """Read what the first question would wait for: word lists, places, the documents' facts."""
        self.chain.answer(ChatRequest(message="有多少份文件"))

    def can_answer(self) -> bool:
        """Whether the index holds all that the library does; not so while it is made anew."""
        return self.index.count() >= self.library.passage_count()


@contextmanager
def open_service(settings: Settings, *, vectors_later: bool = False) -> Iterator[Service]:
    """Open the data directory and everything over it; closed in reverse when the block ends.

    With ``vectors_later`` keyword search alone serves a large library until the thread of ``ingestor.start``
    has read them.
    What an earlier run left undone stays so until ``ingestor.resume`` or ``ingestor.start``.
    So it does where the disk is full, for opening the vectors takes room.
    Raises: DataDirectoryInUse, LibraryUnavailable, StorageFull, SettingsError, ModelUnavailable.
    """
    embedder = _embedder(settings)
    with ExitStack() as stack:
        library = stack.enter_context(Library.open(settings.data_dir, settings.library))
        if vectors_later:
            _read_ahead(library, stack)
        try:
            index = open_index(
                library,
                open_in=partial(
                    PassageIndex.open, embedder=embedder, options=settings.index, vectors_later=True
                ),
                create_in=partial(PassageIndex.create, embedder=embedder, options=settings.index),
            )
        except RerankerUnavailable as error:
            raise ModelUnavailable(reason=str(error)) from error
        stack.callback(index.close)
        if not vectors_later or library.passage_count() <= _READ_AT_ONCE_PASSAGES:
            with suppress(IndexDiskFull):
                index.load_vectors()
        readers = stack.enter_context(
            ReaderPool(partial(parse_document, options=settings.reading), settings.sandbox)
        )
        ingestor = Ingestor(library, index, readers, file_limit_bytes=settings.reading.file_limit_bytes)
        stack.callback(ingestor.close)
        gazetteer = Gazetteer.load()
        chain = AnswerChain(
            library,
            index,
            gazetteer,
            settings.answering,
            generation=_generation(settings, library, index, gazetteer, stack),
        )
        yield Service(
            library=library,
            index=index,
            ingestor=ingestor,
            chain=chain,
            dialogue=Dialogue(chain, library.conversations),
            gazetteer=gazetteer,
        )


def _generation(
    settings: Settings, library: Library, index: PassageIndex, gazetteer: Gazetteer, stack: ExitStack
) -> Generation | None:
    """What writes answers with the LLM that is set; None where none is. Raises: ModelUnavailable."""
    if not settings.answering.model:
        return None
    try:
        model = ChatModel(make_model(settings.answering), settings.answering)
    except ModelNotAvailable as error:
        raise ModelUnavailable(reason=str(error)) from error
    stack.callback(model.close)
    judge = Judge(
        segment=lambda text: [word.text for word in index.analyzer.words(text)],
        find_regions=lambda text: regions_in_question(text, library.region_paths(), gazetteer),
        tag=index.analyzer.tagged,
    )
    load_weighing()  # the first sentence shall not wait for it
    return Generation(
        Writer(model, judge), lambda passage, after: library.neighbours(passage, before=0, after=after)
    )


def _read_ahead(library: Library, stack: ExitStack) -> None:
    """Let the database look for what documents say of their validity, for half a second in a large library,
    while the index and the word lists are read."""
    ahead = ThreadPoolExecutor(1, thread_name_prefix="read-ahead")
    stack.callback(ahead.shutdown)
    ahead.submit(library.currency, date.today())  # noqa: DTZ011 (the user's day)


def _embedder(settings: Settings) -> Embedder:
    try:
        return load_embedder(settings.embedding)
    except EmbedderUnavailable as error:
        raise ModelUnavailable(reason=str(error)) from error


def index_problem(settings: Settings, library: Library) -> str:
    """What is wrong with the index on disk, in one line; empty where it is sound. Changes nothing.

    Raises: ModelUnavailable.
    """
    directories = sorted((library.directory / "index").glob("*"))
    if not directories:
        return "missing" if library.passage_count() else ""
    try:
        index = PassageIndex.open(directories[-1], _embedder(settings), settings.index)
    except (IndexDamaged, IndexMismatch, RerankerUnavailable) as error:
        return str(error)
    with closing(index):
        try:
            index.check()
        except IndexDamaged as error:
            return str(error)
        count, bounds = index.count(), library.index_records.bounds()
        return "" if bounds.hold(count) else f"{count} passages, not {bounds.least} to {bounds.most}"
