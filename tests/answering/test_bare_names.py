"""Names and dates as the bare fact: whole, of the kind asked for, and of the right clause."""

import pytest

from qa_service.answering.questions.question import Expects, expected_kind
from qa_service.answering.questions.wording import load_wording
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


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("村里的调解工作室叫什么名字?", "全县203个村全部建立“龙禾丽人”调解工作室。", "龙禾丽人"),
        ("镇上的调解室叫什么名字?", "柳林镇“老李调解室”化解纠纷30件。", "老李调解室"),
        ("问答机器人叫什么名字?", "上线智能问答机器人“青小禾”,解答问题3万次。", "青小禾"),
    ],
)
def test_a_quoted_name_is_whole(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "对青禾的政务公开年报有疑问该联系哪个单位?",
            "如对本报告有疑问,请与青禾县政务公开办公室联系(地址:青禾县柳林镇文昌路,邮编:237200)。",
            "青禾县政务公开办公室",
        ),
        ("哪个部门管人才引进?", "县人力资源和社会保障局负责人才引进。", "县人力资源和社会保障局"),
        ("由哪个机构裁决?", "由市劳动人事争议仲裁委员会裁决。", "市劳动人事争议仲裁委员会"),
        (
            "哪个单位负责解释?",
            "本办法由青禾县集体资产管理办公室负责解释。",
            "青禾县集体资产管理办公室",
        ),
    ],
)
def test_an_organs_name_is_whole_and_nothing_more(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "变更要多花50万,得由谁召集会议研究?",
            "第九条 30万元以上100万元以下的,由县政府分管领导召集专题会议研究。",
            "县政府分管领导",
        ),
        ("由谁决定延期?", "第八条 延期的,由县人民法院院长决定。", "县人民法院院长"),
        ("谁审批延期申请?", "延期申请由县教育局局长审批。", "县教育局局长"),
        ("谁主持召开专题会?", "县政府副县长孙立海主持召开专题会。", "孙立海"),
        ("由谁引进人才?", "第六条 由县人力资源局负责人才引进。", "县人力资源局"),
        ("由谁批准?", "第七条 规划由县政府批准后实施。", "县政府"),
    ],
)
def test_the_office_behind_an_organ_belongs_to_it(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "是哪位领导带队督导普法工作的?",
            "县委副书记、县长王恒立先后3次带队深入一线督导普法工作。",
            "王恒立",
        ),
        ("哪个副县长管政务公开?", "县政府副县长谭家海分管政务公开工作,先后2次主持会议。", "谭家海"),
        (
            "哪个领导分管教育?",
            "县委常委、副县长张红梅分管教育工作,副县长李立新分管农业。",
            "张红梅",
        ),
        ("哪位领导检查燃气安全?", "副县长李强带队检查燃气安全,县长王建新主持会议。", "李强"),
        (
            "哪个县领导包保五里小区?",
            "五里小区由副县长李文军包保,九里小区由副县长孙立海包保。",
            "李文军",
        ),
        ("哪位书记讲了党课?", "县委书记高度重视,县委副书记何建平讲了专题党课。", "何建平"),
    ],
)
def test_which_leader_asks_for_the_person(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "大比武谁拿了团体第一?",
            "组织大练兵、大比武活动,青禾县代表队获得团体一等奖,东柳区和白杨市代表队获得二等奖。",
            "青禾县代表队",
        ),
        (
            "谁拿了个人第一?",
            "白杨乡代表队获得团体第一名,李国强获得个人一等奖。",
            "李国强",
        ),
        ("知识竞赛谁得了冠军?", "在全县知识竞赛中,县税务局夺得一等奖。", "县税务局"),
        ("谁拿了第三名?", "青石镇获得一等奖,柳林镇获得二等奖,白杨乡获得三等奖。", "白杨乡"),
    ],
)
def test_who_got_a_prize_is_named_by_its_rank(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_of(question, text, analyzer, reader) == answer


def test_a_common_word_is_no_person(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "验收单由项目负责人签字确认。"
    assert short_of("哪个负责人签字?", text, analyzer, reader) == "项目负责人"


@pytest.mark.parametrize(
    ("question", "expects"),
    [
        ("哪个领导小组负责普法?", Expects.NAME),
        ("调解工作室叫什么名字?", Expects.NAME),
        ("哪个部门负责人才引进?", Expects.NAME),
        ("哪个县长期缺水?", Expects.NAME),
        ("哪个副局长分管普法?", Expects.PERSON),
        ("司法所所长叫什么名字?", Expects.PERSON),
    ],
)
def test_only_an_office_asks_for_a_person(question: str, expects: Expects) -> None:
    assert expected_kind(question, load_wording()) is expects
