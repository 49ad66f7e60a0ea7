"""Short names of places and the combinations in which people write them.

浈江区 → 浈江, 黔东南苗族侗族自治州 → 黔东南, 广西壮族自治区 → 广西, 神农架林区 → 神农架; a name of two
characters (沛县, 城区) has no short form. Does not know which short names are safe to look for in a text.
"""

import re
from collections.abc import Iterator
from itertools import product

from qa_service.gazetteer.places import Path

SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|行政委员会|地区|林区|特区|矿区|新区|省|市|县|区|旗|盟|州)$"
)
UNIT = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
_BANNER = re.compile(r"(?P<first>[^\W\d_])[^\W\d_]{1,10}?(?P<unit>(?:[左右前后中联]|[左右][前后中])?旗)$")


class ShortNames:
    """Makes short names; ``ethnic_groups`` are the groups' names as autonomous areas spell them."""

    def __init__(self, ethnic_groups: tuple[str, ...]) -> None:
        groups = "|".join(sorted(map(re.escape, ethnic_groups), key=len, reverse=True))
        self._groups = re.compile(rf"(?:{groups}){{1,8}}$")

    def short(self, name: str) -> str:
        """The name without its unit (and groups); the name itself where nothing useful is left."""
        stem = SUFFIX.sub("", name)
        if "自治" in name or stem.endswith("族"):
            bare = self._groups.sub("", stem)
            stem = bare if len(bare) >= 2 else stem
        return stem if len(stem) >= 2 else name

    def variants(self, name: str) -> tuple[str, ...]:
        """The name, 黔东南州 / 玉屏自治县, 玉屏县 for autonomous areas, and the short name; longest first."""
        short = self.short(name)
        unit = next((letter for ending, letter in UNIT.items() if name.endswith(ending)), None)
        middle = (f"{short}自治{unit}", short + unit) if unit and short != name else ()
        return tuple(dict.fromkeys((name, *middle, short)))


def combinations(path: Path, short_names: ShortNames) -> Iterator[str]:
    """Every way to write a path: with and without each place above, each in full or short.

    ("山东省", "淄博市", "沂源县") gives 沂源县, 沂源, 淄博市沂源县, 山东沂源 and so on.
    """
    choices = [("", *short_names.variants(name)) for name in path[:-1]]
    choices.append(short_names.variants(path[-1]))
    for parts in product(*choices):
        yield "".join(parts)


def banner_name(name: str) -> str | None:
    """What people call a banner: 准旗 for 准格尔旗, 科右前旗 for 科尔沁右翼前旗; None for others."""
    banner = _BANNER.fullmatch(name.replace("翼", ""))
    return f"{banner['first']}{banner['unit']}" if banner else None
