"""Lines that were broken to a page width, put together to paragraphs again.

Most plain text has a paragraph on each line and must stay as it is. A text counts as wrapped only when a
good share of its lines are full, equally wide and end in the middle of a sentence.
"""

from collections import Counter
from collections.abc import Sequence

from qa_service.ingestion.readers.characters import indent_of, joined, width

_SENTENCE_ENDS = "。！？；：!?;:”』」)）》…"
_NARROWEST, _WIDEST = 15.0, 80.0
"""Page widths that occur, in Chinese characters."""
_TOLERANCE = 2.0
"""How much shorter a full line may be: a mark that must not begin a line, or half of a Latin word."""


def page_width(lines: Sequence[str]) -> float | None:
    """The width that ``lines`` were broken to, in Chinese characters; None when they were not."""
    filled = [line.rstrip() for line in lines if line.strip()]
    if len(filled) < 6:
        return None
    widths = [width(line) for line in filled]
    widest = max(widths)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = [line for line, measure in zip(filled, widths, strict=True) if measure >= widest - _TOLERANCE]
    broken = sum(line[-1] not in _SENTENCE_ENDS for line in full)
    enough = len(full) >= 0.35 * len(filled) and broken >= 0.6 * len(full)
    return widest if enough and not _looks_like_a_list(full) else None


def _looks_like_a_list(lines: Sequence[str]) -> bool:
    """Lines that nearly all begin alike are entries, not a broken text."""
    begins = Counter(line.lstrip()[:1] for line in lines)
    return begins.most_common(1)[0][1] > 0.8 * len(lines)


def unwrapped(lines: Sequence[str], widest: float) -> list[list[str]]:
    """Non-blank lines grouped to paragraphs, given their page width."""
    groups: list[list[str]] = []
    continues = False
    for line in lines:
        if continues and indent_of(line) < 1.5:
            groups[-1].append(line.strip())
        else:
            groups.append([line])
        continues = width(line.rstrip()) >= widest - _TOLERANCE
    return groups


def paragraph(group: Sequence[str]) -> str:
    """The lines of one paragraph as one, with spaces only where the script has them."""
    text = ""
    for line in group:
        text = joined(text, line.strip())
    return text
