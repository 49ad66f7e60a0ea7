"""The name that stands where the question asks: who was honoured, what is most, with whom, where."""

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


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("全区最美社工是谁?", "社工站站长达娃次仁被评为全区最美社工。", "达娃次仁"),
        ("哪位站长被评为全区最美社工?", "社工站站长达娃次仁被评为全区最美社工。", "达娃次仁"),
        ("谁荣获全省优秀公证员?", "县公证处主任何雨荷荣获“全省优秀公证员”称号。", "何雨荷"),
        ("巡河先进个人是谁?", "6月,巡护队副队长谭大川被评为“全市巡河先进个人”。", "谭大川"),
        ("谁被授予“护河卫士”?", "石桥镇护河员马建国因举报盗采,被县里授予“护河卫士”称号。", "马建国"),
        (
            "谁获评三八红旗集体?",
            "云川镇“渔家姐妹”调解队由9人组成,调解纠纷33起,获评三八红旗集体。",
            "云川镇“渔家姐妹”调解队",
        ),
        ("个人三等功给了谁?", "石桥司法所获集体奖,副所长邓某记个人三等功。", "邓某"),
        ("谁获评执法能手?", "执法人员覃某获评“全市执法能手”。", "覃某"),
        ("老周调解室的负责人是谁?", "柳湾镇“老周调解室”的负责人欧阳志和获评调解能手。", "欧阳志和"),
        ("哪位调解员获评最美调解员?", "调解员巴图孟和连续调处草场纠纷,获评“最美调解员”。", "巴图孟和"),
        (
            "抗洪先锋岗给了谁?",
            "柳湾镇司法所所长带领6人进驻工地,被县委授予“抗洪先锋岗”称号。",
            "柳湾镇司法所所长",
        ),
    ],
)
def test_who_was_honoured_is_named_whole_whatever_names_he_bears(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


def test_a_conjunction_is_no_last_letter_of_a_name(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "调解员李志和有关部门一起上门,获评“最美调解员”。"
    assert short_answer_in(text, "哪位调解员获评最美调解员?", analyzer, reader) != "李志和"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "技能比武团体第一名是谁?",
            "举办技能比武,柳湾县代表队夺得团体第一名,县林业局得第二名。",
            "柳湾县代表队",
        ),
        ("“办案标兵”给了哪个司法所?", "石桥司法所被省司法厅授予“办案标兵”集体称号。", "石桥司法所"),
        (
            "哪个品牌得了“十佳调解品牌”?",
            "云川镇办起的“清风堂”调解纠纷80起,被市里授予“十佳调解品牌”称号。",
            "清风堂",
        ),
        (
            "哪个案例入选全省十大案例?",
            "其中“某化工厂污水案”促成修复,案例入选全省十大案例。",
            "某化工厂污水案",
        ),
        (
            "哪个组织被表彰为优秀调解委员会?",
            "镇人民调解委员会被省司法厅表彰为优秀调解委员会。",
            "镇人民调解委员会",
        ),
        ("得了二等奖的节目叫什么?", "其中原创节目《林间契》获汇演二等奖。", "《林间契》"),
        ("哪个案子入选典型案例?", "查处“黑油坊”案,移送9人,该案入选省里典型案例。", "黑油坊"),
        ("全市十佳法治阵地是哪个?", "石桥镇法治茶亭获评全市十佳法治阵地。", "石桥镇法治茶亭"),
    ],
)
def test_what_was_honoured_stands_before_the_verb_or_in_the_clause_before(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("在哪些乡推广?", "在高岭、联山、团湖3个苗族乡推广“院坝会”。", "高岭、联山、团湖"),
        ("先给了哪三个镇?", "将首批47项处罚权赋予三雷镇、苏河镇、大滩镇试点。", "三雷镇、苏河镇、大滩镇"),
        ("被约谈的是哪些单位?", "对排名末位的道太乡、市文化和旅游局进行约谈。", "道太乡、市文化和旅游局"),
        (
            "被约谈的是哪几家?",
            "对后三位的小屯镇、市水利局、市城管局主要负责人进行约谈。",
            "小屯镇、市水利局、市城管局",
        ),
        ("先在哪两个镇街试点?", "6月底前在石桥街道、羊口镇完成试点,年底铺开。", "石桥街道、羊口镇"),
        (
            "联调协议是与哪两家单位签的?",
            "与柳湾海关、县林业局签订联调协议,在县水利局、县司法局设调解室。",
            "柳湾海关、县林业局",
        ),
        (
            "划入经营类的有哪几家?",
            "划入经营类的有县设计院、县广电中心和县市场服务中心。",
            "县设计院、县广电中心和县市场服务中心",
        ),
    ],
)
def test_names_in_a_row_are_told_from_the_first_to_the_last(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("来电最多的是什么事?", "来电最多的事项是供暖,其次是停车。", "供暖"),
        ("来电第二多的是什么?", "来电最多的事项是供暖,其次是停车。", "停车"),
        ("热线诉求反映最多的是什么问题?", "热线诉求中反映噪声扰民的最多,有912件。", "噪声扰民"),
        ("哪类案件占比最高?", "其中征收拆迁类31件,占比最高。", "征收拆迁"),
        ("热线诉求排第二的是哪类?", "热线诉求涉及物业的3万件,占比最大,停车类2万件位列第二。", "停车"),
        ("复议案件哪个领域最多?", "复议案件涉及公安的最多,为21件。", "公安"),
        ("群众最满意的是哪一项?", "群众对“窗口服务”一项评价最高,对“执法说理”一项评价最低。", "窗口服务"),
        ("市民觉得哪项工作干得最好?", "市民认为成效最显著的工作是河涌治理,在各项工作中排第一。", "河涌治理"),
        (
            "哪个司法所人最多?",
            "力量不均衡,最多的柳湾司法所有工作人员23名,最少的石桥司法所只有9名。",
            "柳湾司法所",
        ),
        (
            "工作人员最少的司法所是哪个?",
            "力量不均衡,最多的柳湾司法所有工作人员23名,最少的石桥司法所只有9名。",
            "石桥司法所",
        ),
        ("哪个事项还不能网办?", "全程网办22项,唯一不能网办的是放射场所验收。", "放射场所验收"),
        ("首个当天拿证的小区是哪个?", "云川区翡翠家园是首个当天拿证的小区。", "云川区翡翠家园"),
        ("暂缓实施的是哪个事项?", "其中客运票价调整因代表反对意见较多,县政府决定暂缓实施。", "客运票价调整"),
        (
            "哪个项目暂缓决策了?",
            "“一中整体迁建”一项因资金来源论证不充分,经集体讨论暂缓决策。",
            "一中整体迁建",
        ),
    ],
)
def test_what_a_clause_says_to_be_so_is_told(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("编成了哪部曲剧?", "把“八五”普法内容做成曲剧《槐树下》巡演76场。", "槐树下"),
        ("小戏叫什么名字?", "以“说书人话宪法”为创意编排小戏《新约定》,巡演54场。", "新约定"),
        ("三语读本叫什么?", "发放三语对照的《农家法律读本》2万册。", "农家法律读本"),
        ("给商户听的音频叫什么?", "制作《店主学法》音频小课堂30期。", "店主学法"),
        ("红旗窗口是谁评的?", "县不动产窗口被市政务办评为“红旗窗口”。", "市政务办"),
        ("药剂纠纷最后由谁赔钱?", "药剂纠纷中,鉴定认定是浓度过高所致,最终由公司赔偿38万元。", "公司"),
        ("扬尘监管由谁配合?", "扬尘监管明确由区执法局牵头、区交通局配合。", "区交通局"),
        ("法律诊所由哪些人坐诊?", "法律诊所由法学院研究生与退休法官共同坐诊。", "法学院研究生与退休法官"),
        ("和哪家企业共建基地?", "与云川酒业等7家企业共建就业基地。", "云川酒业"),
        ("《制茶指引》是和谁一起编的?", "县市场监管局与县茶业协会合编了《制茶指引》。", "县茶业协会"),
        (
            "和市司法局共建驿站的是哪个单位?",
            "云川海关监管点与市司法局共建的“法治驿站”入选案例。",
            "云川海关监管点",
        ),
        ("观测点设在哪里?", "在云川区物业管理协会等处设观测点3个。", "云川区物业管理协会"),
        ("修复基地建在哪个村?", "在康岭镇河口村设立修复基地。", "康岭镇河口村"),
        (
            "受理点除了司法所还设在哪里?",
            "9个受理点设在镇街司法所,1个设在市公安局交警大队。",
            "市公安局交警大队",
        ),
    ],
)
def test_what_is_called_so_who_did_it_with_whom_and_where(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "wrong"),
    [
        ("哪个事项还能网办?", "唯一不能网办的是放射场所验收。", "放射场所验收"),
        ("复议接待中心设在哪里?", "在全市首批建成复议接待中心。", "全市首批"),
        ("哪类投诉最高?", "兑现投诉奖金5万元,单笔最高奖励1万元。", "单笔"),
        ("技能比武团体第二名是谁?", "执法技能比武1次,灵山代表队获得团体第一名。", "灵山代表队"),
        ("提案人是谁?", "提案人已答复。", "已答复"),
    ],
)
def test_what_is_said_of_something_else_is_not_told(
    question: str, text: str, wrong: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) != wrong
