"""Issuer 发文机关, document number 发文字号 and date 成文日期, from where official documents bear them.

The document's own words come before the page's index table. Laws say theirs in lines such as
2021年1月22日 第十三届全国人民代表大会常务委员会第二十五次会议第二次修订.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_service.ingestion.cleaning import PageFact
from qa_service.ingestion.structure import Paragraph
from qa_service.ingestion.title import DOCUMENT_NUMBER, is_document_number
from qa_service.library.records import FoundIn, Proof
from qa_service.quantities import find_dates

_ORGAN = (
    r"(?:人民政府办公[室厅]|人民政府|政府办公[室厅]|人民代表大会常务委员会|人民代表大会|委员会办公室|管理委员会|管委会|委员会|领导小组办公室|领导小组|指挥部"
    r"|[一-鿿]{2,8}?局|[一-鿿]{2,10}?厅|办公[室厅]|人民法院|人民检察院|街道办事处|办事处|区委|县委|市委|省委|州委|旗委|党工委|党组|大队|支队|总队|中心|总署|部|院"
    # 农业农村委, as municipalities call their committees.
    r"|[一-鿿]{2,8}?委(?![员托派任]))"
)
_TITLE_ORGAN = re.compile(
    rf"^(?:(?:19|20)\d{{2}}年度?|第[一二]部分[\s　]{{0,4}})?(.{{2,40}}?{_ORGAN})"
    r"(?=[\s　]*(?:关于|(?:19|20)\d{2}|[二一][〇○零九]|推进|落实|履行|开展|贯彻"
    r"|法治|依法|工作报告|政府信息|信息公开|政务公开|行政|财政|部门|年度|公告|通告|令|第|$))"
)
_REPORTING = re.compile(r"现(?:就|将|把)(.{4,60}?)(?:报告|汇报|通报|公布|公告)?如下")
_OPENING = re.compile(
    r"(?:^|[,，。、:：])(?P<organ>[一-鿿]{2,8}?[省市县区旗州盟][一-鿿]{2,10}?(?P<kind>局|厅|委员会))"
    r"(?=坚持|始终|认真|深入|紧紧|紧扣|围绕|全面|切实|积极|立足|聚焦|以|在|按照|高度|严格|扎实|深化|牢固|把|党组)"
)
"""2023年,乙市水利局坚持…: who a report that calls itself 我局 begins with."""
_OPENING_CHARACTERS = 160
_OWN_NAME = {"局": "我局|本局", "厅": "我厅|本厅", "委员会": "我委|本委"}
_CHINESE_DATE = (
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[一二][〇○零九OＯ０0][〇○零一二三四五六七八九OＯ０0]{2}年[元一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_ANY_DATE = re.compile(rf"(?:{_CHINESE_DATE})|(?<!\d)(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)")
_ENACTMENT = re.compile(
    rf"(?P<date>{_CHINESE_DATE})[\s　]*(?:经|由)?(?P<who>[^，。；\n]{{0,60}}?)"
    r"(?P<what>通过|批准|公布|发布|颁布|修订|修正|修改|令第)"
)
_SESSION = re.compile(
    r"第[一二三四五六七八九十百]+届|第?[一二三四五六七八九十百\d]{1,12}次[^\n]*$|会议[^\n]*$|《.*$|根据.*$|关于.*$|令第?.*$|公告.*$|审判委员会|检察委员会|主席团|常务会议.*$|全体会议.*$|中华人民共和国(?=国务院|主席)|予以$|经国务院$"
)
_ORDER = re.compile(
    r"(?:由|经|以)?"
    r"(?P<number>(?:[一-鿿]{2,30})?(?:令|公告)"
    r"[\s　]*+[（(〔]?第?[\s　]*+[一二三四五六七八九十百\d]{1,5}[\s　]*号[）)〕]?)"
)
_SIGNED_ON = re.compile(rf"(?:[\s　]{{0,40}}[（(])?[\s　]{{0,40}}(?:{_CHINESE_DATE})[\s　]*+[）)]?[\s　]*$")
_OFFICER = re.compile(
    r"(?P<organ>[一-鿿]{2,30}(?:局|厅|委员会|政府|院|部))"
    r"(?:[局厅院部]长|主任|主席)[\s　]*[一-鿿](?:[\s　]?[一-鿿]){1,3}"
)
_HEAD_PARAGRAPHS = 16
_OPENING_PARAGRAPHS = 4
_NARROW = {0xFF10 + value: str(value) for value in range(10)}  # full-width figures; the length stays
_SLIPS = str.maketrans("OＯО", "〇〇〇")  # the letter that stands for a round zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a document says of its own issue; ``proofs`` by field name."""

    issuer: str | None
    document_number: str | None
    issued_on: date | None
    proofs: Mapping[str, Proof]


def read_imprint(
    *, title: str, paragraphs: Sequence[Paragraph], facts: Mapping[str, PageFact], source: str
) -> Imprint:
    """The imprint of a document; ``facts`` are its page's, ``source`` may bear a date (…(2020-12-29).md)."""
    proofs: dict[str, Proof] = {}
    head = list(_head(paragraphs))
    enactments = [found for paragraph in head for found in _enactments(paragraph)]
    issuer = (
        _signed_issuer(paragraphs, proofs)
        or _issuer_in_title(title, proofs)
        or _letterhead_issuer(head, proofs)
        or _officer_issuer(paragraphs, proofs)
        or _enacting_issuer(enactments, proofs)
        or _fact("issuer", facts, proofs, "issuer")
        or _reporting_issuer(paragraphs, proofs)
        or _opening_issuer(paragraphs, proofs)
    )
    number = _number_in_head(head, enactments, proofs) or _fact(
        "document_number", facts, proofs, "document_number"
    )
    issued_on = (
        _signed_date(paragraphs, proofs)
        or _enacted_on(enactments, source, proofs)
        or _date_of_fact(("issued_on",), facts, proofs)
        or _date_in_head(head, proofs)
        or _date_in_name(source, proofs)
        or _date_of_fact(("published_on", "page:published_on", "property:pubdate"), facts, proofs)
    )
    return Imprint(issuer=issuer, document_number=number, issued_on=issued_on, proofs=proofs)


def parse_date(text: str) -> date | None:
    """The first full date in ``text`` (2020年1月6日, 二〇二〇年一月六日, 2020-01-06, 20200106), or None."""
    compact = re.fullmatch(r"\s*((?:19|20)\d{2})(\d{2})(\d{2})\s*", text)
    if compact:
        text = "-".join(compact.groups())
    for found in find_dates(text.translate(_SLIPS).replace("元月", "一月")):
        if found.year is not None and found.month is not None and found.day is not None:
            try:
                return date(found.year, found.month, found.day)
            except ValueError:
                return None
    return None


def _head(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs above the first section or running text."""
    for paragraph in paragraphs[:_HEAD_PARAGRAPHS]:
        if paragraph.section != 0 or paragraph.role == "article":
            return
        if paragraph.role == "body" and "。" in paragraph.text and not _ENACTMENT.search(paragraph.text[:80]):
            return
        yield paragraph


def _enactments(paragraph: Paragraph) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    if paragraph.role == "body":
        for found in _ENACTMENT.finditer(paragraph.text.translate(_NARROW)):
            yield paragraph, found


def _proof_at(paragraph: Paragraph, start: int, end: int, found_in: FoundIn) -> Proof:
    return Proof(
        found_in=found_in,
        quote=paragraph.text[start:end],
        start=paragraph.start + start,
        end=paragraph.start + end,
    )


def _fact(name: str, facts: Mapping[str, PageFact], proofs: dict[str, Proof], field: str) -> str | None:
    fact = facts.get(name)
    if fact is None or not re.search(r"[一-鿿]{2}", fact.value):
        return None
    proofs[field] = Proof(found_in=fact.found_in, quote=fact.quote)
    return fact.value


def _signed_issuer(paragraphs: Sequence[Paragraph], proofs: dict[str, Proof]) -> str | None:
    """The organs that sign, joined by 、 where several do; persons who sign are none."""
    organs: list[str] = []
    for paragraph in _signed(paragraphs):
        words = _SIGNED_ON.sub("", paragraph.text)
        organ = re.sub(r"[\s　]", "", words)
        if re.search(rf"{_ORGAN}$|公司$|会$", organ) and not re.search(r"[：:]", organ):
            if not organs:
                proofs["issuer"] = _proof_at(paragraph, 0, len(words), "tail")
            organs.append(organ)
    return "、".join(organs) or None


def _officer_issuer(paragraphs: Sequence[Paragraph], proofs: dict[str, Proof]) -> str | None:
    """The organ whose head signs by name: 某县财政局局长 某某."""
    for paragraph in _signed(paragraphs):
        found = _OFFICER.match(paragraph.text)
        if found:
            proofs["issuer"] = _proof_at(paragraph, *found.span("organ"), "tail")
            return found["organ"]
    return None


def _signed(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of the signature up to its date, whose line may name an organ too."""
    for paragraph in paragraphs:
        if paragraph.role == "signature":
            yield paragraph
            if parse_date(paragraph.text):
                return


def _plain(paragraph: Paragraph) -> str:
    return re.sub(r"[\s　]", "", paragraph.text)


def _letterhead_issuer(head: Sequence[Paragraph], proofs: dict[str, Proof]) -> str | None:
    """An organ alone on a line at the head: the letterhead, or the one who reports below the title."""
    for paragraph in head:
        found = re.fullmatch(rf"(?P<organ>.{{2,36}}?{_ORGAN})(?:文件|令)?", _plain(paragraph))
        if paragraph.role == "body" and found and not re.search(r"[，。：；、（(]|\d", paragraph.text):
            proofs["issuer"] = _proof_at(paragraph, 0, len(paragraph.text), "head")
            return found["organ"]
    return None


def _issuer_in_title(title: str, proofs: dict[str, Proof]) -> str | None:
    organ = organ_opening(title)
    if organ is not None:
        proofs["issuer"] = Proof(found_in="title", quote=organ)
    return organ


def organ_opening(words: str) -> str | None:
    """The organ that ``words``, a title or a name of a file, open with; behind a year at most."""
    found = _TITLE_ORGAN.match(words)
    return None if found is None or re.search(r"关于|[《》]", found.group(1)) else found.group(1)


def _reporting_issuer(paragraphs: Sequence[Paragraph], proofs: dict[str, Proof]) -> str | None:
    for paragraph in paragraphs[:_HEAD_PARAGRAPHS]:
        sentence = _REPORTING.search(paragraph.text[:2000])
        if sentence:
            found = _TITLE_ORGAN.match(sentence.group(1))
            if found is None:
                return None
            start = sentence.start(1)
            proofs["issuer"] = _proof_at(paragraph, start, start + found.end(1), "head")
            return found.group(1)
    return None


def _opening_issuer(paragraphs: Sequence[Paragraph], proofs: dict[str, Proof]) -> str | None:
    """Whom a text that calls its organ its own (我局) begins with."""
    for paragraph in paragraphs[:_OPENING_PARAGRAPHS]:
        found = _OPENING.search(paragraph.text, 0, _OPENING_CHARACTERS)
        if found is None:
            continue
        own = re.compile(_OWN_NAME[found["kind"]])
        if not any(own.search(each.text) for each in paragraphs):
            return None
        proofs["issuer"] = _proof_at(paragraph, *found.span("organ"), "head")
        return found["organ"]
    return None


def _enacting_issuer(
    enactments: Sequence[tuple[Paragraph, re.Match[str]]], proofs: dict[str, Proof]
) -> str | None:
    for paragraph, found in enactments:
        if found["what"] == "批准":
            continue
        name = re.sub(r"^[\s　]*", "", found["who"])
        while (shorter := _SESSION.sub("", name)) != name:
            name = shorter
        if 2 <= len(name) <= 30:
            proofs["issuer"] = _proof_at(paragraph, *found.span(), "head")
            return name
    return None


def _number_in_head(
    head: Sequence[Paragraph],
    enactments: Sequence[tuple[Paragraph, re.Match[str]]],
    proofs: dict[str, Proof],
) -> str | None:
    for at, paragraph in enumerate(head):
        closed = paragraph.role == "title" and paragraph.text.endswith(("）", ")"))
        if is_document_number(paragraph.text) or closed:
            found = DOCUMENT_NUMBER.search(paragraph.text)
            if found:
                proofs["document_number"] = _proof_at(paragraph, *found.span("number"), "head")
                return re.sub(r"\s", "", found["number"])
        above = _plain(head[at - 1]) if at else ""
        if above.endswith(("令", "公告")) and re.fullmatch(r"[（(]?第.{1,8}号[）)]?", _plain(paragraph)):
            proofs["document_number"] = _proof_at(paragraph, 0, len(paragraph.text), "head")
            return above + _plain(paragraph).strip("（）()")
    last: str | None = None
    for paragraph, enactment in enactments:
        order = _ORDER.search(paragraph.text, enactment.end("date"))
        if order and "《" not in paragraph.text[: order.start("number")]:
            proofs["document_number"] = _proof_at(paragraph, *order.span("number"), "head")
            last = re.sub(r"\s", "", order["number"])
    return last


def _signed_date(paragraphs: Sequence[Paragraph], proofs: dict[str, Proof]) -> date | None:
    for paragraph in paragraphs:
        if paragraph.role == "signature" and (day := parse_date(paragraph.text)):
            proofs["issued_on"] = _proof_at(paragraph, 0, len(paragraph.text), "tail")
            return day
    return None


def _enacted_on(
    enactments: Sequence[tuple[Paragraph, re.Match[str]]], source: str, proofs: dict[str, Proof]
) -> date | None:
    """The date of the version: the latest on which the law was passed, changed or published.

    The file's name may know of a later change than the text.
    """
    latest: date | None = None
    for paragraph, found in enactments:
        day = parse_date(found["date"])
        if day and (latest is None or day > latest):
            latest = day
            proofs["issued_on"] = _proof_at(paragraph, *found.span("date"), "head")
    own_proof = proofs.get("issued_on")
    named = _date_in_name(source, proofs) if latest else None
    if named and latest and named > latest:
        return named
    if own_proof:
        proofs["issued_on"] = own_proof
    return latest


def _date_in_head(head: Sequence[Paragraph], proofs: dict[str, Proof]) -> date | None:
    for paragraph in head:
        if (
            paragraph.role == "body"
            and len(paragraph.text) <= 30
            and (found := _ANY_DATE.search(paragraph.text))
        ):
            proofs["issued_on"] = _proof_at(paragraph, *found.span(), "head")
            return parse_date(found.group())
    return None


def _date_in_name(source: str, proofs: dict[str, Proof]) -> date | None:
    found = re.search(r"(?:19|20)\d{2}[-.年](?:0?[1-9]|1[0-2])[-.月](?:0?[1-9]|[12]\d|3[01])(?!\d)", source)
    day = parse_date(found.group().replace(".", "-")) if found else None
    if found and day:
        proofs["issued_on"] = Proof(found_in="file_name", quote=found.group())
    return day


def _date_of_fact(
    names: Sequence[str], facts: Mapping[str, PageFact], proofs: dict[str, Proof]
) -> date | None:
    for name in names:
        fact = facts.get(name)
        if fact and (day := parse_date(fact.value)):
            proofs["issued_on"] = Proof(found_in=fact.found_in, quote=fact.quote)
            return day
    return None
