"""Every county, city and province of the data file, in titles and in questions as people write them."""

from collections.abc import Iterator
from itertools import cycle

import pytest

from qa_service.gazetteer import Gazetteer, Level, Path, Place, Register, regions_in_question
from qa_service.gazetteer.data import read_data

ALL = tuple(place for place in read_data().places if not place.former)
PLACES = tuple(place for place in ALL if place.level is not Level.ZONE and place.code is not None)
# What parts of many cities are called (城区, 郊区, 东区) is a region only beside its city.
NAMED = tuple(place for place in PLACES if len(place.name) > 2 or not place.name.endswith("区"))

INDEX = {place.path: at for at, place in enumerate(PLACES)}

TITLES = (
    "{full}2021年法治政府建设年度报告",
    "{name}人民政府关于2022年度法治政府建设情况的报告",
    "{name}司法局2020年法治政府建设工作报告",
    "{name}2023年政府信息公开工作年度报告",
    "2023年{name}国民经济和社会发展统计公报",
    "关于{name}2022年预算执行情况和2023年预算草案的报告",
    "中共{name}委员会关于2021年法治建设情况的报告",
    "{name}人民代表大会常务委员会工作报告",
    "{name}公园条例",
)
QUESTIONS = (
    "{name}2021年调解了多少件?",
    "请问{pair}去年收到多少件行政复议申请?",
    "{name}呢?",
    "那{name}的情况呢?",
    "介绍一下{name}的做法",
    "为什么{name}要开展专项整治?",
    "2021年{name}人民政府办理了多少件建议?",
    "换成{name}",
)
SHORT_QUESTIONS = (
    "{short}的调解成功率是多少?",
    "那{short}呢?",
    "{short}去年的情况怎么样?",
    "请问{short}有多少个村居法律顾问?",
    "2023年，{short}共排查矛盾纠纷多少起?",
    "{short}村居法律顾问有多少?",
    "{shorts}有多少件?",
)


def written(template: str, place: Place) -> str:
    short = read_short
    return template.format(
        full="".join(place.path),
        pair="".join(place.path[-2:]),
        name=place.name,
        short=short(place.name),
        shorts="".join(map(short, place.path[-2:])),
    )


read_short = read_data().short_names.short


def neighbours(place: Place, count: int) -> Iterator[Path]:
    """Other places of the library, of other names: every 97th of the list from somewhere on."""
    start = INDEX[place.path]
    for step in range(1, count + 1):
        other = PLACES[(start + 97 * step) % len(PLACES)]
        apart = other.path[: len(place.path)] != place.path and place.path[: len(other.path)] != other.path
        if apart and read_short(other.name) != read_short(place.name):
            yield other.path


def shares(cases: Iterator[tuple[str, bool]]) -> tuple[float, list[str]]:
    results = list(cases)
    wrong = [text for text, right in results if not right]
    return 1 - len(wrong) / len(results), wrong[:20]


def spread(templates: tuple[str, ...], places: tuple[Place, ...], each: int) -> Iterator[tuple[str, Place]]:
    """``each`` templates for every place, in turn, so that all templates meet all kinds of names."""
    turn = cycle(templates)
    for place in places:
        for _ in range(each):
            yield written(next(turn), place), place


@pytest.mark.parametrize("template", TITLES)
def test_a_title_that_names_a_place_in_full_is_read(template: str) -> None:
    gazetteer = Gazetteer.load()

    def cases() -> Iterator[tuple[str, bool]]:
        for place in NAMED:
            title = written(template, place)
            found = gazetteer.find(title, register=Register.HEAD)
            last = found[-1].candidates if found else ()
            yield title, place in last

    share, wrong = shares(cases())
    assert share >= 0.998, wrong


def asked(question: str, place: Place, known: set[Path]) -> bool:
    """Whether the question is read as one about ``place`` and nothing else."""
    found = regions_in_question(question, known, Gazetteer.load())
    return len(found) == 1 and place.path in found[0].covers


@pytest.mark.parametrize(
    ("templates", "least"), [(QUESTIONS, 0.998), (SHORT_QUESTIONS, 0.99)], ids=["full", "short"]
)
def test_a_question_about_a_place_of_the_library_finds_that_place(
    templates: tuple[str, ...], least: float
) -> None:
    def cases() -> Iterator[tuple[str, bool]]:
        for question, place in spread(templates, NAMED, 1):
            known = {place.path, *neighbours(place, 6)}
            yield question, asked(question, place, known)

    share, wrong = shares(cases())
    assert share >= least, wrong


def test_a_question_that_compares_two_places_finds_both() -> None:
    def cases() -> Iterator[tuple[str, bool]]:
        for place, other in zip(NAMED, NAMED[1013:] + NAMED[:1013], strict=True):
            for question in (f"{place.name}和{other.name}谁高?", f"{other.name}与{place.name}相比哪个多?"):
                found = regions_in_question(question, {place.path, other.path}, Gazetteer.load())
                names = {mention.paths[0] for mention in found if mention.paths[0] in mention.covers}
                yield question, len(found) == 2 and names == {place.path, other.path}

    share, wrong = shares(cases())
    assert share >= 0.995, wrong


def test_a_place_that_the_library_lacks_is_absent_though_it_holds_its_namesakes() -> None:
    stems: dict[str, list[Place]] = {}
    for place in ALL:
        stems.setdefault(read_short(place.name).removesuffix("新区"), []).append(place)

    def cases() -> Iterator[tuple[str, bool]]:
        for place in NAMED:
            alike = stems[read_short(place.name).removesuffix("新区")]
            known = {
                other.path
                for other in alike
                if other.name != place.name and other.path[: len(place.path)] != place.path
            }
            question = f"{place.name}2021年调解了多少件?"
            found = regions_in_question(question, known, Gazetteer.load())
            above = {path for path in known if place.path[: len(path)] == path}
            yield (
                question,
                len(found) == 1 and place.path in found[0].paths and not set(found[0].covers) - above,
            )

    share, wrong = shares(cases())
    assert share >= 0.998, wrong


WITHOUT_PLACES = (
    "和平解决纠纷的案件有多少件?", "新华社发布了什么消息?", "公安机关办理了多少案件?",
    "城区绿化面积是多少?", "绿色通道开通了几条?", "消防通道检查了多少处?", "安全生产检查了几次?",
    "会同有关部门开展了什么检查?", "会同公安局开展了多少次行动?", "西南通道建设怎样?",
    "民主法治示范村有几个?", "平安建设的措施有哪些?", "平安新区有几个?", "新兴产业有哪些?",
    "东方红小学怎样了?", "高平台的作用是什么?", "中山装是谁设计的?", "合作社有多少家?",
    "资源共享平台有几个?", "复合肥料检查了几次?", "友好城市有几个?", "互助基金有多少?", "固定资产有多少?",
    "全市中小学有几所?", "太行山区有多少户?", "沿海城市有几个?", "各区和县人民政府做了什么?",
    "农民和农业的情况?", "三明确是什么?", "六安排是什么?", "普通化妆品抽检多少?", "重大理由是什么?",
    "推广安全用电做了什么?",
)  # fmt: skip


@pytest.mark.parametrize("question", WITHOUT_PLACES)
def test_a_question_that_only_holds_a_places_characters_names_no_place(question: str) -> None:
    # A library of some other places: names that it holds may be asked for in fewer characters.
    known = {place.path for place in NAMED[::60]}
    assert regions_in_question(question, known, Gazetteer.load()) == []


@pytest.mark.parametrize(
    ("held", "question"),
    [
        (("浙江省", "台州市"), "台州路有多少家店?"),
        (("浙江省", "宁波市", "江北区"), "江北新区2021年多少件?"),
        (("北京市", "朝阳区"), "朝阳市2021年多少件?"),
        (("北京市", "朝阳区"), "辽宁朝阳2021年多少件?"),
        (("北京市", "朝阳区"), "长春朝阳区呢?"),
        (("江苏省", "南京市", "鼓楼区"), "徐州鼓楼区收案多少?"),
        (("江西省", "吉安市"), "吉安县2021年多少件?"),
        (("西藏自治区", "拉萨市", "城关区"), "兰州城关区多少件?"),
    ],
)
def test_a_namesake_is_not_taken_for_the_librarys_place(held: Path, question: str) -> None:
    found = regions_in_question(question, {held}, Gazetteer.load())
    assert all(not mention.covers for mention in found)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("沙县2021年多少件?", ("福建省", "三明市", "沙县区")),
        ("密云县2019年多少件?", ("北京市", "密云区")),
        ("浈江县2021年多少件?", ("广东省", "韶关市", "浈江区")),
        ("天津河西有多少件?", ("天津市", "河西区")),
        ("山东济南市中区多少件?", ("山东省", "济南市", "市中区")),
        ("那曲靖呢?", ("云南省", "曲靖市")),
        ("朝阳去年多少件?", ("北京市", "朝阳区")),
    ],
)
def test_other_ways_to_name_a_place_of_the_library(question: str, held: Path) -> None:
    (found,) = regions_in_question(question, {held}, Gazetteer.load())
    assert found.covers == (held,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("新乡市人民代表大会", "新乡市"),
        ("日照市公园条例", "日照市"),
        ("合肥是省会", "合肥"),
        ("合肥高新区", "合肥高新区"),
        ("合肥市高新区", "合肥市高新区"),
        ("荆州市公安机关", "荆州市"),
        ("玉林市容县", "玉林市容县"),
        ("青海海南贵南县", "青海海南贵南县"),
        ("贵州黔东南镇远县", "贵州黔东南镇远县"),
        ("伊春人大代表", "伊春"),
    ],
)
def test_names_next_to_what_could_swallow_them(text: str, name: str) -> None:
    found = Gazetteer.load().find(text)
    assert "".join(mention.text for mention in found) == name


@pytest.mark.parametrize(
    ("question", "stem"),
    [("资源共享平台有几个?", "资源"), ("合作社有多少家?", "合作"), ("平安建设的措施有哪些?", "平安")],
)
def test_a_word_of_the_language_is_no_place_even_where_the_library_has_it(question: str, stem: str) -> None:
    held = {place.path for place in NAMED if read_short(place.name) == stem}
    assert held
    assert regions_in_question(question, held, Gazetteer.load()) == []
