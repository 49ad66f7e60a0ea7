"""What the question says was done and nothing around a figure does: 执法人员21人 tells nothing of 培训, nor
被提起复议2件,未被纠错 of 纠错; and 对2017年以前印发的318件逐件清理 says which were gone through, and not how
many were 出台.

The words are data (``phrases/acts.toml``). This module does not know in what other words an act is said than
those that the question's words bring along.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.negated import asked_negated, is_only_denied
from qa_service.answering.text.counting_words import stages_in
from qa_service.answering.text.matching import PARTIAL_VALUE, Term

_ONLY_WHICH = re.compile(r"(?:^|[,;])[对将把就][^,;。]{2,30}的$")
_YET_TO_BE = re.compile(r"[拟待需][^,。;]{0,12}$")
_FREE_TO_ASK = re.compile(r"[没未无]")


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    path = files("qa_service.answering") / "phrases" / "acts.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["acts"].split())


def leaves_an_act_unsaid(candidate: Candidate, asked: str, terms: Iterable[Term], said: str) -> bool:
    """Whether one of the words ``terms`` of folded ``asked`` is what was done and is not in folded ``said``,
    what stands around the figure of ``candidate``; or its own sentence only denies it, or says by it which
    things are counted."""
    acts = [term for term in terms if term.text in _acts()]
    if any(act.value_in(said) < PARTIAL_VALUE for act in acts):
        return True
    sentence = candidate.sentence
    asks_denied = asked_negated(asked) is not None or _FREE_TO_ASK.search(asked) is not None
    first, last = sentence.clauses[sentence.clause_at(candidate.start)]
    folded = sentence.folded.text
    if not asks_denied and any(is_only_denied(act.text, folded[first : sentence.end]) for act in acts):
        return True
    clause = folded[first:last]
    if any(_only_tells_which(act.text, clause, asked) for act in acts):
        return True
    if _ONLY_WHICH.search(folded[first : candidate.start]) is None:
        return False
    return any(act.value_in(folded[candidate.end : last]) < PARTIAL_VALUE for act in acts)


def _only_tells_which(act: str, clause: str, asked: str) -> bool:
    """审查拟出台的规范性文件23件: what was done with them is another step than the asked one."""
    if act not in clause or act in clause.replace(f"{act}的", ""):
        return False
    before = clause[: clause.index(act)]
    return _YET_TO_BE.search(before) is not None and bool(stages_in(before) - stages_in(asked))
