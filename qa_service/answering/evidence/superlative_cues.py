"""Where a text says that something is most of its kind: 居首, 最多; 第一 of 第一季度 says nothing.

The words are data (``phrases/questions.toml``). This module does not know what is most.
"""

import re
from collections.abc import Iterable

_FIRST = "第一"
_COUNTS = re.compile(r"[批季个产书次线轮期大届类责时任步条部家座所支项台份件例章节道议要关方梯]")
"""第一 before these counts and ranks nothing."""


def first_told(text: str, cues: Iterable[str]) -> int:
    """Where the first of ``cues`` begins in folded ``text``; -1 where there is none."""
    found = (match.start() for cue in cues for match in re.finditer(re.escape(cue), text) if _ranks(match))
    return min(found, default=-1)


def _ranks(cue: re.Match[str]) -> bool:
    return cue.group() != _FIRST or _COUNTS.match(cue.string, cue.end()) is None
