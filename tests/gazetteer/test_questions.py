"""Regions that a question asks about, against those that the library holds."""

import pytest

from qa_service.gazetteer import Gazetteer, Path, regions_in_question

YICHUN = ("黑龙江省", "伊春市")
ZHENJIANG = ("广东省", "韶关市", "浈江区")
LIANGJIANG = ("重庆市", "两江新区")
ZONE = ("湖北省", "随州市", "大洪山管理区")
KNOWN: tuple[Path, ...] = (YICHUN, ZHENJIANG, LIANGJIANG, ZONE)


def ask(question: str, known: tuple[Path, ...] = KNOWN) -> list[tuple[str, tuple[Path, ...]]]:
    found = regions_in_question(question, known, Gazetteer.load())
    for mention in found:
        assert question[mention.start : mention.end] == mention.text
        assert mention.in_library == bool(mention.covers)
    return [(mention.text, mention.covers) for mention in found]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("浈江区去年办了多少件?", [("浈江区", (ZHENJIANG,))]),
        ("浈江呢?", [("浈江", (ZHENJIANG,))]),
        ("伊春的孩子", [("伊春", (YICHUN,))]),
        ("广东省韶关市浈江区有几所", [("广东省韶关市浈江区", (ZHENJIANG,))]),
        ("广东韶关浈江", [("广东韶关浈江", (ZHENJIANG,))]),
        ("黑龙江有哪些", [("黑龙江", (YICHUN,))]),
        ("两江的数据", [("两江", (LIANGJIANG,))]),
        ("浈江区和伊春市谁高?", [("浈江区", (ZHENJIANG,)), ("伊春市", (YICHUN,))]),
        ("大洪山管理区如何", [("大洪山管理区", (ZONE,))]),
    ],
)
def test_regions_of_the_library_are_found_by_every_name(
    question: str, expected: list[tuple[str, tuple[Path, ...]]]
) -> None:
    assert ask(question) == expected


@pytest.mark.parametrize(
    "question", ["广州市2023年有多少件?", "义乌呢?", "佛山顺德的情况", "和平区复议多少件?", "重庆市江北区"]
)
def test_a_place_outside_the_library_is_named_and_covers_nothing(question: str) -> None:
    ((_, covers),) = ask(question)
    assert covers == ()


@pytest.mark.parametrize(
    "question",
    ["怎么做番茄炒蛋?", "上海合作组织成员", "长安汽车销量", "北京时间几点", "调解成功率", "各地的数量"],
)
def test_questions_without_a_region_name_none(question: str) -> None:
    assert ask(question) == []


def test_the_librarys_reading_of_an_ambiguous_name_wins() -> None:
    chaoyang = ("吉林省", "长春市", "朝阳区")
    (mention,) = regions_in_question("朝阳区收案多少?", (chaoyang,), Gazetteer.load())
    assert mention.paths == (chaoyang,)


def test_an_ambiguous_name_outside_the_library_keeps_every_reading() -> None:
    (mention,) = regions_in_question("朝阳区收案多少?", KNOWN, Gazetteer.load())
    assert len(mention.paths) == 2


def test_the_reading_that_holds_a_region_of_the_library_wins() -> None:
    zone = ("吉林省", "长春市", "朝阳区", "朝阳经济开发区")
    (mention,) = regions_in_question("朝阳区收案多少?", (zone,), Gazetteer.load())
    assert mention.paths == (zone[:-1],)
    assert mention.covers == (zone,)


def test_a_bare_name_may_be_the_zone_that_bears_it() -> None:
    zone = ("福建省", "福州市", "平潭县", "平潭综合实验区")
    (bare,) = regions_in_question("平潭收案多少?", (zone,), Gazetteer.load())
    (full,) = regions_in_question("平潭县收案多少?", (zone,), Gazetteer.load())
    assert bare.paths[0] == zone
    assert full.paths == (zone[:-1],)


def test_a_park_of_industry_is_not_its_county() -> None:
    park = ("陕西省", "安康市", "岚皋县", "岚皋高新技术产业开发区")
    (bare,) = regions_in_question("岚皋收案多少?", (park,), Gazetteer.load())
    assert bare.paths == (park[:-1],)


def test_a_bare_name_is_the_county_where_the_library_holds_it() -> None:
    zone = ("福建省", "福州市", "平潭县", "平潭综合实验区")
    (bare,) = regions_in_question("平潭收案多少?", (zone, zone[:-1]), Gazetteer.load())
    assert bare.paths[0] == zone[:-1]


_ZONE = ("安徽省", "芜湖市", "芜湖经济技术开发区")
_HIGH_TECH = ("安徽省", "芜湖市", "芜湖高新技术产业开发区")
_WITH_OWN_NAME = ("吉林省", "长春市", "长春净月高新技术产业开发区")


@pytest.mark.parametrize(
    ("question", "zone"),
    [
        ("芜湖开发区收了多少件?", _ZONE),
        ("芜湖经开区收了多少件?", _ZONE),
        ("芜湖市经开区呢?", _ZONE),
        ("安徽芜湖经济开发区", _ZONE),
        ("芜湖市高新区有几家?", _HIGH_TECH),
        ("净月高新区有几家?", _WITH_OWN_NAME),
    ],
)
def test_a_zone_of_the_library_is_known_by_what_people_call_it(question: str, zone: Path) -> None:
    library = (_ZONE, _HIGH_TECH, _WITH_OWN_NAME)
    (mention,) = regions_in_question(question, library, Gazetteer.load())
    assert mention.covers == (zone,)


def test_a_zone_that_is_called_by_its_full_name_is_known_where_its_documents_shorten_it() -> None:
    zone = ("安徽省", "芜湖市", "芜湖开发区")
    (mention,) = regions_in_question("芜湖经济技术开发区收了多少件?", (zone,), Gazetteer.load())
    assert mention.covers == (zone,)


def test_a_name_that_two_zones_of_the_library_bear_means_neither() -> None:
    library = (_ZONE, ("安徽省", "芜湖市", "芜湖经济开发区"))
    (mention,) = regions_in_question("芜湖经济开发区收了多少件?", library, Gazetteer.load())
    assert mention.covers == (library[1],)
    (mention,) = regions_in_question("芜湖开发区收了多少件?", library, Gazetteer.load())
    assert mention.covers != (_ZONE,)


def test_a_citys_zones_are_no_single_one() -> None:
    city = ("安徽省", "芜湖市")
    (mention,) = regions_in_question("芜湖市开发区收了多少件?", (city, _ZONE), Gazetteer.load())
    assert city in mention.covers


_PINGYAO = ("山西省", "晋中市", "平遥县")
_YANCHI = ("宁夏回族自治区", "吴忠市", "盐池县")
_YUNHE = ("浙江省", "丽水市", "云和县")
_PINGAN = ("青海省", "海东市", "平安区")
_LEFT_BANNER = ("内蒙古自治区", "赤峰市", "巴林左旗")
_RIGHT_BANNER = ("内蒙古自治区", "兴安盟", "科尔沁右翼前旗")
_HELD = (_PINGYAO, _YANCHI, _YUNHE, _PINGAN, _RIGHT_BANNER, _LEFT_BANNER)


def in_words(*words: str) -> list[tuple[str, tuple[Path, ...]]]:
    """The regions of a question that is cut into ``words``."""
    spans, end = [], 0
    for word in words:
        spans.append((end, end + len(word)))
        end += len(word)
    found = regions_in_question("".join(words), _HELD, Gazetteer.load(), words=lambda _text: spans)
    return [(mention.text, mention.covers) for mention in found]


@pytest.mark.parametrize(
    ("words", "name", "place"),
    [
        (("去", "平遥", "玩", "被", "坑", "了", "找", "谁"), "平遥", _PINGYAO),
        (("平遥", "传统", "民居", "修", "了", "多少", "处"), "平遥", _PINGYAO),
        (("平遥古城", "的", "门票", "多少", "钱"), "平遥", _PINGYAO),
        (("盐池", "人", "种", "黄花菜", "挣", "多少", "钱"), "盐池", _YANCHI),
        (("盐池", "小学", "一个", "班", "多少", "人"), "盐池", _YANCHI),
        (("云和", "搞", "那个", "平台", "花", "了", "多少", "钱"), "云和", _YUNHE),
    ],
)
def test_the_librarys_places_count_by_their_bare_names_in_everyday_sentences(
    words: tuple[str, ...], name: str, place: Path
) -> None:
    assert in_words(*words) == [(name, (place,))]


@pytest.mark.parametrize(
    "words",
    [
        ("盐池路", "拓宽", "了", "多少", "米"),
        ("盐池", "银行", "有", "几", "家"),
        ("平安", "建设", "投入", "多少", "钱"),
        ("小平遥", "有", "多少", "户"),
        ("“", "平遥", "样板", "”", "推广", "了", "几", "处"),
        ("盐池县城", "外", "多少", "人"),
    ],
)
def test_roads_firms_and_everyday_words_are_no_places_of_the_library(words: tuple[str, ...]) -> None:
    assert ("盐池", (_YANCHI,)) not in in_words(*words)
    assert [text for text, _ in in_words(*words) if text in ("平遥", "平安")] == []


def test_a_bare_name_is_not_looked_for_where_a_place_is_named_for_certain() -> None:
    assert in_words("乐清市", "和", "平遥", "古城", "有", "几", "处") == [("乐清市", ())]


def test_an_everyday_word_right_behind_the_place_above_it_is_the_librarys_place() -> None:
    assert ask("在海东平安租房要多少钱?", _HELD) == [("海东平安", (_PINGAN,))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("巴左旗查处了多少起?", [("巴左旗", (_LEFT_BANNER,))]),
        ("科右前旗查处了多少起?", [("科右前旗", (_RIGHT_BANNER,))]),
        ("科前旗查处了多少起?", []),
        ("锦旗送了多少面?", []),
    ],
)
def test_a_banner_is_known_by_its_first_character_and_its_unit(
    question: str, expected: list[tuple[str, tuple[Path, ...]]]
) -> None:
    assert ask(question, _HELD) == expected


def test_an_autonomous_county_may_be_named_without_its_peoples() -> None:
    (mention,) = regions_in_question("务川自治县收案多少?", KNOWN, Gazetteer.load())
    assert mention.paths[0][-1] == "务川仡佬族苗族自治县"


RENLI = ("安徽省", "池州市", "石台县", "仁里镇")
CHENGGUAN = ("安徽省", "阜阳市", "颍上县", "城关镇")
OTHER_CHENGGUAN = ("安徽省", "淮南市", "寿县", "城关镇")
TOWNS: tuple[Path, ...] = (RENLI, CHENGGUAN, OTHER_CHENGGUAN)


@pytest.mark.parametrize("link", ["", "的", "2022年"])
def test_a_town_behind_another_county_is_not_the_held_one(link: str) -> None:
    assert ask(f"歙县{link}仁里镇接访多少", TOWNS) == [("歙县", ())]


def test_the_county_before_it_says_which_of_two_towns_is_meant() -> None:
    assert ask("颍上县城关镇接访多少", TOWNS) == [("颍上县城关镇", (CHENGGUAN,))]
    assert ask("寿县城关镇接访多少", TOWNS) == [("寿县城关镇", (OTHER_CHENGGUAN,))]


@pytest.mark.parametrize("name", ["东城关镇", "城关街道", "仁里乡"])
def test_a_name_inside_another_towns_name_is_not_the_town(name: str) -> None:
    assert ask(f"{name}接访多少", TOWNS) == []
