"""Names and dates as the bare fact: whole, of the kind asked for, and of the right clause."""

import pytest

from qa_service.answering.reader.passages import PassageReader
from tests.answering.bare_facts import short_answer_in
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> PassageReader:
    return PassageReader(analyzer.tagged)


def short_of(question: str, text: str, analyzer: Analyzer, reader: PassageReader) -> str | None:
    return short_answer_in(text, question, analyzer, reader)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "哪个村被命名为省级生态文明村?",
            "青禾县柳林镇石佛村被命名为“省级生态文明村”,全县累计建成生态村5个。",
            "青禾县柳林镇石佛村",
        ),
        ("哪个村建了法治广场?", "柳林镇石佛村建成县级法治广场。", "柳林镇石佛村"),
        ("哪个村获评省级美丽乡村?", "修通公路3条,白杨乡沙河子村获评“省级美丽乡村”。", "白杨乡沙河子村"),
        (
            "哪个救援大队被评为先进执法集体?",
            "青禾县矿山救援大队被应急管理部评为“先进执法集体”。",
            "青禾县矿山救援大队",
        ),
        (
            "哪个街道的经验被列为优秀治理案例?",
            "东柳街道“小院议事”经验被省民政厅列为优秀治理案例。",
            "东柳街道",
        ),
        ("哪些村创成省级民主法治村?", "东柳村、西柳村创成“省级民主法治村”。", "东柳村、西柳村"),
        ("哪个调解室被评为省级金牌调解室?", "柳林镇“老石匠”被省司法厅评为“省级金牌调解室”。", "老石匠"),
    ],
)
def test_who_was_given_an_honour_is_named_whole(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


def test_who_gives_is_not_who_is_given(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "牧民调解员巴雅累计化解草场纠纷120余起,被自治区司法厅授予“草原最美调解员”称号。"
    assert short_of("谁是“草原最美调解员”?", text, analyzer, reader) in (None, "巴雅")


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("茶叶产业服务团的团长是谁?", "茶叶产业服务团团长由青禾正大律师事务所主任孙立海担任。", "孙立海"),
        ("财政局局长是谁?", "青禾县财政局局长 程立远", "程立远"),
    ],
)
def test_a_person_is_named_without_the_office(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("提案人是谁?", "该提案建议提高行政机关效率,提案人已答复。"),
        ("财政局局长是谁?", "金寨县财政局局长作了报告。"),
    ],
)
def test_no_part_of_a_word_and_no_place_is_a_person(
    question: str, text: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) is None


def test_an_organ_is_named_from_its_division_on(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "第三条 市住房和城乡建设局是供热工作的主管部门。"
    assert short_of("供热工作的主管部门是哪个?", text, analyzer, reader) == "市住房和城乡建设局"


def test_the_office_of_the_asked_duty_is_named(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "县人才工作办公室负责人才资格的认定,县财政局负责资金保障,各镇负责日常管理。"
    assert short_of("谁负责认定人才资格?", text, analyzer, reader) == "县人才工作办公室"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("条例是哪天批准的?", "2021年7月30日"),
        ("条例从哪天开始实施?", "2021年10月1日"),
        ("条例什么时候失效?", None),
    ],
)
def test_a_date_is_that_of_the_asked_act(
    question: str, answer: str | None, analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "《青禾县茶叶产业条例》于2021年7月30日经省人大常委会批准,自2021年10月1日起施行。"
    assert short_of(question, text, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("办法什么时候到期?", "本办法自2022年3月1日起施行,有效期至2027年2月28日。", "2027年2月28日"),
        ("数据中心预计何时投入使用?", "数据中心已于2023年3月开工,预计2024年6月投入使用。", "2024年6月"),
        ("骨干培训班是哪几天?", "举办骨干培训班1期,42人参加,时间为5月6日至10日。", "5月6日至10日"),
        ("青石大桥什么时候建成通车?", "青石大桥9月底前建成通车。", "9月底前"),
    ],
)
def test_a_date_stands_before_what_happened(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("青禾县县长是谁?", "县长孙立海带头讲法治课2次。", "孙立海"),
        ("青禾县交通局局长是谁?", "县政府副县长李文军、交通运输局局长孙立海到会。", "孙立海"),
        ("政务公开领导小组组长是谁?", "委主任王建国任政务公开领导小组组长,办公室负责日常工作。", "王建国"),
        ("联系人是谁?", "联系人:孙立海、李文军。", "孙立海、李文军"),
        ("哪位副主任分管政务公开?", "由办公室副主任王建国分管政务公开。", "王建国"),
        ("公开股股长是谁?", "公开股承担日常工作,股长为那顺乌力吉。", "那顺乌力吉"),
    ],
)
def test_who_holds_an_office_stands_beside_it(
    question: str, text: str, answer: str | None, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer
