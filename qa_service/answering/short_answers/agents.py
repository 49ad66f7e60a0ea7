"""By whom something was done: 市司法局 of 被市司法局通报表彰, 省发展改革委 of 获省发展改革委核准, and to whom
it was entrusted: 法学院 of 委托法学院开展评估.

The doer stands between 被, 由, 经 or 获 and the verb of the question, or is named as the unit that does it
(为牵头单位). This module reads no article, which names its bearers otherwise.
"""

import re
from collections.abc import Iterator

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 30
_FARTHEST = 28
_ORGAN = r"(?:部门|单位|机关|机构|组织|公司|企业|协会|委员会|领导|人|局|院|委|厅|办)"
_WHO = rf"(?:谁|何人|哪(?:一|几|些|[两三四五])?[个家位级]?(?:[^的,?。被由是]{{0,6}}?{_ORGAN})?)"
_ASKS_DOER = re.compile(
    rf"(?:被|由|经|受|归|让|获)了?{_WHO}(?:来|去|负责|具体|给予|所)?(?P<verb>[一-鿿]{{2,12}})"
    rf"|(?:是|由){_WHO}(?:来|给|负责)?(?P<did>[一-鿿]{{1,4}}?)的"
    rf"|{_WHO}(?:来|负责|具体)?(?P<does>牵头|主办|承办|批准|审批|核准|审定|认定|主持|解释|印发|制定|授牌|命名|授予|表彰)"
)
_ASKS_ROLE = re.compile(
    rf"(?P<role>牵头|主办|承办|协办|主管|实施|解释|批准)(?:单位|部门|机关|方)?的?(?:是|为){_WHO}"
)
_ENTRUSTED = r"(?:委托|聘请|邀请)"
_ASKS_ENTRUSTED = re.compile(rf"(?:{_ENTRUSTED}|请|找)(?:给|的是|过)?了?(?:谁|哪|什么)")
_MARK = re.compile(
    r"(?<![理自事缘])由|被(?![告诉申])|(?<![神曾财])经(?![济费过营验常贸典纪理办])|获(?![得取评奖批悉知利益])|受(?![理到益众援贿损伤害])"
)
_IN_NAME = (
    r"(?:评估|设计|研发|开发|建设|运营|检测|监测|培训|审查|调查)(?:中心|公司|集团|院|所|站|机构|学校|队)"
)
"""A verb that is a part of the name: 县社情民意调查中心."""
_GIVEN = re.compile(
    rf"{_ENTRUSTED}(?P<who>[^,。;:、]{{2,24}}?)(?!{_IN_NAME})(?=开展|进行|承担|负责|组织|实施|编制|评估|对|就|作为|担任"
    r"|为|给|来|到|授课|讲|宣讲|参[与加]|制作|拍摄|编写|撰写|起草|设计|研发|开发|建设(?![^,。;]{0,4}[局厅委])|运营|管理(?![^,。;]{0,4}[局委学院])"
    r"|代理|提供|检测|监测|培训|审查|调查|清理|[,。;]|$)"
)
_ROLES = frozenset({"主办", "承办", "协办"})
_BESIDE_VERB = ("负责", "具体", "统一", "依法", "组织", "予以", "正式", "共同", "联合")
_ENDS_ORGAN = frozenset("会议院府局委厅部办室组关长任记司队校社")
_PAUSES = frozenset(",。;:\n")
_TAIL = "的了吗呢?。"
_SAID_BY_ONE_LETTER = frozenset("赔评编办批建写管修送发拍演唱颁捐选")
_OTHERS_DUTY = re.compile(r"[^、]{2,20}(?:牵头|主办|主管|负责|承办|配合|协办|协助)、")
"""甲局牵头、 of 由甲局牵头、乙局配合, asked who 配合."""
_POST = r"(?:(?!的)[一-鿿]){0,2}?(?:长|指挥|主任|书记|主席|委员|负责人|召集人|联系人)"
_WHAT_OFFICE = r"(?:哪一?[位级个名]|什么(?:职务|级别|身份)?的?)(?:领导|人)?(?:干部|同志)?"
_ASKS_POST = re.compile(
    rf"(?P<held>{_POST})(?:一职)?(?:是|由)(?:谁|{_WHAT_OFFICE})来?(?:兼任?|担任|出任|任|当|做)"
    rf"|谁来?(?:兼任?|担任|出任|任|当)(?P<taken>{_POST})"
)
_ASKS_CHARGED = re.compile(
    rf"(?:由|归|是)?{_WHO}(?:来|具体|主要)?(?:负责|牵头|主管|承担|出台|实施|落实|主办|承办)|责任单位"
)
_IN_CHARGE = re.compile(
    r"(?:责任|牵头|主办|承办|主管|负责|实施)(?:单位|部门|科室|股室):(?P<who>[^,。;:\n]{2,28})"
)
_ASKS_LABEL = re.compile(
    r"(?P<role>业主|责任主体|实施主体|运营主体|主持|记录|主讲|联系|汇报|发起)(?:人|单位|方)?(?:员)?的?(?:是|叫)(?:谁|哪)"
    r"|(?P<did>请假|缺席|列席)的?(?:人)?(?:是|有)(?:谁|哪)"
)
_ASKS_PRESIDING = re.compile(r"(?:由|是)?谁(?:来)?(?P<verb>主持|召集|带队|率队|讲授|宣讲|听取)")
_TITLED = r"(?:[省市县区州旗盟乡镇局厅处科部院所站队校村组]长|主任|书记|主席|常委|委员)"
_ASKED = frozenset({Expects.PERSON, Expects.NAME, Expects.PLACE, Expects.LIST})


def agent(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who did it, or was entrusted with it; None where nobody asks or the sentence does not tell surely."""
    if evidence.question.expects not in _ASKED:
        return None
    question = fold(evidence.question.text).text
    rules = (_in_row, _labelled, _in_post, _entrusted, _doers, _presiding)
    for start, end in (place for rule in rules for place in rule(candidate, question)):
        span = trimmed(candidate, start, end, evidence.wording, _LONGEST)
        if span and not span.text[0].isdigit() and span.text not in question:
            return span
    return None


def _in_row(candidate: Candidate, question: str) -> Iterator[tuple[int, int]]:
    """责任单位:甲局 of the row of a table, or of the line, that the candidate stands in."""
    if not _ASKS_CHARGED.search(question):
        return
    text, at = candidate.sentence.folded.text, candidate.sentence.start
    first = text.rfind("\n", 0, at + 1) + 1
    last = text.find("\n", candidate.sentence.start + 1)
    found = list(_IN_CHARGE.finditer(text, first, last if last >= 0 else len(text)))
    if len(found) == 1:
        yield found[0].span("who")


def _labelled(candidate: Candidate, question: str) -> Iterator[tuple[int, int]]:
    """记录:刘青 of the lines at the end of minutes, and 由甲公司作为业主."""
    asked = _ASKS_LABEL.search(question)
    if asked is None:
        return
    role = re.escape(asked["role"] or asked["did"])
    said = re.compile(
        rf"(?:^|[\n。;,])\s{{0,4}}{role}人?:(?P<name>[一-鿿·]{{2,4}}(?:、[一-鿿·]{{2,4}}){{0,8}})(?![一-鿿])"
        rf"|(?:由|^|[,。;])(?P<by>[^,。;:、由]{{2,24}}?)(?:作为|担任|为)(?:项目|工程)?{role}(?![一-鿿]{{0,2}}单位)",
        re.MULTILINE,
    )
    for found in said.finditer(candidate.sentence.text):
        start, end = found.span("name" if found["name"] else "by")
        yield candidate.sentence.start + start, candidate.sentence.start + end


def _presiding(candidate: Candidate, question: str) -> Iterator[tuple[int, int]]:
    """县长孙国君在二楼会议室主持召开会议: who stands before the verb, with a title."""
    asked = _ASKS_PRESIDING.search(question)
    if asked is None:
        return
    said = re.compile(
        rf"(?P<who>[^,。;:在于由]{{2,24}}{_TITLED}[一-鿿·]{{2,4}}?)(?:[在于][^,。;:]{{2,24}}?)?{asked['verb']}"
    )
    for start, end in candidate.sentence.clauses:
        found = said.match(candidate.sentence.folded.text, start, end)
        if found:
            yield found.span("who")


def _in_post(candidate: Candidate, question: str) -> Iterator[tuple[int, int]]:
    """由县长任组长: who holds the post, by another one where nobody is named."""
    asked = _ASKS_POST.search(question)
    if asked is None:
        return
    named = asked["held"] or asked["taken"]
    # 小组组长: what stands before the post is of another word.
    endings = [named[named.index("副") :]] if "副" in named else [named[at:] for at in range(len(named) - 1)]
    post = f"(?:{'|'.join(map(re.escape, endings))})"
    said = re.compile(
        rf"(?:由|[、,])(?P<who>[^,。;:、由]{{2,16}}?)(?:兼任|担任|任)(?P<of>[^,。;:、副]{{0,12}}?){post}(?![一-鿿]{{0,2}}办公)"
    )
    for found in said.finditer(
        candidate.sentence.folded.text, candidate.sentence.start, candidate.sentence.end
    ):
        yield found.span("who")


def _entrusted(candidate: Candidate, question: str) -> Iterator[tuple[int, int]]:
    if not _ASKS_ENTRUSTED.search(question):
        return
    sentence = candidate.sentence
    for given in _GIVEN.finditer(sentence.folded.text, sentence.start, sentence.end):
        yield given.span("who")


def _doers(candidate: Candidate, question: str) -> Iterator[tuple[int, int]]:
    """Where the doers of the asked verb are named, those by the words of the question first."""
    role = _ASKS_ROLE.search(question)
    asked = None if role else _ASKS_DOER.search(question)
    if role is None and asked is None:
        return
    said = asked["verb"] or asked["did"] or asked["does"] if asked else ""
    verb = role["role"] if role else said.rstrip(_TAIL)
    text, first, last = candidate.sentence.folded.text, candidate.sentence.start, candidate.sentence.end
    for stem in _stems(verb):
        yield from _named_as(text, stem, first, last)
        for mark in _MARK.finditer(text, first, last):
            at = text.find(stem, mark.end() + 2, min(last, mark.end() + _FARTHEST))
            if at < 0 or not _PAUSES.isdisjoint(text[mark.end() : at]):
                continue
            # 经审查批准 names nobody.
            if mark.group() != "经" or text[at - 1] in _ENDS_ORGAN:
                beside = next((word for word in _BESIDE_VERB if text.endswith(word, 0, at)), "")
                other = _OTHERS_DUTY.match(text, mark.end(), at)
                yield other.end() if other else mark.end(), at - len(beside)


def _stems(verb: str) -> list[str]:
    """What of ``verb`` the sentence may say: its beginnings, the longer first, then its last word."""
    stems = [verb[:size] for size in range(min(len(verb), 6), 1, -1)]
    stems += [verb[2:4]] if len(verb) > 3 else []
    # 谁赔钱 is told as 由公司赔偿, 谁评的 as 被市政务办评为.
    alone = [verb[0]] if verb and verb[0] in _SAID_BY_ONE_LETTER else []
    return list(dict.fromkeys([*stems, *alone]))


def _named_as(text: str, stem: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """甲局为牵头单位, 牵头单位:甲局."""
    unit = rf"{re.escape(stem)}(?:单位|部门|机关|方)"
    for said in re.finditer(rf"(?:^|[,。;:\n])(?P<who>[^,。;:\n]{{2,24}}?)(?:为|是|作为){unit}", text[:last]):
        if said.start("who") >= first:
            yield said.span("who")
    if stem in _ROLES:
        for said in re.finditer(
            rf"(?:^|[,。;:]|由)(?P<who>[^,。;:由\n]{{2,24}}?){stem}(?=[,。;]|$)", text[:last]
        ):
            if said.start("who") >= first:
                yield said.span("who")
    for said in re.finditer(rf"{unit}(?:为|是|:)(?P<who>[^,。;:\n]{{2,24}})", text[:last]):
        if said.start("who") >= first:
            yield said.span("who")
