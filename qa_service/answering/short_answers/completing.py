"""Words that the reader found, made whole: the noun that names the thing, brackets, all items of a list.

Who answers a quiz may leave out what the question says already (哪个人民调解委员会: 婚姻家庭纠纷), an office
may not. This module only makes a span longer; whether it is the answer is decided elsewhere.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.persons import name_behind

_PAIRS = {"《": "》", "“": "”", "(": ")", "「": "」", "『": "』", "‘": "’"}
_JOINED = re.compile(r"[”》]?(?:、|以及|及|和|与)")
_END_OF_ITEM = re.compile(r"[、,;。:!?”》的]|等|以及")
_ITEM_BEFORE = re.compile(r"[^、,;。:!?]*$")
_SIGNS = ("%", "‰", "℃")
_ASKED_NOUN = re.compile(
    r"哪一?[个些家所支条座]?([一-鿿]{1,8}?)(?=[被获是在为的由有荣入创当评负建办开设搞做得拿,?]|$)"
)
_ASKED_BY_SORT = re.compile(
    r"哪一?[个些家所支条座]?[一-鿿]{1,8}?[性型级类式]的([一-鿿]{2,12}?)(?=[被获是在为的由有荣入创当评负建办开设搞做得拿,?]|$)"
)
"""哪个专业性的委员会 asks which 委员会; 哪个村的村民 asks which 村."""
_NAMED = frozenset({Expects.NAME, Expects.PERSON, Expects.PLACE})
_QUOTED = re.compile(
    r"“([^“”、,;。]{2,16})”|\"([^\"、,;。]{2,24})\"|《([^《》]{2,40})》|「([^「」、,;。]{2,16})」"
)
_NO_NAME_OF_ORGAN = re.compile(
    r"(?:(?:综合|专项|联合)?(?:领导|工作)(?:小组|专班))?(?:办公室|委员会|中心|小组|专班|指挥部|管理处|部|局|科|股|处)"
)
"""Words that many organs' names end with, and that name none alone."""
_IN_NAME_OF_ORGAN = frozenset({"n", "ns", "nt", "nz", "vn", "b", "j", "a", "f", ""})
_IN_NAME_OF_DIVISION = frozenset({"n", "ns", "nr", "nz", "j", "ng"})
_CUT = 2
_OF_A_NAME = re.compile(r"(?:(?![在对将由为把从向和与及是的有以按经含即共])[一-鿿])+")
_OPENS_PLACE = re.compile(
    r"(?![在对将由为把从向和与及是的有以按经含即共全各本该我其此每某同仅只让令到至于并又也还])[一-鿿]"
)
_PLACES = ("镇", "乡", "村", "县", "区", "街道", "社区", "景区", "苏木", "嘎查")
_FIRMS = ("银行", "公司", "集团", "医院", "学校", "大学", "学院", "中学", "小学", "事务所", "研究院")
_IN_NAME = frozenset({"n", "ns", "nr", "nt", "nz", "vn", "ng", "b", "j", "l"})
_OF_ALL = frozenset("全各本该我其此每某同")
_LONGEST_BEFORE = 4
_DIVISIONS = frozenset("省市县区州旗盟乡镇")
_LONGEST_DIVISION = 3
_LONGEST_ORGAN = 20
OFFICE_BEHIND = re.compile(
    r"(?:的?(?:分管|主管|主要|常务|有关|相关|值班|带班)?(?:副?(?:[省市县区州旗盟乡镇局厅处科股部院所站队校村社组]长|主任|书记|主席|秘书长)"
    r"|领导(?!小组|班子|机构|下)|负责(?:人(?![才员力口事民社])|同志))(?!会议|办公|令|们|员|热线|信箱))"
)
"""Who holds an office in the organ that stands before it: 分管领导, 局长."""
_OFFICE = re.compile(r"(?:常务)?副?(?:[一-鿿]长|主任|书记|主席)")
_SEES_TO = re.compile(r"负责(?:人(?=[才力口事民社]))?")
"""What no organ's name ends with: 负责, and the first character of what it sees to."""
_ORGANS = ("常委会", "政府", "法院", "检察院", "局", "委员会", "厅", "办公室", "委")
_IN_NO_NAME = re.compile(r"[被获是在为的由有和与及等对将把向已建]|评为|负责|荣获|入选|创成")
_OF_DIVISION = re.compile(r"(?<![全各本我该一-鿿])[省市县区州旗盟]$|(?<=[由被是经向条])[省市县区州旗盟]$")
_JOINED_MATTERS = re.compile(
    r"(?:住房和城乡|人力资源和社会|文化和|工业和|发展和|自然资源和|卫生健康和|科学技术和|农业农村和|民族和|城市管理和)$"
)


def whole(candidate: Candidate, start: int, end: int, evidence: Evidence) -> tuple[int, int]:
    """The folded span in the candidate's passage that ``start`` and ``end`` are a part of."""
    text = candidate.sentence.folded.text
    first, last = candidate.sentence.start, candidate.sentence.end
    while text[end - 1].isdigit() and text[end : end + 1] in _SIGNS:
        end += 1
    if evidence.question.expects in _NAMED:
        end = _before_duty(text, start, end)
    if evidence.question.expects is Expects.LIST:
        start = _from_item(candidate, start)
        start, end = _whole_list(text, start, end, first, last)
    if not _is_whole(text[start:end], evidence):
        end = _with_noun(text, end, last, evidence.question.asked_phrase)
    holds = evidence.question.expects is Expects.PERSON and _OFFICE.fullmatch(text, start, end)
    if evidence.question.expects in (Expects.NAME, Expects.LIST) or holds:
        start = _from_clause(candidate, start, evidence)
    if evidence.question.expects is Expects.NAME:
        start = _from_place(candidate, start, end, evidence)
        end = _to_asked_noun(text, start, end, last, evidence.question.text)
    if text[start:end].endswith(_ORGANS):
        start = _from_division(text, start, first)
    if evidence.question.expects in _NAMED:
        start = _organ_from(candidate, start, end, evidence)
        start, end = _whole_quoted(text, start, end, first, last)
        start = _from_first(candidate, start, end, evidence)
    if evidence.question.expects is Expects.PERSON:
        end = _to_holder(candidate, start, end, evidence)
    return _in_pairs(text, start, end, first, last)


def _whole_quoted(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """“龙谷丽人” for a part of it: a quoted name is said whole, a title with its brackets."""
    for match in _QUOTED.finditer(text, first, last):
        inner = match.span(match.lastindex or 0)
        if inner[0] <= start and end <= inner[1] and (start, end) != inner:
            return match.span() if text[match.start()] == "《" else inner
    return start, end


def _organ_from(candidate: Candidate, start: int, end: int, evidence: Evidence) -> int:
    """Where the organ's name begins that the span is but the end of: 青禾县政务公开办公室, not 办公室."""
    text = candidate.sentence.folded.text
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if words is None or not _NO_NAME_OF_ORGAN.fullmatch(text, start, end):
        return start
    whole_from, divided = start, 0
    for at in range(words.count - 1, -1, -1):
        left, right, word = int(words.starts[at]), int(words.ends[at]), words.words[at]
        if right > start or right != whole_from:
            continue
        is_division = divided == 0 and word[-1] in _DIVISIONS
        is_name = words.tags[at] in (_IN_NAME_OF_DIVISION if divided else _IN_NAME_OF_ORGAN)
        if left < candidate.sentence.start or end - left > _LONGEST_ORGAN or words.is_mark[at]:
            break
        if not (is_name or is_division) or (divided and divided - left > _LONGEST_DIVISION):
            break
        whole_from = left
        if is_division and len(word) > 1:
            break
        if is_division:
            # 青|禾|县: a division whose name no dictionary knows.
            divided = left
    return whole_from


def _to_holder(candidate: Candidate, start: int, end: int, evidence: Evidence) -> int:
    """县政府分管领导 for 县政府, asked who: the office behind an organ, and who holds it where named."""
    text = candidate.sentence.folded.text[: candidate.sentence.end]
    if not text[start:end].endswith(evidence.wording.name_endings["单位"]):
        return end
    office = OFFICE_BEHIND.match(text, end)
    if office is None:
        return end
    return name_behind(candidate, office.end(), evidence) or office.end()


def _from_clause(candidate: Candidate, start: int, evidence: Evidence) -> int:
    """Where the clause begins, if but a noun or two of the same name stand between: 供热价格调整 for
    价格调整."""
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    sentence = candidate.sentence
    clause_start, _ = sentence.clauses[sentence.clause_at(start)]
    if words is None or not 0 < start - clause_start <= _LONGEST_BEFORE:
        return start
    before = [
        (int(words.starts[at]), int(words.ends[at]), words.words[at], words.tags[at])
        for at in range(words.count)
        if clause_start <= int(words.starts[at]) < start
    ]
    joined = [clause_start, *(end for _, end, _, _ in before)] == [*(left for left, _, _, _ in before), start]
    named = all(tag in _IN_NAME and word[0] not in _OF_ALL for _, _, word, tag in before)
    return clause_start if before and joined and named else start


def _from_first(candidate: Candidate, start: int, end: int, evidence: Evidence) -> int:
    """Where the clause begins, if but one character of a place's name stands between: 呈坎镇 for 坎镇, of
    which the word list knows but the second half."""
    text = candidate.sentence.folded.text
    clause_start, _ = candidate.sentence.clauses[candidate.sentence.clause_at(start)]
    first = text[clause_start:start]
    names_place = text[start:end].endswith(_PLACES)
    return clause_start if names_place and len(first) == 1 and _OPENS_PLACE.fullmatch(first) else start


def _from_item(candidate: Candidate, start: int) -> int:
    """Where the clause begins, if but a character or two of the list's first item stand between."""
    clause_start, _ = candidate.sentence.clauses[candidate.sentence.clause_at(start)]
    before = candidate.sentence.folded.text[clause_start:start]
    return clause_start if 0 < len(before) <= _CUT and _OF_A_NAME.fullmatch(before) else start


def _from_place(candidate: Candidate, start: int, end: int, evidence: Evidence) -> int:
    """Where the place begins that a firm's or a school's name opens with: 青禾农商银行, not 农商银行."""
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if words is None or not candidate.sentence.folded.text[start:end].endswith(_FIRMS):
        return start
    for left, right, tag in zip(words.starts.tolist(), words.ends.tolist(), words.tags, strict=True):
        if right == start and tag in ("ns", "nz") and left >= candidate.sentence.start:
            return int(left)
    before = candidate.sentence.folded.text[candidate.sentence.start : start]
    scope = evidence.question.scope.regions
    return start - next((len(r) - 1 for r in scope if len(r) > 2 and before.endswith(r[:-1])), 0)


def _before_duty(text: str, start: int, end: int) -> int:
    """Where the span ends without a 负责 behind the name."""
    for at in (end - 3, end - 2):
        duty = _SEES_TO.match(text, at) if at > start else None
        if duty and duty.end() == end:
            return at
    return end


def _is_whole(text: str, evidence: Evidence) -> bool:
    """A person, or a name that ends as such things' names do: nothing of it may follow."""
    phrase = evidence.question.asked_phrase
    endings = evidence.wording.name_endings.get(phrase[0], ()) if phrase else ()
    return evidence.question.expects is Expects.PERSON or text.endswith(endings)


def _with_noun(text: str, end: int, last: int, phrase: tuple[str, ...]) -> int:
    """婚姻家庭纠纷人民调解委员会 for 婚姻家庭纠纷, asked which 人民调解委员会."""
    for at in range(len(phrase)):
        noun = "".join(phrase[at:])
        if text.startswith(noun, end) and end + len(noun) <= last:
            return end + len(noun)
    return end


def _to_asked_noun(text: str, start: int, end: int, last: int, question: str) -> int:
    """何集村 for 何集, asked which 村: the noun may follow within the same name."""
    asked = _ASKED_BY_SORT.search(question) or _ASKED_NOUN.search(question)
    if asked is None:
        return end
    noun = asked[1]
    if text[start:end].endswith(noun) or text[end - 1] in "”》’":
        return end
    if text[start : end - 1].endswith(noun) and _IN_NO_NAME.match(text[end - 1]):
        return end - 1
    rest = re.compile(rf"[一-鿿]{{0,3}}?{re.escape(noun)}").match(text, end, last)
    return rest.end() if rest and not _IN_NO_NAME.search(rest.group()) else end


def _from_division(text: str, start: int, first: int) -> int:
    """市住房和城乡建设局 for 建设局: the matters joined in an organ's name, and whose organ it is."""
    matters = _JOINED_MATTERS.search(text, first, start)
    start = matters.start() if matters else start
    division = _OF_DIVISION.search(text[first:start])
    return start - 1 if division else start


def _whole_list(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """All items of the enumeration that the span lies in."""
    while start > first and text[start - 1] == "、":
        before = _ITEM_BEFORE.search(text[first : start - 1])
        start = first + before.start() if before else first
    while (item := _next_item(text, end)) is not None and item < last:
        following = _END_OF_ITEM.search(text, item, last)
        end = following.start() if following else last
    return start, end


def _next_item(text: str, end: int) -> int | None:
    """Where the next item begins, behind a 、 or quoted beside the last one; None where the list ends."""
    joined = _JOINED.match(text, end)
    if joined:
        return joined.end()
    return end + 2 if text[end : end + 2] in ("”“", "》《") else None


def _in_pairs(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """With the title's brackets around it, and with both marks of each pair that it has one of."""
    if start > first and text[start - 1] == "《" and text[end : end + 1] == "》":
        return start - 1, end + 1
    for opening, closing in _PAIRS.items():
        inner = text[start:end]
        if closing in inner and opening not in inner[: inner.index(closing)]:
            at = text.rfind(opening, first, start)
            start = at if at >= 0 else start
        if opening in inner and closing not in inner[inner.rindex(opening) :]:
            at = text.find(closing, end, last)
            end = at + 1 if at >= 0 else end
    return start, end
