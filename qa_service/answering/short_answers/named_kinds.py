"""Names that end in the very noun that is asked for: 岚河供水公司 for 哪家公司, 两河村和柳湾村 for 哪两个村.

Only as many as are asked for, where the sentence names just so many; what the question says itself is none of
them. This module does not know names that end otherwise.
"""

import re
from itertools import pairwise

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold
from qa_service.quantities import parse_numeral

_KINDS = (
    "律师事务所|律所|高校|院校|公司|企业|集团|银行|医院|学校|中学|小学|大学|学院|协会|商会|联合会|基金会|研究院|设计院|事务所|合作社"
    "|社区|街道|[村镇乡县]"
)
_ENDINGS = {
    "律所": "律师事务所",
    "高校": "大学|学院",
    "院校": "大学|学院|学校",
    "学校": "大学|学院|中学|小学|学校",
}
_FIRM = re.compile(r"律师事务所|大学|学院|公司|银行|医院|合作社|研究院|设计院|基金会")
_NO_END = r"(?![一-鿿]{0,2}?(?:附属|附中|附小|医院|分[公所行校院]|党委|党支部|党组织|集团|[院行校社]长))"
_FACULTY = r"[一-鿿]{1,8}?(?:学院|系|研究院|研究所|中心)"
_AFTER = r"(?=[,。;:、()和与及等共承负作开实进提参被将设建成试率先已均都获荣入因推组“]|$)"
_ASKED = re.compile(
    rf"哪一?(?P<number>[两二三四五六七八九十]|\d{{1,2}})?(?:几|些)?(?:[个家所座]|间)?(?P<kind>{_KINDS})(?![一-鿿]{{0,3}}(?:级|长|民|委|干部))"
)
_BEFORE = (
    r"(?:^|[,;:、(和与及在于]|其中|授权|委托|交由|选定|确定|选择|聘请|引进|购买|由|为|是|向|把|将|对|到|即)"
)
_AND = re.compile(r"[、和与及]|以及")


def named_kind(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The one thing, or the several, of the kind that is asked for; None where that is not clear."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    if asked is None:
        return None
    sentence, kind = candidate.sentence, asked["kind"]
    kind = _ENDINGS.get(kind, kind)
    # What ends a firm's name ends it whatever follows; a village's or a town's may go on.
    behind = rf"(?:(?={_FACULTY})|{_NO_END})" if _FIRM.match(kind) else _AFTER
    named = re.compile(
        rf"{_BEFORE}(?P<name>(?!\d)(?:(?!其中|授权|委托|交由|选定|确定|选择|聘请|引进|购买|[和与及由为是向把将于在获被,;:、。()]).){{2,24}}?(?:{kind})){behind}"
    )
    found = [match.span("name") for match in named.finditer(sentence.text)]
    ending = re.compile(rf"(?:{kind})$")
    new = [(start, end) for start, end in found if ending.sub("", sentence.text[start:end]) not in question]
    mentions = re.findall(rf"(?:{kind})(?:{_FACULTY})?", sentence.text)
    # 哪家律所 may ask for two that stand in a row.
    least = len(mentions) if _FIRM.match(kind) and len(found) == len(mentions) else 1
    number = parse_numeral(asked["number"].replace("两", "二")) if asked["number"] else least
    if not new or len(new) != number or (number == 1 and len(mentions) > 1):
        return None
    together = all(_AND.fullmatch(sentence.text[one:other]) for (_, one), (other, _) in pairwise(new))
    if not together:
        return None
    return span_of(candidate, sentence.start + new[0][0], sentence.start + new[-1][1])
