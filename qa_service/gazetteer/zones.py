"""Development zones by rule: a name and one of the fixed words for a zone.

济宁高新技术产业开发区, 韶关市经开区, 长春净月高新技术产业开发区: a known place, perhaps a name of
its own, then the word. Zones are founded and renamed too often for a list; what lies before the word
says where they are.
"""

import re
from collections.abc import Sequence

from qa_service.gazetteer.lexicon import Lexicon
from qa_service.gazetteer.places import Level, PlaceMention
from qa_service.gazetteer.short_names import Register

FULL_WORDS = {
    "经开区": "经济技术开发区",
    "高新区": "高新技术产业开发区",
    "高新技术开发区": "高新技术产业开发区",
    "高技术产业开发区": "高新技术产业开发区",
    "综保区": "综合保税区",
    "自贸区": "自由贸易试验区",
}
WORDS = (
    "经济技术开发区|高新技术产业开发区|高新技术开发区|高技术产业开发区|经济技术产业开发区|经济开发区|高新技术产业园区|城乡一体化示范区|产城融合示范区|产业转移示范区"
    "|综合改革示范区|现代产业园区|产业集聚区|产业园区|工业园区|旅游度假区|风景名胜区|综合实验区|深度合作区|综合保税区|保税港区|保税区"
    "|自由贸易试验区|出口加工区|边境经济合作区|经济合作区|经开区|高新区|综保区|自贸区|管理区|开发区|新区"
)
ZONE = re.compile(rf"(?:国家级|省级)?(?P<word>{WORDS})(?![域位间划])")
SPOKEN_WORDS = {
    "经济技术开发区": ("经开区", "开发区", "经济开发区"),
    "经济开发区": ("开发区", "经开区"),
    "高新技术产业开发区": ("高新区", "高新技术开发区", "高新技术产业园区", "高新开发区"),
    "综合保税区": ("综保区", "保税区"),
    "自由贸易试验区": ("自贸区", "自贸试验区"),
    "综合实验区": ("实验区",),
    "旅游度假区": ("度假区",),
    "风景名胜区": ("风景区",),
    "产业集聚区": ("集聚区",),
    "城乡一体化示范区": ("一体化示范区", "示范区"),
    "产城融合示范区": ("示范区",),
    "开发区": ("经开区", "经济开发区", "经济技术开发区"),
}
"""What people call a zone whose full word is the key."""
ANY_ZONE = "开发区"
KINDS_OF_ZONES = (ANY_ZONE, "工业园区", "产业集聚区")
"""What a question calls a city's zones without a name of their own."""
BOUNDARY = re.compile(r"[^\u4e00-\u9fff]|[在于由对向至是为与及的将和]")
MAX_NAME = 5
_LEAST_OWN_NAME = 2
_ALL_OF_IT = re.compile("全[省市县区州]")
_OFFICE = re.compile("管理委员会|管委会|党工委|工委")
# With nothing between, the city's own name makes no zone of these: 上海新区 only says which area.
NEEDS_OWN_NAME = (
    "新区",
    "开发区",
    "管理区",
    "风景名胜区",
    "旅游度假区",
    "产业园区",
    "工业园区",
    "产业集聚区",
)


def spoken_names(name: str, hosts: Sequence[str]) -> tuple[str, ...]:
    """What people call the zone ``name`` beside that: 湛江开发区, 湛江市经开区 for 湛江经济技术开发区,
    净月高新区 for 长春净月高新技术产业开发区. ``hosts`` are names of the place that it lies in, the
    short one first."""
    word = next((word for word in SPOKEN_WORDS if name.endswith(word)), None)
    if word is None:
        return ()
    stem = name.removesuffix(word)
    host = next((host for host in hosts if stem.startswith(host)), "")
    own = stem.removeprefix(host)
    stems = [f"{other}{own}" for other in hosts] if host else [stem]
    if host and len(own) >= _LEAST_OWN_NAME:
        stems.append(own)
    every = (
        stem + spoken
        for stem in stems
        if stem
        for spoken in (word, *SPOKEN_WORDS[word])
        # 芜湖市开发区 may be all that the city has.
        if spoken != ANY_ZONE or stem not in hosts[1:]
    )
    return tuple(dict.fromkeys(each for each in every if each != name))


def with_zones(
    text: str, mentions: list[PlaceMention], lexicon: Lexicon, register: Register
) -> list[PlaceMention]:
    """``mentions`` with zones put in; a zone takes in the place's name that it begins with.

    Only a zone whose host is named for certain directly before it, or up to five characters before, is found:
    what stands before a zone word without such a name may be any words (加快推进高新区).
    """
    by_end = {mention.end: index for index, mention in enumerate(mentions)}
    result = list(mentions)
    for match in ZONE.finditer(text):
        index = _host_index(text, match.start(), by_end)
        if index is None:
            continue
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and following.start < match.end():
            continue
        zone = _zone(text, match, mentions[index], lexicon, register)
        if zone is not None:
            result[index] = zone
    return result


def _host_index(text: str, word_start: int, by_end: dict[int, int]) -> int | None:
    """The mention that ends at the zone word or a few characters before it, with no boundary between."""
    for end in range(word_start, max(-1, word_start - MAX_NAME), -1):
        if end in by_end:
            return by_end[end]
        if end > 0 and BOUNDARY.match(text[end - 1]):
            return None
    return None


def _zone(
    text: str, match: re.Match[str], before: PlaceMention, lexicon: Lexicon, register: Register
) -> PlaceMention | None:
    host = before.place
    own_name = text[before.end : match.start()]
    word = FULL_WORDS.get(match["word"], match["word"])
    if host is None or host.level is Level.ZONE or len(own_name) == 1 or _ALL_OF_IT.fullmatch(own_name):
        return None
    path = (*host.path, host.short_name + own_name + word)
    whole_province = host.level is Level.PROVINCE and not host.name.endswith("市")
    needs_own_name = whole_province or (word in NEEDS_OWN_NAME and not _is_named_bare(text, match, register))
    if not own_name and needs_own_name and path not in lexicon.by_path:
        return None
    return PlaceMention(
        candidates=(lexicon.zone_at(path),),
        text=text[before.start : match.end()],
        start=before.start,
        end=match.end(),
        is_short_name=False,
    )


def _is_named_bare(text: str, match: re.Match[str], register: Register) -> bool:
    """Whether a zone word right behind the place is the zone's whole name, for an office of it is named."""
    if register is Register.TEXT or match.start("word") > match.start():
        return False
    return _OFFICE.match(text, match.end()) is not None
