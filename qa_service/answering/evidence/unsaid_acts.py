"""What the question says was done and nothing around a figure does: 执法人员21人 tells nothing of 培训.

The words are data (``phrases/acts.toml``). This module does not know in what other words an act is said than
those that the question's words bring along.
"""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.text.matching import PARTIAL_VALUE, Term


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    path = files("qa_service.answering") / "phrases" / "acts.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["acts"].split())


def leaves_an_act_unsaid(terms: Iterable[Term], said: str) -> bool:
    """Whether one of the words ``terms`` of a question is what was done and is not in folded ``said``."""
    return any(term.text in _acts() and term.value_in(said) < PARTIAL_VALUE for term in terms)
