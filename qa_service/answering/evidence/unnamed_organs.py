"""Whether a sentence tells of other organs than the one that the question names, or of all together.

公安局当被告的有几件 is not answered by the number of the whole county, nor 谁被任命为水务局局长 by who heads
another office. An organ is named in full, by a synonym, or by the characters of a short name in their order
(住建局). This module does not know which organs are parts of others.
"""

import re

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.unmet_words import MET, Around
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term

_ORGAN = re.compile(r"[一-鿿]{2,12}(?:局|委|委员会|厅|法院|检察院|街道|镇|乡)")
_OF_ALL = re.compile(r"[全我本][省市县区州旗盟镇乡]|各[级县区市镇乡部单]|各[一-鿿]{0,6}(?:部门|机关)")
_OF_SOME = re.compile("部门|机关|单位|系统")
_KIND_OF_DOER = re.compile("部门|系统|机关|条线")
_END = re.compile(r"(?:局|委|委员会|厅|院|街道|镇|乡|部门|机关)$")
_BETWEEN = "[一-鿿]{0,4}?"
_PLAIN = frozenset({"各乡镇", "乡镇", "城乡", "全镇", "全乡", "政府办公厅"})


def names_no_asked_organ(evidence: Evidence, said: Around) -> bool:
    """Whether an organ of the question stands neither in the sentence nor above it, and the sentence says of
    whom it tells: of all, or of another organ."""
    if not _names_organs(said.sentence):
        return False
    told, asked = said.above + said.sentence, fold(evidence.question.text).text
    organs = [
        term
        for term in evidence.focus.terms
        if _ORGAN.fullmatch(term.text) or (_OF_ALL.search(said.sentence) and is_doer(term.text, asked))
    ]
    return any(term.text not in _PLAIN and not _is_named(term, told) for term in organs)


def tells_of_whom(sentence: str) -> bool:
    """Whether folded ``sentence`` names any organ, or tells of all of them."""
    return _names_organs(sentence) or _OF_SOME.search(sentence) is not None


def is_doer(word: str, asked: str) -> bool:
    """Whether folded ``asked`` names by ``word`` who did something: 水利部门, or 人社 before 系统."""
    if _KIND_OF_DOER.search(word):
        return len(_KIND_OF_DOER.sub("", word)) > 1
    at = asked.find(word)
    return len(word) > 1 and at >= 0 and _KIND_OF_DOER.match(asked, at + len(word)) is not None


def _names_organs(sentence: str) -> bool:
    return bool(_OF_ALL.search(sentence) or _ORGAN.search(sentence))


def _is_named(organ: Term, told: str) -> bool:
    if organ.value_in(told) >= MET:
        return True
    stem = _END.sub("", organ.text)
    return re.search(_BETWEEN.join(map(re.escape, stem)), told) is not None
