"""Any number of passages made from the sentences of a corpus, the same for the same sentences.

A passage is a few sentences drawn at random, a document 40 of them with a region and a year in its title:
half of the documents are from one province, the others from many, the years are spread evenly. Sentences
come again in other company, so words are as frequent, and as often together, as in real texts.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qa_service.gazetteer.data import read_data
from qa_service.gazetteer.places import Level
from qa_service.ingestion.parsing import parse_document
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.sources import source_files
from vectorstore.passages import DocumentFacts, Filters, Passage

PASSAGES_A_DOCUMENT = 40
_SENTENCE = re.compile(r"[^。;;!?!?\n]{8,}[。;;!?!?]")
# What would make a sentence the start of an article or of a section, which has the next paragraphs in it too.
_LABEL = re.compile(r"^[\s(（]*(第?[一二三四五六七八九十百千零〇\d]+[条章节款项编、.．)）])+[\s　]*")
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{6,24}")
_MOST_FILES = 1000
_LEAST_CHARACTERS = (40, 160)
_YEARS = range(2005, 2025)
_COUNTIES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """``texts`` are its paragraphs, which become passages."""

    number: int
    facts: DocumentFacts
    texts: tuple[str, ...]

    def passages(self) -> list[tuple[Passage, DocumentFacts]]:
        """As an index takes them; a document's text is taken to be its paragraphs end to end."""
        made, start = [], 0
        for paragraph, text in enumerate(self.texts, start=1):
            passage = Passage(
                passage_id=f"made{self.number:08d}-{paragraph}",
                document_id=f"made{self.number:08d}",
                paragraph=paragraph,
                section=(),
                text=text,
                start=start,
                end=start + len(text),
            )
            made.append((passage, self.facts))
            start += len(text)
        return made

    def markdown(self) -> str:
        return "\n\n".join([f"# {self.facts.title}", *self.texts]) + "\n"


@dataclass(frozen=True)
class Recombination:
    """Documents, questions and scopes from ``sentences``."""

    sentences: Sequence[str]

    def documents(self, first: int, last: int) -> Iterator[MadeDocument]:
        """Those with the numbers ``first`` to ``last``, the latter left out."""
        for number in range(first, last):
            drawing = random.Random(number)
            path = drawing.choice(self._regions[drawing.randrange(2)])
            year = drawing.choice(_YEARS)
            facts = DocumentFacts(
                title=f"{path[-1]}人民政府关于{year}年度工作情况的报告({number})", region_path=path, year=year
            )
            texts = tuple(self._paragraph(drawing) for _ in range(PASSAGES_A_DOCUMENT))
            yield MadeDocument(number=number, facts=facts, texts=texts)

    def questions(self, count: int) -> list[str]:
        """Clauses of the corpus put as questions."""
        drawing = random.Random("questions")
        asked: list[str] = []
        while len(asked) < count:
            clauses = _CLAUSE.findall(drawing.choice(self.sentences))
            if clauses:
                asked.append(
                    f"{drawing.choice(clauses)}{drawing.choice(('有哪些规定?', '怎么办?', '是多少?'))}"
                )
        return asked

    def scopes(self) -> dict[str, list[Filters]]:
        """Scopes by kind; a narrow kind has several, as many people ask about many places."""
        home, elsewhere = self._regions
        counties = [path[-1] for path in (*home[:12], *elsewhere[:12])]
        return {
            "everywhere": [Filters()],
            "one county": [Filters(region=(county,)) for county in counties],
            "one province": [Filters(region=(home[0][0],))],
            "one year": [Filters(year=(year,)) for year in _YEARS],
            "ten years": [Filters(year=tuple(_YEARS[:10]))],
        }

    def _paragraph(self, drawing: random.Random) -> str:
        wanted, text = drawing.randint(*_LEAST_CHARACTERS), ""
        while len(text) < wanted:
            text += drawing.choice(self.sentences)
        return text

    @cached_property
    def _regions(self) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        """Paths of counties: of the province that has most, and of all others."""
        paths: list[tuple[str, ...]] = [
            place.path
            for place in read_data().places
            if place.level is Level.COUNTY and place.readable and not place.former and len(place.path) == 3
        ]
        counted = [path[0] for path in paths]
        most = max(sorted(set(counted)), key=counted.count)
        home = [path for path in paths if path[0] == most]
        others = [path for path in paths if path[0] != most]
        return home[:_COUNTIES], random.Random("regions").sample(others, _COUNTIES)


def gather_sentences(corpus: Path, file: Path) -> None:
    """Write the distinct sentences of the documents under ``corpus``, or of 1,000 of them in even steps, to
    ``file``, one a line as JSON."""
    files = list(source_files([corpus]))
    step = max(1.0, len(files) / _MOST_FILES)
    chosen = [files[int(number * step)] for number in range(int(len(files) / step))]
    found: dict[str, None] = {}
    for one in chosen:
        if one.path is not None:
            content = one.path.read_bytes()
            document, _ = parse_document(content, source=one.source, options=ReaderOptions())
            found.update((_LABEL.sub("", one), None) for one in _SENTENCE.findall(document.text))
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")


def read_sentences(file: Path) -> Recombination:
    """Of what ``gather_sentences`` wrote."""
    with file.open(encoding="utf-8") as lines:
        return Recombination(tuple(json.loads(line) for line in lines))
