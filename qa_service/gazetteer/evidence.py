"""Whether a name that begins here is a place: what stands before and after it decides.

Only characters are looked at, no grammar; the lists of words stand in the data files.
"""

import re
from dataclasses import dataclass

# What follows and makes a unit part of another word: 市场, 区域, 县级, 省级.
AFTER_UNIT = {
    "市": ("场", "值", "价", "辖", "面上", "容", "监局", "监所", "监系统", "监部门"),
    "区": ("域", "间", "块", "别", "划", "位", "段", "分开", "分为"),
    "县": ("级", "域"),
    "省": ("级", "略", "却"),
    "州": ("级",),
    "旗": ("帜", "级", "舰", "下", "袍"),
    "盟": ("级", "国", "友"),
}
UNITS = "市县区州旗盟"
# What a name follows without running into it: titles (中共, 关于, 2021年), questions (那, 请问, 介绍一下).
LEAD = (
    "中共", "共青团", "关于", "年", "年度", "月", "日", "原", "印发", "那", "那么", "这么", "什么", "怎么",
    "一下", "请问", "问", "知道", "告诉我", "介绍", "了解", "查询", "查查", "看看", "说说", "讲讲", "谈谈",
    "比", "对比", "相比", "比较", "跟", "和", "及", "与", "还是", "或", "或者", "还有", "除了", "其中",
    "根据", "按照", "帮我", "帮我查", "列出", "总结", "今天", "目前", "现在", "关心", "换成", "换作",
    "改成", "改为", "把", "听说", "那个", "这个", "有关", "包括", "看", "只要", "只查", "例如", "比如",
    "好像", "属于", "来自", "给", "让", "轮到", "是否", "到底", "究竟", "为何", "针对", "参照", "对照",
    "像", "就", "去", "赴", "前往", "住在", "去年", "今年", "前年", "当年",
)  # fmt: skip
CAN_PRECEDE = frozenset("在于由对向至到是为与及的将从经省市县区州盟旗")
ORGAN = re.compile(
    r"人民政府|政府|人民代表大会|人大|政协|委|纪委|人民法院|法院|人民检察院|检察院|监察|司法|公安|办公|管委会|管理委员会|党委|党工委"
    r"|[\u4e00-\u9fff]{2,7}?(?<!当|结|布|格|全)局(?!面|部|势|限)"
)
ZONE_WORD = re.compile(r"[^\W市县区]{0,4}?(?:开发区|高新区|经开区|保税区|示范区)")
ZONE_OF_ITS_HOST = re.compile(
    r"(?:[国省][家级]级?)?(?:经济(?:技术)?|高新技术(?:产业)?|经济技术产业)开发区|(?:[国省][家级]级?)?(?:高新|经开|综保)区"
    r"|综合(?:实验|保税|改革示范)区|城乡一体化示范区|产城融合示范区|深度合作区|高新技术产业园区"
)
"""Words of zones that bear the bare name of the county which they lie in; 新区 is said of any place."""
TIME = re.compile(
    r"[12１２]|[二一][〇○零九]|去年|今年|前年|当年|上年|近[年几两三]|历年|全年|本年|上半年|下半年"
)
ASKED = re.compile(
    r"[的呢吗在是跟同比及或还谁哪怎为做办收也都又就到已现那对把将被给\d]|有(?!关)|和(?!谐|平[的与共发、，解年])|与"
    r"|这[里边个样]|如何|如今|各[镇乡级]|法[律治制]|依法|行政|司法|排查|调解|普法|信访|规范性|财政|政务|村[居民委务级]|社区矫正"
    r"|共(?![享同建和产商创管谋治赢识])|一共|总共|全[年市县区镇部]|开展|受理|目前|情况|方面"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text and its end characters around a span; cheap to make, one for each candidate."""

    text: str
    start: int
    end: int

    def begins_cleanly(self) -> bool:
        """Whether nothing before can run into the name: start of text, no Han character, 在, 由, 省, 市 …"""
        if self.start == 0:
            return True
        before = self.text[self.start - 1]
        if self.text[self.start] in "和及与" and before in UNITS:
            return False
        return not "\u4e00" <= before <= "\u9fff" or before in CAN_PRECEDE or self._led()

    def opens(self) -> bool:
        """Whether a phrase begins here: start, punctuation, or a word that leads to a name (请问, 关于)."""
        return self.start == 0 or not self.text[self.start - 1].isalnum() or self._led()

    def _led(self) -> bool:
        return self.text.endswith(LEAD, 0, self.start)

    def begins_line(self) -> bool:
        return self.start == 0 or self.text[self.start - 1] == "\n"

    def unit_is_whole(self) -> bool:
        """Whether the last character is a unit by itself, not the begin of 市场, 区域, 县级."""
        endings = AFTER_UNIT.get(self.text[self.end - 1])
        return endings is None or not self.text.startswith(endings, self.end)

    def takes_another_unit(self) -> bool:
        """Whether a unit follows a short name: 安新|区 is not 安新县."""
        following = self.text[self.end : self.end + 1]
        return (
            following != ""
            and following in UNITS
            and Surroundings(self.text, 0, self.end + 1).unit_is_whole()
        )

    def makes_another_name(self, endings: frozenset[str], no_endings: tuple[str, ...]) -> bool:
        """Whether what follows a short name makes a road, school, firm … of it."""
        ends = any(self.text[self.end : self.end + length] in endings for length in (1, 2, 3))
        return ends and not self.text.startswith(no_endings, self.end)

    def continues_as_government(self) -> bool:
        """Whether an organ of government follows, as after the name of a place."""
        return ORGAN.match(self.text, self.end) is not None

    def continues_as_zone(self) -> bool:
        """Whether a word for a development zone follows, as after the name of its city."""
        return ZONE_WORD.match(self.text, self.end) is not None

    def names_zone(self) -> bool:
        """Whether the name with what follows is that of a zone: 平潭|综合实验区."""
        return ZONE_OF_ITS_HOST.match(self.text, self.end) is not None

    def continues_for_certain(self) -> bool:
        """Whether what follows can hardly follow anything but a place: an organ, a time, the end."""
        following = self.text[self.end : self.end + 1]
        return (
            not following
            or following in "呢？?"
            or self.continues_as_government()
            or TIME.match(self.text, self.end) is not None
        )

    def continues_as_place(self) -> bool:
        """Whether what follows fits a place: 的, a time, punctuation, an organ, a word of asking, the end."""
        following = self.text[self.end : self.end + 1]
        return (
            not following.isalnum()
            or ASKED.match(self.text, self.end) is not None
            or TIME.match(self.text, self.end) is not None
            or self.continues_as_government()
        )
