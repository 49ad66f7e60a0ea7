"""Names by the kind of thing that is asked for, and who is first or last in what is measured."""

from types import SimpleNamespace
from typing import cast

import pytest

from qa_service.answering.questions.question import Expects, Question, expected_kind
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.short_answers.asked_kinds import asked_kind
from tests.answering.bare_facts import short_answer_in
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> PassageReader:
    return PassageReader(analyzer.tagged)


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("办案最少的是哪个镇?", "镇"),
        ("哪支执法队伍获评先进?", "队伍"),
        ("得分最高的单位是哪家?", "单位"),
        ("测评得分最高的单位", "单位"),
        ("首条通车的高速是哪条?", "高速"),
        ("得票第一的项目叫啥?", "项目"),
        ("比武第一名是哪家?", "单位"),
        ("新成立了什么组织来协调?", "组织"),
        ("哪个村民获奖?", None),
        ("全年办案多少件?", None),
    ],
)
def test_the_kind_of_thing_stands_behind_or_before_what_asks(question: str, noun: str | None) -> None:
    kind = asked_kind(cast("Question", SimpleNamespace(text=question)), load_wording())
    assert (kind.noun if kind else None) == noun


@pytest.mark.parametrize("question", ["办案数量最多的是哪个镇?", "哪个部门的应诉率最低?", "满意率最高的单位"])
def test_who_has_most_of_a_measure_is_asked_for_by_name(question: str) -> None:
    assert expected_kind(question, load_wording()) is Expects.NAME


def test_how_much_is_no_name_for_all_that_it_is_most() -> None:
    assert expected_kind("办案数量最多的镇办了多少件?", load_wording()) is Expects.NUMBER


_SCORES = "开展营商环境测评,12个部门参评,县税务局以97.1分名列第一,县住建局得分最低,为71.2分。"
_CASES = "全市办案1320件,其中东岭街道办案310件,数量最多;北桥镇办案42件,数量最少。"
_VOTES = "开展民生项目票决,入围18个,得票最多的是河口镇的“银龄食堂”,得票5210张。"
_CONTEST = "县市场监督管理局城关所获得案卷评比第一名,河东所第二名,河西所第三名。"
_GROUPS = "评出优秀等次15家,青山镇和县教育局分列乡镇组、部门组第一。"


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (_SCORES, "营商环境测评得分最高的是哪个部门?", "县税务局"),
        (_SCORES, "营商环境测评得分最低的单位是哪家?", "县住建局"),
        (_CASES, "办案数量最多的是哪个街道?", "东岭街道"),
        (_VOTES, "民生项目票决得票第一的项目叫什么?", "银龄食堂"),
        (_CONTEST, "案卷评比第二名是哪个所?", "河东所"),
        (_GROUPS, "部门组第一名是哪家?", "县教育局"),
        (_GROUPS, "乡镇组第一名是哪个镇?", "青山镇"),
        ("述职测评满意率最高的为沙河乡,达99.2%。", "述职测评满意率最高的单位", "沙河乡"),
        (
            "县行政审批局推出“一次办”套餐46项,其中企业开办套餐办件量最大。",
            "办件量最大的是哪个套餐?",
            "企业开办套餐",
        ),
        ("投诉量居前三位的领域为物业服务、预付卡消费和教育培训。", "投诉量最多的领域是什么?", "物业服务"),
        ("纠纷以婚姻家庭纠纷最多,占41%,邻里纠纷次之。", "哪类纠纷最多?", "婚姻家庭纠纷"),
        (
            "乡镇办案中,白塔镇立案61件,排名第一,黄坪乡立案3件,排名末位。",
            "立案数排最后的是哪个乡镇?",
            "黄坪乡",
        ),
        ("投诉最多的是共享单车乱停放和占道经营。", "投诉最多的是什么事?", "共享单车乱停放和占道经营"),
    ],
)
def test_who_is_first_is_told_in_other_words_than_it_is_asked(
    text: str, question: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("县公安局、县教育局联合开展校园安全检查32次。", "哪个局检查次数最多?"),
        ("县公安局败诉率最高,出庭应诉2次。", "应诉率最高的是哪个局?"),
        ("县水利局、县城管局分别办理案件12件、30件。", "办案最多的是哪个单位?"),
    ],
)
def test_nobody_is_first_where_no_order_or_another_one_is_told(
    text: str, question: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) is None


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("成立了云溪女子调解队,吸收队员26名。", "成立的女子调解队伍叫什么?", "云溪女子调解队"),
        ("县法学会牵头组建青年普法讲师团,宣讲56场。", "组建的讲师团叫什么?", "青年普法讲师团"),
        ("县司法局社区矫正科获评“全省矫正先进集体”。", "哪个科室拿了全省矫正先进集体?", "县司法局社区矫正科"),
        ("清水河湿地公园获评“全省法治示范基地”。", "哪处公园被评为全省法治示范基地?", "清水河湿地公园"),
        ("白水镇高桥村被命名为“全省民主法治示范村”。", "哪个村成了全省民主法治示范村?", "白水镇高桥村"),
        ("县台的《乡音说法》栏目播出42期,获得普法栏目二等奖。", "县台的普法节目叫什么?", "乡音说法"),
        (
            "我县首座抽水蓄能电站龙潭抽水蓄能电站并网发电。",
            "首座并网发电的抽水蓄能电站是哪座?",
            "龙潭抽水蓄能电站",
        ),
        ("全县21个乡镇中,桥头镇率先完成赋权。", "率先完成赋权的是哪个镇?", "桥头镇"),
        ("县住建局1起处罚案件被法院判决撤销。", "哪个部门的处罚案件被判决撤销?", "县住建局"),
        ("重大决策中,县中医院迁建项目尚未出台。", "哪个项目尚未出台?", "县中医院迁建项目"),
        ("平安大道停车收费方案因意见分歧暂缓实施。", "哪个方案被暂缓实施?", "平安大道停车收费方案"),
        ("“服务日”活动由县工商联主办,县司法局协办。", "服务日活动的协办单位是谁?", "县司法局"),
        ("委托县社情民意调查中心开展满意度调查。", "满意度调查委托了哪个机构?", "县社情民意调查中心"),
        ("设立柑橘产业联盟,秘书处落户青禾镇。", "柑橘产业联盟秘书处设在哪里?", "青禾镇"),
    ],
)
def test_a_name_of_the_asked_kind_is_told_whole(
    text: str, question: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer
