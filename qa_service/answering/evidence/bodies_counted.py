"""Figures that count bodies or people where cases are asked for: 调解了多少纠纷 is not told by 调解组织554个.

Cases (件, 纠纷, 投诉) are no rooms, stations or officers; a figure whose label ends in the name of such a
kind counts these. A question that names the kind itself, in these or in everyday words, is left alone. This
module knows the kinds by how their names end.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.text.matching import Term, is_named

_CASES = re.compile(
    r"(?:多少|几)(?:[万千百]?[件起宗](?!套)|[一-鿿]{0,4}?(?:纠纷|案件|案子|官司|诉讼|投诉|信访|申请|线索|工单))"
)
_BODIES = re.compile(
    r"(?P<kind>组织|委员会|调委会|中心|[工服驿监联窗]站|工作站|服务站|[一-鿿]点|调解室|工作室|法庭|[法派税]所|队伍|大队|中队|人员|[一-鿿]员|律师|专家|公园|广场|基地|平台)"
    r"(?:共有|共计|总数|数量|共|达到?|有|为|各)?$"
)


def counts_bodies(candidate: Candidate, asked: str, terms: Sequence[Term]) -> bool:
    """Whether folded ``asked``, whose words are ``terms``, is after cases, and the figure of ``candidate`` is
    labelled with the name of a body or of people."""
    if candidate.quantity is None or not _CASES.search(asked):
        return False
    sentence = candidate.sentence
    first, _ = sentence.clauses[sentence.clause_at(candidate.start)]
    found = _BODIES.search(sentence.folded.text[first : candidate.start])
    return found is not None and not is_named(found["kind"][-2:], asked, terms)
