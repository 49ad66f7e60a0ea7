"""What a sentence says outright: by whom, to whom, which title, which is the largest, whose organ."""

import pytest

from qa_service.answering.reader.passages import PassageReader
from tests.answering.bare_facts import evidence_in, short_answer_in
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> PassageReader:
    return PassageReader(analyzer.tagged)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("青禾县司法局是被谁通报表彰的?", "青禾县司法局工作突出,被云川市司法局通报表彰。", "云川市司法局"),
        ("水电站由谁核准的?", "总投资9亿元的水电站获省发展改革委核准。", "省发展改革委"),
        ("Ⅲ级响应由谁批准?", "水位达到警戒线时启动Ⅲ级响应,由县防指副总指挥批准。", "县防指副总指挥"),
        ("管网改造由哪个部门牵头?", "县住建局为牵头单位,负责统筹。", "县住建局"),
        ("管网改造哪个单位牵头?", "管网改造由县住建局牵头,年底前完成。", "县住建局"),
        ("领导小组的组长由谁担任?", "调整领导小组,由县长任组长、常务副县长任副组长。", "县长"),
        ("领导小组的副组长由谁担任?", "调整领导小组,由县长任组长、常务副县长任副组长。", "常务副县长"),
        ("政策后评估委托给了谁做?", "委托云川大学法学院对该政策开展后评估。", "云川大学法学院"),
    ],
)
def test_who_did_it_stands_before_the_verb_that_is_asked_for(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


def test_who_was_given_something_is_no_doer(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "柳林镇被县委表彰为先进集体。"
    assert short_answer_in(text, "谁被表彰为先进集体?", analyzer, reader) != "县委"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("最佳宣传奖给了哪个单位?", "县公安分局"),
        ("最佳宣传奖颁给了哪个单位?", "县公安分局"),
        ("优秀组织奖被哪个单位拿走了?", "县消防大队"),
        ("哪个单位获得网络人气奖?", "县财政局"),
    ],
)
def test_the_honour_may_be_named_first(
    question: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "其中县消防大队获得优秀组织奖,县公安分局获得最佳宣传奖,县财政局获得网络人气奖。"
    assert short_answer_in(text, question, analyzer, reader) == answer


def test_what_won_is_its_own_title_and_not_the_contest(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "普法微视频《山那边的法官》获得全省“青年普法行”短视频大赛一等奖。"
    found = short_answer_in(text, "普法微视频得一等奖的叫什么?", analyzer, reader)
    assert found in ("山那边的法官", "《山那边的法官》")


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "2021年制定的规范性文件叫什么?",
            "做好规范性文件审查工作,2021年制定规范性文件1件,即《“两证合一”登记工作意见》。",
            "《“两证合一”登记工作意见》",
        ),
        (
            "通过的地方性法规是哪两部?",
            "审议通过地方性法规2部,即《湿地条例》和《物业条例》。",
            "《湿地条例》和《物业条例》",
        ),
        (
            "今年制发的文件叫什么?",
            "制发文件1件(《关于印发〈噪声防治方案〉的通知》)。",
            "《关于印发〈噪声防治方案〉的通知》",
        ),
    ],
)
def test_a_title_behind_its_kind_is_what_the_document_is_called(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert (short_answer_in(text, question, analyzer, reader) or "").translate(_PLAIN) == answer.translate(
        _PLAIN
    )


_PLAIN = str.maketrans({"〈": "《", "〉": "》"})


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("最大的避难场所是哪个?", "设置避难场所43处,其中最大的青禾体育中心可容纳4500人。", "青禾体育中心"),
        ("最大的避难场所是哪个?", "最大的避难场所为青禾体育中心,可容纳4500人。", "青禾体育中心"),
        (
            "跟外省哪座城市的司法局一起办了工作站?",
            "联合柳林县、东川省明德市司法局成立工作站。",
            "东川省明德市",
        ),
        ("第一条高速是哪条?", "青禾至东川高速公路青禾段建成通车。", "青禾至东川高速公路"),
        ("惠企政策兑现平台叫什么名字?", "建成统一的“福惠企”政策兑现平台,上线政策409条。", "福惠企"),
        ("哪家企业的上云项目入选试点?", "金沛轴承公司上云改造项目入选全省试点。", "金沛轴承公司"),
        (
            "哪个事项因为稳定风险被暂缓?",
            "供热价格调整事项因稳定风险较高,暂缓实施。",
            "供热价格调整事项",
        ),
        (
            "公开科的电话是多少?",
            "请与公开科联系(地址:望江路66号,邮编:330912,电话:0799-6612308)。",
            "0799-6612308",
        ),
    ],
)
def test_a_name_is_said_whole_and_is_the_one_that_is_asked_for(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "money"),
    [
        ("公证处收了多少公证费?", True),
        ("契税完成多少?", True),
        ("发放了多少奖金?", True),
        ("免费的有多少家?", False),
        ("还有多少名额?", False),
        ("押金交多少?", False),
        ("开采了多少黄金?", False),
    ],
)
def test_what_is_paid_is_measured_in_money(question: str, money: bool, analyzer: Analyzer) -> None:
    asked = evidence_in("", question, analyzer, None).question
    assert ("元" in asked.measured) is money


def test_leaders_are_counted_as_persons(analyzer: Analyzer) -> None:
    for question in ("被约谈的负责人有几个?", "被叫去谈话的头头有几个?"):
        assert evidence_in("", question, analyzer, None).question.unit == "人"


@pytest.mark.parametrize(
    ("question", "text", "reason"),
    [
        ("铁路专线为什么推迟开工?", "铁路专线因用地指标未落实,推迟至2023年开工。", "用地指标未落实"),
        ("开办成本为什么降低了?", "四是上线“民政通”平台,大大降低了开办成本。", "上线“民政通”平台"),
        ("开办成本靠什么降低的?", "四是上线“民政通”平台,大大降低了开办成本。", "上线“民政通”平台"),
        ("开办成本为什么降低了?", "因地制宜推进改革,开办成本有所变化。", None),
    ],
)
def test_a_reason_is_said_in_its_own_words(
    question: str, text: str, reason: str | None, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == reason


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("森林高火险期是什么时候?", "10月1日至10月31日"),
        ("森林防火期是什么时候?", "9月15日至11月15日"),
        ("哪几个月是森林高火险期?", "10月1日至10月31日"),
    ],
)
def test_a_period_lasts_from_and_to_the_days_that_are_called_it(
    question: str, days: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "9月15日至11月15日为森林防火期,其中10月1日至10月31日为森林高火险期。"
    assert short_answer_in(text, question, analyzer, reader) == days


@pytest.mark.parametrize(
    ("question", "name"),
    [("哪个乡镇办案最多?", "柳林镇"), ("哪个乡镇办案最少?", "石佛乡")],
)
def test_which_has_most_stands_right_before_most(
    question: str, name: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "各乡镇办案269件,其中柳林镇最多,为83件,石佛乡最少,为4件。"
    assert short_answer_in(text, question, analyzer, reader) == name


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("要上线的执法平台叫什么?", "上线“云政通”行政执法综合管理平台,年底前接入。", "云政通"),
        ("调解品牌叫什么?", "打造“幺妹调解室”品牌,调解纠纷39件。", "幺妹调解室"),
        ("和哪所大学打造了普法品牌?", "联合云川音乐学院等2所高校打造“法韵”普法品牌。", "云川音乐学院"),
        ("聘请了哪家律所当法律顾问?", "常年聘请云川正泰律师事务所为法律顾问单位。", "云川正泰律师事务所"),
        ("请谁讲解商业秘密?", "邀请市法院民三庭法官为46家企业讲解商业秘密。", "市法院民三庭法官"),
        ("请了哪位律师来授课?", "邀请法律顾问、云川正泰律师事务所律师高鹏授课2次。", "高鹏"),
        ("寺庙条例由谁批准的?", "《寺庙安全条例》已经省人大常委会批准,自11月1日起施行。", "省人大常委会"),
        ("哪个镇办案最少?", "乡镇办案269件,其中柳林镇最多,为83件;石佛镇最少,为6件。", "石佛镇"),
        (
            "监督平台由哪个单位负责?",
            "序号:1;重点任务:建成监督平台;责任单位:县司法局\n序号:2;重点任务:出台办法;责任单位:县政府办",
            "县司法局",
        ),
        ("指挥平台为什么没建成?", "指挥平台没建成,因采购流标延至2023年完成。", "采购流标"),
    ],
)
def test_nothing_of_the_sentence_sticks_to_a_name(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("会议由谁主持?", "县委副书记、县长孙国君在二楼会议室主持召开专题会议。", "孙国君"),
        ("改造工程的业主是谁?", "改造工程由县城建投资公司作为业主,9月底前招标。", "县城建投资公司"),
        (
            "保护细则由谁通过?",
            "修订《古镇保护细则》,经县人民政府第27次常务会议通过。",
            "县人民政府第27次常务会议",
        ),
        ("教育基地建在哪里?", "在喜峰关长城抗战遗址建成红色教育基地1处。", "喜峰关长城抗战遗址"),
        (
            "重大决策制定的制度叫什么?",
            "制定《行政决断程序规定》,公布重大决策事项8项。",
            "《行政决断程序规定》",
        ),
        ("为什么难以吸引律师?", "因地处山区、案源少、收入低,难以吸引律师。", "地处山区、案源少、收入低"),
        ("哪两个司法所完成了改造?", "马登镇、羊岑乡2个司法所完成改造,投入86万元。", "马登镇、羊岑乡"),
    ],
)
def test_names_in_reports_and_minutes_are_whole(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert (short_answer_in(text, question, analyzer, reader) or "").endswith(answer)


def test_no_unit_is_called_by_a_title(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "《农村公路实施方案》已经县政府同意,验收另行安排。"
    found = short_answer_in(text, "农村公路方案由哪个单位验收?", analyzer, reader)
    assert found is None or "《" not in found
