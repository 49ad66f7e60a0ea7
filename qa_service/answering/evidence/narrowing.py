"""What narrows a figure down, where all there is of a matter is asked for: 移送公安机关多少件 is not told by
“护蟹”专项行动…移送公安机关4件, nor 一年调解了多少纠纷 by “老马调解室”全年调解156件.

A question wants all where it names nothing but what every report tells of (处罚, 调解), or says so (一共,
全年). Before the figure its sentence may have begun to tell of one office, person, campaign, field or lower
level, or of cases of one kind; what comes behind 全县, 各级 or 合计 is of all again. The words are data
(``phrases/narrowing.toml``). This module adds no parts up, and sees neither headings nor tables.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.small_bodies import is_of_small_body
from qa_service.answering.questions.organs import own_name
from qa_service.answering.text.matching import Term, is_named
from qa_service.library.records import DocumentSummary

Narrows = Callable[[str, str, Sequence[Term]], bool]
"""Whether the words of a sentence before a figure narrow it down, given folded the question and its words."""

_ANEW = re.compile(r"全[省市县区州旗盟镇乡](?!级)|各[级类地]|累计|合计|共计|总计|等")
_ANEW_ABOVE = re.compile(r"全[省市县区州旗盟](?!级)|各[级类地乡镇]|累计|合计|共计|总计|等")
_TIME = r"(?:全年|[当今本]年|本年度|年内|\d{4}年|\d{1,2}月(?:份|\d{1,2}日)?|[上下]半年|截至[^,]{1,10})?"
_NO_PARTNER, _NO_MEMBER = "(?![与和同向在对联将把由从])", "(?![员的内外会托派])"
_TOWN = re.compile(
    rf"{_TIME}(?P<name>(?![全各本我该与和同向在对联将把由从乡城集市小村])[\u4e00-\u9fff]{{1,4}}(?:镇|乡|街道|苏木))"
    r"(?<![城集村小古重县市]镇)(?<![下返家他水侨老还回入各]乡)(?<!之乡)(?![街级域长容村]|\(|、)"
)
_CLAUSE = re.compile(r"[^,;:。]+")
_LAST_CLAUSE = re.compile(r"[^,;:。]{1,200}$")
_CASES_ASKED = re.compile(r"案|处罚|移送|查[处办]")
_CASES = re.compile(
    r"(?P<name>[\u4e00-\u9fff、“”]{2,20}?)案件?(?:共|为|达)?\d|涉嫌(?P<own>[\u4e00-\u9fff、“”]{2,16}?)(?:案件|案|罪)?$"
)
_OF_THE_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:自治[区州县旗]|[省市县区州旗盟])(?=[共全各])")
_SAYS_NO_KIND = re.compile(
    r"全年|全[省市县区州旗盟]|[省市县区州旗盟本共为以各已新]|部门|机关|单位|一般|程序|涉嫌|犯罪|其中|中心|机构|及|应当?由?|[一二再]审|或者|共同|[的由需须、“”或以]|实际"
)
_TOLD_OFF = re.compile(r"率|出庭")
"""行政机关负责人出庭应诉率达到100%,败诉2件: what follows is not the leaders' any more."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}[省市县区州旗盟]")
_ORGAN = re.compile(r"[\u4e00-\u9fff]{1,12}(?:局|委|厅|办|大队|支队)")
_LOW = re.compile(r"(?:镇|乡|街道|苏木|开发区|高新区|园区|产业区|示范区)$")
"""A town or a zone, which has one office for each thing."""
_MOST_LEFT = 1
"""So many characters of a word may be left over beside the common ones that it is made of: 纠纷数."""
_SHORTEST_KIND = 2


@cache
def _words(group: str) -> str:
    path = files("qa_service.answering") / "phrases" / "narrowing.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))[group].split()
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _pattern(group: str, form: str) -> re.Pattern[str]:
    return re.compile(form.replace("WORDS", _words(group)))


def is_narrowed(
    candidate: Candidate, asked: str, terms: Sequence[Term], document: DocumentSummary | None
) -> bool:
    """Whether folded ``asked``, whose words are ``terms``, wants all of something and the figure of
    ``candidate`` of ``document`` is of a part of it that the question does not name."""
    if candidate.quantity is None or isinstance(candidate, Cell):
        return False
    sentence = candidate.sentence
    before = sentence.folded.text[sentence.start : candidate.start]
    of_one_organ = document is None or _is_of_one_organ(document)
    # Asked of a bureau's report its name says no matter.
    matters = [t for t in terms if not (of_one_organ and _ORGAN.fullmatch(t.text))]
    common = asks_for_all(matters)
    if is_of_small_body(candidate, asked, of_common_matter=common):
        return True
    if not common:
        return False
    readings = _ANYWHERE if of_one_organ else (*_ANYWHERE, *_OF_A_PLACE)
    return any(narrows(before, asked, terms) for narrows in readings)


def asks_for_all(terms: Sequence[Term]) -> bool:
    """Whether a question with the words ``terms`` names nothing but what every report tells of."""
    common = _pattern("matters", "(?:WORDS)")
    return bool(terms) and all(
        len(common.sub("", term.text)) <= _MOST_LEFT or _PLACE.fullmatch(term.text) for term in terms
    )


def _is_of_one_organ(document: DocumentSummary) -> bool:
    """Whether a bureau or a town has written ``document``: its offices are all that there are."""
    return bool(own_name(document) or _LOW.search(document.metadata.region or ""))


def _is_new(name: str, asked: str, terms: Sequence[Term]) -> bool:
    """Whether the question does not name ``name``, or what it is of."""
    return not is_named(name, asked, terms) and not any(len(t.text) > 1 and t.text in name for t in terms)


def _by_doer(before: str, asked: str, terms: Sequence[Term]) -> bool:
    return _by_subject(
        _pattern("doers", f"{_TIME}(?P<name>{_NO_PARTNER}[\u4e00-\u9fff、“”]{{0,16}}?(?:WORDS)){_NO_MEMBER}"),
        *(before, asked, terms),
    )


def _by_town(before: str, asked: str, terms: Sequence[Term]) -> bool:
    """齐满镇调解员跑遍全镇23个村,调解纠纷137件."""
    last = None
    for clause in _CLAUSE.finditer(before):
        last = _TOWN.match(before, clause.start(), clause.end()) or last
    if last is None or not _is_new(last["name"], asked, terms):
        return False
    return _ANEW_ABOVE.search(before, last.end()) is None


def _by_person(before: str, asked: str, terms: Sequence[Term]) -> bool:
    if _pattern("acts_of_persons", "(?:WORDS)").search(asked):
        return False
    return _by_subject(
        _pattern("persons", rf"{_TIME}(?P<name>[\u4e00-\u9fff]{{0,8}}?(?:WORDS))(?![干的])"),
        *(before, asked, terms),
    )


def _by_subject(subject: re.Pattern[str], before: str, asked: str, terms: Sequence[Term]) -> bool:
    """Whether the last clause before the figure that begins with such a ``subject`` has one of its own."""
    last = None
    own = _pattern("own_doers", f"{_TIME}{_NO_PARTNER}[\u4e00-\u9fff]{{0,2}}(?:WORDS)")
    for clause in _CLAUSE.finditer(before):
        last = subject.match(before, clause.start(), clause.end()) or last
        if own.match(before, clause.start(), clause.end()):
            # 市委听取汇报4次,市政府常务会议学法9次: from here on it is told of all.
            last = None
    if last is None or _pattern("own_doers", "(?:WORDS)").search(last["name"]):
        return False
    told = _CLAUSE.match(before, last.start())
    if told is not None and told.end() < len(before) and _TOLD_OFF.search(told.group()):
        return False
    return _is_new(last["name"], asked, terms) and not _ANEW.search(before, last.end())


def _said_by(group: str, form: str = "(?P<name>WORDS)") -> Narrows:
    """That a word of ``group`` stands in ``form`` before the figure, which the question does not name."""

    def narrows(before: str, asked: str, terms: Sequence[Term]) -> bool:
        found: Iterator[re.Match[str]] = _pattern(group, form).finditer(before)
        return any(_is_new(m["name"], asked, terms) and not _is_whole(m.start("name"), before) for m in found)

    return narrows


def _is_whole(start: int, before: str) -> bool:
    """Whether what begins at ``start`` names those who do all of it (12个乡镇的调委会), or all follow."""
    clause = _CLAUSE.match(before, start)
    own = clause and _pattern("own_doers", "(?:WORDS)").search(clause.group())
    return bool(own or _ANEW.search(before, start))


def _by_new_body(before: str, asked: str, terms: Sequence[Term]) -> bool:
    """设立旅游纠纷调解室,当场化解65件."""
    form = "(?:WORDS)(?P<name>[^,;“\\d]{2,14})(?:[调工][解作]室|[务作驿]站|服务点|窗口|法庭)"
    bodies = list(_pattern("begins", form).finditer(before))
    if not bodies or _is_whole(bodies[-1].start(), before):
        return False
    field = _pattern("matters", "(?:WORDS)").sub("", bodies[-1]["name"])
    return len(field) >= _SHORTEST_KIND and _is_new(field, asked, terms)


def _by_kind_of_case(before: str, asked: str, terms: Sequence[Term]) -> bool:
    """查获非法捕捞案件34起,其中移送公安机关8起."""
    cases = list(_CASES.finditer(before)) if _CASES_ASKED.search(asked) else []
    if not cases:
        return False
    name = _OF_THE_PLACE.sub("", cases[-1]["name"] or cases[-1]["own"])
    kind = _SAYS_NO_KIND.sub("", _pattern("matters", "(?:WORDS)").sub("", name))
    return len(kind) >= _SHORTEST_KIND and _is_new(kind, asked, terms)


def _by_outcome(before: str, asked: str, terms: Sequence[Term]) -> bool:
    """全市一审败诉案件由17件降至9件, where the cases are asked for."""
    clause = _LAST_CLAUSE.search(before)
    outcomes = (
        _pattern("outcomes", "(?P<name>WORDS)(?=案|件|的|由|从|数|$)").findall(clause.group())
        if clause
        else []
    )
    return any(_is_new(outcome, asked, terms) for outcome in outcomes) and not _pattern(
        "outcomes", "(?:WORDS)"
    ).search(asked)


_ANYWHERE: tuple[Narrows, ...] = (
    _by_outcome,
    _by_person,
    _said_by("within", "(?P<name>[\u4e00-\u9fff”]{0,8}?(?:WORDS))"),
    _said_by("begins", "(?:WORDS)[^,;“]{0,10}“(?P<name>[^”]{2,16})”"),
    _by_new_body,
    _said_by("some"),
)
_OF_A_PLACE: tuple[Narrows, ...] = (_by_doer, _by_town, _said_by("levels"), _by_kind_of_case)
"""What narrows down in the report of a county, and not in that of its bureau, which has but one field."""
