"""Whether a sentence is on a matter of its own: what is asked about is told before it in the passage alone.

全市排查矛盾纠纷2100件 behind a sentence on notaries does not tell how many 公证 there were. A sentence that
names no matter (共办理65件) goes on with the one before; one that names another does not. This module does
not know what the words mean: what counts things of any matter (业务量, 人次) is data here.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.evidence.unmet_words import MET, Around, words_left_out
from qa_service.answering.text.counting_words import counting_words

_NO_MATTER = re.compile(
    r"(?:其中|全[市县区省州旗镇乡年国]|今年以来|当年|年内|上半年|下半年|[截至到今前目末底已共均达约近为是有的了等各各类各项总累计合本]"
    r"|办理|处理|完成|实现|开展|组织|举办|服务|接待|提供|出具|发放|惠及|覆盖|受益|参与|参加|群众|业务量?|工作量|办件量?|数量|总数|总量"
    r"|人数|人员|人次|件数|案件|事项|项目|金额|资金|费用|收入|支出|次数|场次|上门|线上|线下|现场|平均|每[年月日天周次人户件]|同比|增长|下降"
    r"|[0-9.,、;:()（）“”\s])"
)
_HAN = re.compile(r"[㐀-鿿]")
_LEAST_MATTER = 2


def is_of_its_own_matter(candidate: Candidate, evidence: Evidence, said: Around) -> bool:
    """Whether no word of the question stands in the sentence or above it, one that names a thing stands
    before it, and the words before the figure name something else."""
    if isinstance(candidate, Cell) or candidate.quantity is None:
        return False
    terms = [term for term in evidence.focus.terms if len(term.text) > 1]
    told = said.above + said.sentence
    if not terms or any(term.value_in(told) >= MET for term in terms):
        return False
    before = [term for term in terms if term.text in evidence.nouns and term.value_in(said.before) >= MET]
    if not any(term.text not in words_left_out() for term in before):
        return False
    own = counting_words().stage.sub("", _NO_MATTER.sub("", Place.of(candidate).lead))
    return len(_HAN.findall(own)) >= _LEAST_MATTER
