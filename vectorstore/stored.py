"""A passage as bytes beside its terms, so that a hit needs no second look-up."""

import json
from functools import lru_cache

from vectorstore.passages import DocumentFacts, IndexedPassage, Passage


def to_stored(passage: Passage, facts: DocumentFacts) -> bytes:
    """The passage and what the index keeps of its document."""
    values = (
        passage.passage_id,
        passage.document_id,
        passage.paragraph,
        passage.section,
        passage.text,
        passage.start,
        passage.end,
        facts.title,
        facts.authority,
    )
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=2048)
def from_stored(stored: bytes, tokens: bytes) -> IndexedPassage:
    """What ``to_stored`` put away; ``tokens`` as ``piece_tokens.pack`` leaves them, or nothing. The last
    ones are kept, for questions find the same passages."""
    values = json.loads(stored.decode("utf-8", "surrogatepass"))
    passage_id, document_id, paragraph, section, text, start, end, title, authority = values
    passage = Passage(
        passage_id=passage_id,
        document_id=document_id,
        paragraph=paragraph,
        section=tuple(section),
        text=text,
        start=start,
        end=end,
    )
    return IndexedPassage(passage=passage, title=title, authority=authority, tokens=tokens)
