"""Whether a sentence tells of other organs than the one that the question names, or of all together.

公安局当被告的有几件 is not answered by the number of the whole county, nor 谁被任命为水务局局长 by who heads
another office. An organ is named in full, by a synonym, or by the characters of a short name in their order
(住建局). This module does not know which organs are parts of others.
"""

import re

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.unmet_words import MET, Around
from qa_service.answering.text.matching import Term

_ORGAN = re.compile(r"[一-鿿]{2,12}(?:局|委|委员会|厅|法院|检察院|街道|镇|乡)")
_OF_ALL = re.compile(r"[全我本][省市县区州旗盟镇乡]|各[级县区市镇乡部单]")
_END = re.compile(r"(?:局|委|委员会|厅|院|街道|镇|乡)$")
_BETWEEN = "[一-鿿]{0,4}?"
_PLAIN = frozenset({"各乡镇", "乡镇", "城乡", "全镇", "全乡", "政府办公厅"})


def names_no_asked_organ(evidence: Evidence, said: Around) -> bool:
    """Whether an organ of the question stands neither in the sentence nor above it, and the sentence says of
    whom it tells: of all, or of another organ."""
    if not _OF_ALL.search(said.sentence) and not _ORGAN.search(said.sentence):
        return False
    told = said.above + said.sentence
    organs = [term for term in evidence.focus.terms if _ORGAN.fullmatch(term.text)]
    return any(term.text not in _PLAIN and not _is_named(term, told) for term in organs)


def _is_named(organ: Term, told: str) -> bool:
    if organ.value_in(told) >= MET:
        return True
    stem = _END.sub("", organ.text)
    return re.search(_BETWEEN.join(map(re.escape, stem)), told) is not None
