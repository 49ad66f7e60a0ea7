"""The work that a document is a text of: its title without what only tells one version from another.

中华人民共和国公司法(2023修订) is a version of 公司法; 中华人民共和国民法典合同编 is a part of 民法典. Numbers
in brackets belong to the name: 解释(一) and 解释(二) are two works.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_STATE = "中华人民共和国"
_NOTE = re.compile(
    r"\((?:(?=[^()]*?(?:(?:19|20)\d\d|[一二][〇○零九]{1}[〇○零一二三四五六七八九]{2}年|修[订正改]|全文|现行|最新|失效|废止))[^()]*+|试行|暂行|\d{4})\)"
    r"|(?:19|20)\d\d年?(?:(?:第.次)?修[订正改]本?|版)$|\[(?:19|20)\d\d[^\]]{0,200}\]$|〔(?:19|20)\d\d[^〕]{0,200}〕$"
)
_MARKS = re.compile(r"[\s《》〈〉<>“”\"‘’「」]")
_PART = re.compile(
    r"^(?P<work>.{1,30}?(?:法典|法|条例|规定|办法|规则|标准))"
    r"(?P<part>总则|分则|附则|序言|附件.{0,4}|第[一二三四五六七八九十百\d]{1,4}[编部卷册章].{0,12}|[一-鿿]{1,10}编)$"
)
_ISSUED_BY = re.compile(r"^[一-鿿、]{2,40}?(?=关于)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkName:
    """``work`` is the name of the whole, ``part`` of the part of it that a document holds, often none."""

    work: str
    part: str = ""

    @property
    def whole(self) -> str:
        return self.work + self.part


@lru_cache(maxsize=16384)
def plain_name(title: str) -> str:
    """``title`` in one width, without blanks, quotation marks, 中华人民共和国 and notes on its version."""
    name = title
    while (plainer := _plainer(name)) != name:
        name = plainer
    return name


def _plainer(name: str) -> str:
    """One step: what is taken out may bring together what belongs together."""
    bare = _NOTE.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", name)))
    return bare.replace("全国人大常委会", "全国人民代表大会常务委员会").replace(_STATE, "") or bare


@lru_cache(maxsize=16384)
def work_name(title: str) -> WorkName:
    """The work and the part that ``title`` names."""
    name = plain_name(title)
    found = _PART.match(name)
    return WorkName(work=found["work"], part=found["part"]) if found else WorkName(work=name)


def without_issuer(name: str) -> str:
    """关于… as other documents quote a paper, without the organs before it."""
    return _ISSUED_BY.sub("", name, count=1)
