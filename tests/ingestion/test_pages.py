"""Whole web pages of different makes: the article stays, to the letter, and nothing else."""

from collections import Counter
from pathlib import Path

import pytest

from qa_service.ingestion.cleaning import clean
from qa_service.ingestion.readers.reading import read_file

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_of_a_page_the_article_stays_and_nothing_else(page: Path) -> None:
    result = clean(read_file(page.read_bytes(), source=page.name))
    article = page.with_suffix(".txt").read_text(encoding="utf-8")
    assert "\n".join(block.text for block in result.blocks) + "\n" == article


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_character_of_a_page_stays_or_is_reported_as_removed(page: Path) -> None:
    blocks = read_file(page.read_bytes(), source=page.name)
    result = clean(blocks)
    there = Counter("".join(block.text for block in blocks if block.kind != "property"))
    told = Counter("".join(block.text for block in result.blocks) + "".join(r.text for r in result.removed))
    assert not {mark: count for mark, count in (there - told).items() if not mark.isspace()}
