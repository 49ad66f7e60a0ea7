"""Whether a name that begins here is a place: what stands before and after it decides.

Only characters are looked at, no grammar; the lists of words stand in the data files.
"""

from dataclasses import dataclass

# What follows and makes a unit part of another word: 市场, 区域, 县级, 省级.
AFTER_UNIT = {
    "市": ("场", "值", "价", "辖", "面上"),
    "区": ("域", "间", "块", "别", "划", "位", "段", "分开", "分为"),
    "县": ("级", "域"),
    "省": ("级", "略", "却"),
    "州": ("级",),
    "旗": ("帜", "级", "舰", "下", "袍"),
    "盟": ("级", "国", "友"),
}
CAN_PRECEDE = frozenset("在于由对向至到是为与及的将从经省市县区州盟旗")
GOVERNMENT = (
    *("人民政府", "政府", "人大", "政协", "委", "纪委", "法院", "人民法院", "检察院", "人民检察院"),
    *("司法局", "公安", "办公", "管委会", "管理委员会"),
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
        if self.text[self.start] in "和及与" and before.isalnum():
            return False
        return not "\u4e00" <= before <= "\u9fff" or before in CAN_PRECEDE

    def begins_line(self) -> bool:
        return self.start == 0 or self.text[self.start - 1] == "\n"

    def unit_is_whole(self) -> bool:
        """Whether the last character is a unit by itself, not the begin of 市场, 区域, 县级."""
        endings = AFTER_UNIT.get(self.text[self.end - 1])
        return endings is None or not self.text.startswith(endings, self.end)

    def makes_another_name(self, endings: frozenset[str]) -> bool:
        """Whether what follows a short name makes a road, school, firm … of it."""
        return any(self.text[self.end : self.end + length] in endings for length in (1, 2, 3))

    def continues_as_government(self) -> bool:
        """Whether an organ of government follows, as after the name of a place."""
        return self.text.startswith(GOVERNMENT, self.end)

    def continues_as_place(self) -> bool:
        """Whether what follows fits a place: 的, a unit, a year, punctuation, an organ or the end."""
        following = self.text[self.end : self.end + 1]
        return (
            not following or following in "的市县区州省呢和与、,，及有在20１２" or not following.isalnum()
            or self.continues_as_government()
        )  # fmt: skip
