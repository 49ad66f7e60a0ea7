"""What is shown of a document on one line. This module does not know what it is shown for."""

import re

_SPACE = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_ARTICLE = re.compile(r"^第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?\s*")


def tidy(text: str) -> str:
    """``text`` on one line, without the stray spaces of official texts and without its last mark."""
    tidied = _SPACE.sub("", text).strip().rstrip("。;；,，:：、.!！ ")
    return _ARTICLE.sub(lambda match: f"{match.group().strip()} ", tidied)
