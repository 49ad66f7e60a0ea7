"""What kind of document it is, and so how much its word counts beside another's.

Kinds and their order follow the Legislation Law (立法法 2023, 第九十八条至第一百零二条): constitution, laws,
administrative regulations, then regulations and rules; where it sets none beside the other, national ones
come first. Found from title, issuer, number, kind, and the name of the folder that a file lay in; unknown is
None. This module does not know versions.
"""

import re
from enum import StrEnum
from functools import lru_cache


class Rank(StrEnum):
    """From the highest to the lowest; ``order`` counts them so."""

    CONSTITUTION = "constitution"
    LAW = "law"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    PARTY_REGULATION = "party_regulation"
    DEPARTMENTAL_RULE = "departmental_rule"
    LOCAL_REGULATION = "local_regulation"
    LOCAL_RULE = "local_rule"
    NORMATIVE = "normative"
    AMENDMENT = "amendment"
    CASE = "case"
    REPORT = "report"

    @property
    def order(self) -> int:
        """0 for the highest."""
        return _ORDER[self]

    @property
    def chinese(self) -> str:
        return _CHINESE[self]

    @property
    def legislates(self) -> bool:
        """Whether its documents are rules that are amended and re-issued under one name."""
        return self in _LEGISLATION


_CHINESE = {
    Rank.CONSTITUTION: "宪法",
    Rank.LAW: "法律",
    Rank.JUDICIAL_INTERPRETATION: "司法解释",
    Rank.ADMINISTRATIVE_REGULATION: "行政法规",
    Rank.PARTY_REGULATION: "党内法规",
    Rank.DEPARTMENTAL_RULE: "部门规章",
    Rank.LOCAL_REGULATION: "地方性法规",
    Rank.LOCAL_RULE: "地方政府规章",
    Rank.NORMATIVE: "规范性文件",
    Rank.AMENDMENT: "修改决定",
    Rank.CASE: "案例",
    Rank.REPORT: "报告",
}
_ORDER = {rank: order for order, rank in enumerate(Rank)}
_LEGISLATION = frozenset(
    {
        Rank.CONSTITUTION,
        Rank.LAW,
        Rank.JUDICIAL_INTERPRETATION,
        Rank.ADMINISTRATIVE_REGULATION,
        Rank.PARTY_REGULATION,
        Rank.DEPARTMENTAL_RULE,
        Rank.LOCAL_REGULATION,
        Rank.LOCAL_RULE,
    }
)
_FOLDERS = (
    (re.compile(r"司法解释"), Rank.JUDICIAL_INTERPRETATION),
    (re.compile(r"行政法规"), Rank.ADMINISTRATIVE_REGULATION),
    (re.compile(r"党内法规"), Rank.PARTY_REGULATION),
    (re.compile(r"部门规章|部委规章"), Rank.DEPARTMENTAL_RULE),
    (re.compile(r".{0,8}地方性?法规"), Rank.LOCAL_REGULATION),
    (re.compile(r".{0,8}地方(?:政府)?规章"), Rank.LOCAL_RULE),
    (re.compile(r"规范性文件"), Rank.NORMATIVE),
    (re.compile(r"案例|.{0,6}典型案例|指导性?案例|裁判文书"), Rank.CASE),
)
_AMENDING = re.compile(
    r"修正案(?:[(（][^()（）]{1,10}[)）])?$|关于(?:修改|修订|修正|废止|停止执行|公布废止)(?!.{0,40}(?:办法|规定)$)"
    r"|的修[改正]案$|关于.{0,40}(?:予以废止|失效).{0,10}决定$"
)
_CONSTITUTION = re.compile(r"^(?:中华人民共和国)?宪法$")
_LAW = re.compile(r"(?:法|法典|基本法)(?:[(（][^()（）]{1,16}[)）])?$|法典(?:.{1,8}编|总则|分则|附则)$")
_NOT_LAW = re.compile(
    r"(?:办法|方法|做法|执法|(?<!公)司法|普法|(?<!^)立法|(?<!适)用法|看法|说法|想法|守法|书法|讲法|违法)$"
)
_OF_THE_STATE = re.compile(r"^中华人民共和国")
_SUPREME = re.compile(r"^(?:最高人民法院|最高人民检察院|“?两高)")
_INTERPRETING = re.compile(r"(?:解释|规定|规则|批复|决定|答复|安排)(?:[(（][^()（）]{1,10}[)）])*$")
_CONGRESS = re.compile(r"^(?:中华人民共和国)?(?:全国人民代表大会|全国人大)")
_CABINET = re.compile(
    r"^(?:中华人民共和国)?(?:国务院|政务院)(?![一-鿿]{1,12}(?:部|委员会|局|署|办公[室厅])$)"
)
_PARTY = re.compile(r"^(?:中共|中国共产党)")
_MINISTRY = re.compile(
    r"^(?:中华人民共和国)?(?:国家[一-鿿]{0,14}(?:局|委员会|部|总局|办公室|中心)|国务院[一-鿿]{2,14}"
    r"|[一-鿿]{1,10}(?:部|总署|总局|监管局)|中国(?:人民银行|[一-鿿]{2,8}监督管理委员会|民用航空[总]?局)|海关总署|审计署)(?:[、\s第]|$)"
)
_LOCAL_CONGRESS = re.compile(r"[省市县区州旗盟](?:第[一-鿿\d]{1,4}届)?(?:人民代表大会|人大)")
_LOCAL_GOVERNMENT = re.compile(r"[省市县区州旗盟].{0,12}人民政府|^.{2,12}[省市区州]政府")
_PROVISIONS = re.compile(
    r"(?:条例|规定|办法|细则|规则|规程|规范|章程|准则|守则|制度|标准)(?:[(（][^()（）]{1,16}[)）])*$"
)
_REPORT = re.compile(r"(?:报告|总结|汇报|年报|通报|情况|公报|简报)(?:[(（][^()（）]{1,16}[)）])*$")
_PAPER = re.compile(
    r"(?:通知|意见|决定|决议|通告|公告|方案|规划|计划|纲要|要点|批复|函|复函|答复|命令|清单|目录|指南|指引|安排|措施"
    r"|导则|预案|纪要)(?:[(（][^()（）]{1,16}[)）])*$"
)


@lru_cache(maxsize=8192)
def rank_of(
    *, title: str, issuer: str | None, kind: str | None, document_number: str | None, source: str
) -> Rank | None:
    """The rank of a document; None where nothing tells."""
    plain, by = re.sub(r"\s", "", title).strip("《》"), issuer or ""
    folder = _of_folders(source)
    if kind == "案例" or folder is Rank.CASE:
        return Rank.CASE
    if _CONSTITUTION.search(plain):
        return Rank.CONSTITUTION
    if _AMENDING.search(plain):
        return Rank.AMENDMENT
    if _REPORT.search(plain):
        return Rank.REPORT
    if folder and not (_PAPER.search(plain) and folder is not Rank.JUDICIAL_INTERPRETATION):
        return folder
    return _of_legislation(plain, by, document_number or "") or _of_paper(plain)


def _of_folders(source: str) -> Rank | None:
    """Archives are sorted by kind; the nearest folder that is named after one counts."""
    for folder in reversed(re.split(r"[/\\]", source)[:-1]):
        for pattern, rank in _FOLDERS:
            if pattern.fullmatch(folder):
                return rank
    return None


def _of_legislation(title: str, issuer: str, number: str) -> Rank | None:
    if _SUPREME.match(title) or _SUPREME.match(issuer):
        return Rank.JUDICIAL_INTERPRETATION if _INTERPRETING.search(title) else Rank.NORMATIVE
    named_law = _LAW.search(title) and not title.endswith("办法")
    if named_law and (_OF_THE_STATE.match(title) or not _NOT_LAW.search(title)):
        return Rank.LAW
    provisions = _PROVISIONS.search(title) is not None
    if _CONGRESS.match(issuer) or _CONGRESS.match(title):
        return Rank.LAW if provisions or re.search(r"(?:决定|解释)$", title) else Rank.NORMATIVE
    if not provisions:
        return None
    if _PARTY.match(issuer):
        return Rank.PARTY_REGULATION
    if _CABINET.match(issuer) or _CABINET.match(title):
        return Rank.ADMINISTRATIVE_REGULATION
    if _LOCAL_CONGRESS.search(issuer):
        return Rank.LOCAL_REGULATION
    if _LOCAL_GOVERNMENT.search(issuer):
        return Rank.LOCAL_RULE if "令" in number else Rank.NORMATIVE
    if _MINISTRY.match(issuer):
        # Departments may not call what they make 条例; such a one was approved by the State Council.
        is_regulation = re.search(r"条例(?:[(（].{1,10}[)）])?$", title)
        return Rank.ADMINISTRATIVE_REGULATION if is_regulation else Rank.DEPARTMENTAL_RULE
    return None


def _of_paper(title: str) -> Rank | None:
    return Rank.NORMATIVE if _PAPER.search(title) else None
