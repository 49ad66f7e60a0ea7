"""Questions in traditional characters, read as simplified ones: documents are written in these.

Character for character; which of several traditional words a simplified one stood for does not matter here.
"""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    text = (files("qa_service.answering") / "phrases" / "traditional.txt").read_text(encoding="utf-8")
    pairs = " ".join(line for line in text.splitlines() if not line.startswith("#")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


def simplified(text: str) -> str:
    """``text`` with its traditional characters made simplified; as long as before."""
    return text.translate(_table())
