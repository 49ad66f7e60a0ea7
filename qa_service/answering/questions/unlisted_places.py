"""Places that a question opens with and no gazetteer has: towns and streets, zones, names made up.

A question of 桃花镇 is no question of whatever county the library holds, so that what answers must name the
place. Only a name at the opening of a question is read; a word that merely ends as such names do (全县,
示范区) is none, and villages, whose names end as 农村 does, are not read. This module does not know which
places there are.
"""

import re
from collections.abc import Sequence

_OPENS = re.compile(r"^(?:请问|那么?|比较|对比|关于|介绍一下|查一下|在|(?:19|20)\d\d年度?|,)*")
_NAME = re.compile(
    r"(?P<stem>[一-鿿]{2,8}?)"
    r"(?P<unit>街道|自治县|[县镇乡旗](?![级域城村志情直属办帜舰])"
    r"|(?:经济|高新|技术|产业|工业|旅游|综合|改革|创新|实验|试验|保税|开发|合作|度假|示范|管理|物流|科技){1,5}(?:园?区)"
    r"|(?:新区|新城)(?=的|(?:19|20)\d\d年|[今去本]年|管委会|管理委员会)"
    r"|[市区](?=(?:19|20)\d\d年|人民政府|政府|司法局|管委会))"
)
_NO_NAME = re.compile(
    r"[的了吗呢么有是各全每该本我你他她它这那哪某几两多少所其外内邻请问怎如谁什为]|(?<=.)[在和与及或被把让从到向对由将要可]"
)
_ENDS_NO_NAME = re.compile(
    r"(?:贫困|脱贫|示范|试点|先进|强|大|特色|小|城|乡|集|建制|中心|重点|农业|工业|产粮|民族|少数民族|国家级?|省级|市级|县级|区级"
    r"|社|园|景|山|林|牧|库|灾|老|郊|校|学|片|街|辖|行政|功能|保护|自治|生活|居民|风景|名胜|经济|特|地|市|县|周边|周围|偏远|边远|下辖|直辖|地级|文明"
    r"|全国|全省|优秀|美丽|宜居|平安|法治|生态|上|超|股|夜|门|菜)$"
)


def unlisted_places(text: str, named: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The place that folded ``text`` opens with; empty where it names one that the gazetteer has, at the
    spans ``named``."""
    opens = _OPENS.match(text)
    found = _NAME.match(text, opens.end() if opens else 0)
    if found is None or named or _NO_NAME.search(found["stem"]) or _ENDS_NO_NAME.search(found["stem"]):
        return ()
    return (found.group(),)
