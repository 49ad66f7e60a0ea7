"""Places found in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.gazetteer import Gazetteer, Path, is_within
from qa_service.gazetteer.short_names import Register


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def paths(gazetteer: Gazetteer, text: str, **options: object) -> list[tuple[str, tuple[Path, ...]]]:
    licensed = options.get("licensed", ())
    assert isinstance(licensed, tuple)
    return [
        (mention.text, tuple(place.path for place in mention.candidates))
        for mention in gazetteer.find(text, licensed=licensed)
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("沂源县人民政府", ("山东省", "淄博市", "沂源县")),
        ("韶关市浈江区", ("广东省", "韶关市", "浈江区")),
        ("山东沂源", ("山东省", "淄博市", "沂源县")),
        ("两江新区管委会", ("重庆市", "两江新区")),
        ("黔东南州", ("贵州省", "黔东南苗族侗族自治州")),
        ("内蒙古", ("内蒙古自治区",)),
        ("天津市和平区", ("天津市", "和平区")),
        ("济源市", ("河南省", "济源市")),
        ("太仆寺旗", ("内蒙古自治区", "锡林郭勒盟", "太仆寺旗")),
        ("神农架林区", ("湖北省", "神农架林区")),
        ("马鞍山市和县", ("安徽省", "马鞍山市", "和县")),
        ("雄安新区", ("河北省", "雄安新区")),
        ("新疆生产建设兵团", ("新疆生产建设兵团",)),
        ("晋城市城区", ("山西省", "晋城市", "城区")),
        ("杭州市下城区", ("浙江省", "杭州市", "下城区")),
        ("香港特别行政区", ("香港特别行政区",)),
    ],
)
def test_the_last_place_named_has_its_path(gazetteer: Gazetteer, text: str, path: Path) -> None:
    assert paths(gazetteer, text)[-1][1] == (path,)


@pytest.mark.parametrize(
    "text",
    [
        "会同县级以上部门", "沿海城市和新兴城市", "长治久安", "上海合作组织", "长安汽车", "北京时间",
        "各区和县人民政府", "中山装", "致使县级以上城区集中", "普通化妆品", "资源配置", "公安机关", "孙中山",
        "在城区通行", "日照时间", "入海口", "创新乡村产业", "平安县区", "区域协调", "市场监督",
    ],
)  # fmt: skip
def test_words_that_hold_a_places_characters_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert paths(gazetteer, text) == []


def test_a_countys_short_name_counts_once_its_full_name_stands_in_the_text(gazetteer: Gazetteer) -> None:
    assert paths(gazetteer, "法治浈江建设") == []
    assert [text for text, _ in paths(gazetteer, "浈江区开展法治浈江建设")] == ["浈江区", "浈江"]
    licensed = (("广东省", "韶关市", "浈江区"),)
    assert paths(gazetteer, "法治浈江建设", licensed=licensed) == [("浈江", licensed)]


def test_a_name_that_several_places_bear_keeps_all_candidates(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find("朝阳区人民政府")
    assert mention.place is None
    assert {place.path[0] for place in mention.candidates} == {"北京市", "吉林省"}
    assert gazetteer.resolve(mention.candidates, [("吉林省", "长春市", "南关区")]) == mention.candidates[1]
    assert gazetteer.resolve(mention.candidates, [("广东省",)]) is None


def test_a_parent_elsewhere_in_the_text_settles_an_ambiguous_name(gazetteer: Gazetteer) -> None:
    mention = gazetteer.find("长春市的财政情况如下。朝阳区人民政府")[-1]
    assert mention.place is not None
    assert mention.place.path == ("吉林省", "长春市", "朝阳区")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("淄博市高新区管委会", ("山东省", "淄博市", "淄博高新技术产业开发区")),
        ("广州经开区", ("广东省", "广州市", "广州经济技术开发区")),
        ("长春净月高新技术产业开发区", ("吉林省", "长春市", "长春净月高新技术产业开发区")),
        ("苏州工业园区", ("江苏省", "苏州市", "苏州工业园区")),
    ],
)
def test_a_zone_lies_in_the_place_it_is_named_for(gazetteer: Gazetteer, text: str, path: Path) -> None:
    (mention,) = gazetteer.find(text)
    assert mention.place is not None
    assert mention.place.path == path


@pytest.mark.parametrize("register", [Register.HEAD, Register.QUESTION])
def test_a_zone_may_bear_the_bare_name_of_its_county(gazetteer: Gazetteer, register: Register) -> None:
    (mention,) = gazetteer.find("巢湖经济开发区2022年法治政府建设报告", register=register)
    assert mention.place is not None
    assert mention.place.path == ("安徽省", "合肥市", "巢湖市", "巢湖经济开发区")


@pytest.mark.parametrize("text", ["山东省风景名胜区条例", "加快上海新区建设", "各类高新区"])
def test_words_for_zones_without_a_name_make_no_zone(gazetteer: Gazetteer, text: str) -> None:
    assert all(len(path) == 1 for _, found in paths(gazetteer, text) for path in found)


@given(st.text("山东省淄博市沂源县和平区海南吉林高新技术产业开发在的、，路级域\n长安", max_size=40))
def test_mentions_are_exact_slices_in_order_without_overlap(text: str) -> None:
    position = 0
    for mention in Gazetteer.load().find(text):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= position
        assert mention.candidates
        position = mention.end


def test_a_single_line_of_a_million_characters_is_read(gazetteer: Gazetteer) -> None:
    text = "沂源县和平区会同县级以上各部门" * 70_000
    assert len(gazetteer.find(text)) >= 70_000


def test_is_within_holds_for_itself_and_below_only() -> None:
    assert is_within(("山东省", "淄博市"), ("山东省",))
    assert is_within(("山东省",), ("山东省",))
    assert not is_within(("山东省",), ("山东省", "淄博市"))
    assert not is_within(("山东省",), ())


@pytest.mark.parametrize(
    ("text", "name"), [("广州市场价格", "广州"), ("韶关市民热线", "韶关市"), ("云南省级部门", "云南")]
)
def test_a_unit_that_begins_another_word_is_no_part_of_the_name(
    gazetteer: Gazetteer, text: str, name: str
) -> None:
    assert [mention.text for mention in gazetteer.find(text)] == [name]
