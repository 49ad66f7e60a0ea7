"""Hard facts of a sentence: what says the same in other words holds, what says something else does not."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.answering.gate.facts import ARGUABLE, known, lacking, told_otherwise
from qa_service.answering.gate.figures import figures_of
from qa_service.answering.gate.roundings import rounds
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentMetadata, DocumentSummary

OF_THE_FOLLOWING_YEAR = 2031
AT_MOST = (
    "不超过{}",
    "最高{}",
    "最多{}",
    "上限为{}",
    "封顶{}",
    "{}封顶",
    "最高补助{}",
    "最高不超过{}",
    "控制在{}以内",
    "以{}为限",
    "{}以下",
)
AT_LEAST = ("不少于{}", "至少{}", "不低于{}", "起码{}", "{}以上", "最少{}", "下限为{}", "不得低于{}")


def lacks(statement: str, passage: str, year: int | None = None) -> set[str]:
    document = DocumentSummary(
        document_id="d1",
        content_hash="0" * 64,
        source="d1.txt",
        metadata=DocumentMetadata(title="平山镇情况", year=year, document_number="平政通〔2030〕5号"),
        passages=1,
        findable_passages=1,
        characters=100,
    )
    text = fold(passage).text
    held = known(text, (), document, is_order=lambda _: False)
    return set(lacking(told_otherwise(fold(statement).text, text), held)) - (ARGUABLE - {"unit"})


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("停水到下午4点半", "停水至16时30分"),
        ("泊位每晚9点至次日早7点免费", "泊位夜间21时至次日7时免费"),
        ("大门早8点到晚11点开放", "每日8:00至23:00开放"),
        ("窗口下午两点半到五点半开放", "窗口14:30—17:30开放"),
        ("晚上12点截止", "24:00截止"),
        ("办结期限不超过15日", "应当在15日内办结"),
        ("须提前至少15日报送", "应当在开工15日前报送"),
        ("须提前15天申请", "应当提前不少于15日申请"),
        ("余额没有突破上级核定的79.1亿元限额", "余额控制在核定的限额79.1亿元以内"),
        ("办公时间是8:30到17:30", "办公时间:8:30-17:30。"),
        ("供水到晚上8点为止", "供水自8时开始,至20时结束"),
        ("大厅晚上9点闭馆", "大厅9时开放,21时闭馆"),
        ("周末下午2点半上班", "工作日下午3时上班,周末下午2时30分上班"),
        ("早上7点到9点、下午5点到7点禁止通行", "每日7时至9时、17时至19时禁止通行"),
        ("由镇政府审核", "由乡镇人民政府审核"),
        ("打八折优惠", "按原价的80%收取"),
        ("学生票打八折", "学生票打8折,游客增长20%"),
        ("增加1.2万多人", "参保12345人,比上年增加12345人"),
        ("按85%收取", "打85折"),
        ("增加12万多人", "增加122802人"),
        ("增加300多人", "增加342人"),
        ("截至4月14日12时转移3人", "4月13日8时下雨。截至14日12时转移3人"),
        ("截至14日12时转移3人", "截至4月14日12时转移3人"),
        ("6月30日报名截止", "报名时间为6月20日至30日"),
        ("6月30日前完成", "6月底前完成"),
        ("比例可以由3:1降到2:1", "比例低于3:1的,可降至2:1"),
        ("清洁运输比例达到80%或更高", "清洁运输比例不低于80%"),
        ("高血压用药一年最多300元", "两病用药年度限额分别为300元和400元"),
        ("每户最多补10000度", "每户最高补贴电量1万千瓦时"),
        ("比例可以由3比1降到2比1", "比例低于3:1的,可降至2:1"),
        ("每亩补助40元", "补助标准40元/亩"),
        ("每月每平方米3元", "月租金3元/平方米"),
        ("人均每月178元", "人均月养老金178元"),
        ("对每个粮食收储中心的补助为3万元", "每个收储中心配套资金3万元"),
        ("每家企业补助5万元", "单个企业补助5万元"),
        ("每套面积都不超过60平方米", "共264套,面积均在60平方米以下"),
        ("此前的东政通〔2016〕11号废止", "原东政通〔2016〕11号同时废止"),
        ("产值增长1倍", "产值翻一番"),
        ("产值增长120%", "产值增长1.2倍"),
        ("整治分三步走", "整治分三个阶段"),
        ("10月1日起可以开业", "10月1日前不得开业"),
        ("22个亿元以上项目开工", "亿元以上项目开工22个"),
        ("室温在14℃以上但不到18℃", "室温14℃以上不足18℃"),
        ("发放许可证超过6300张", "发放许可证6300余张"),
        ("须提前15天报告", "应当提前十五日报告"),
        ("9月30日前报送", "于9月30日报送"),
        ("每月考核", "水质实行月考核"),
        ("一天最多检测340批次", "单日最多检测340批次"),
        ("一年最高3万元", "年度限额3万元"),
        ("“即提”“即走”两种方式落地", "“即提”“即走”方式落地"),
        ("投诉最多的三项是食品、交通和美容", "居前三位的是食品、交通、美容"),
        ("此前的平政通〔2021〕3号废止", "2021年发布的平政通〔2021〕3号同时废止"),
        ("地块CM-2024-12由甲公司竞得", "地块编号CM-2024-12,竞得人为甲公司"),
        ("没满三年的企业不参评", "设立三年内的企业不参评"),
        ("六年都没低过110亿斤", "连续6年稳定在110亿斤以上"),
        ("一时半会儿难以解决", "短时间内难以解决"),
        ("数十人以上居住的房屋", "居住人数十人以上的房屋,数十人以上"),
        ("每个可得到20万元", "每个一次性补助20万元"),
        ("客运量和货运量分别增长8%和3%", "客运量、货运量分别增长8%和3%"),
        ("产值3亿元,出口2亿元,两项数据同比分别增长8%和6%", "产值3亿元,出口2亿元,同比分别增长8%和6%"),
        ("产值总量居全市第1位,增速居第3位", "产值总量居全市第1位,增速居第3位"),
        ("产值总量居全市首位", "产值总量居全市第1位、全省第9位"),
        ("由镇政府审核、县人民政府批准", "报镇人民政府审核、县政府批准"),
        ("资金为省、市财政资金", "资金为省级财政、市级财政资金"),
        ("市级给平山县下达任务6万亩", "市级下达任务6万亩"),
        ("灾害发生后的48小时内报案", "灾害发生后48小时内报案"),
        ("开工前15日内报送", "开工15日前报送"),
        ("津贴按季发放", "每人每月60元,津贴按季度发放"),
    ],
)
def test_what_stands_there_in_another_writing_is_not_lacking(statement: str, passage: str) -> None:
    assert not lacks(statement, passage)


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("停水到下午4时", "停水至4时"),
        ("停水到早上4时", "停水至16时"),
        ("每晚9点停水", "7月9日21时停水"),
        ("早上6时到晚上10时配送", "配送在22时至次日6时进行"),
        ("9月16日20时响应提升", "9月14日启动,15日20时响应提升,16日9时结束"),
        ("至少15日", "应当在15日内办结"),
        ("最多提前15天申请", "应当提前不少于15日申请"),
        ("余额突破了79.1亿元限额", "余额控制在核定的限额79.1亿元以内"),
        ("供水从晚上8点开始", "供水自8时开始,至20时结束"),
        ("窗口晚上9点关闭", "窗口9时开放,21时发布公告"),
        ("工作日下午2点半上班", "工作日下午3时上班,周末下午2时30分上班"),
        ("会议凌晨12点召开", "会议于中午12时召开"),
        ("6月30日以后完成整改", "整改6月底前完成"),
        ("增加100多人", "增加9人,总数140人"),
        ("参保1000多人", "参保1999人"),
        ("投资10多亿元", "投资19.8亿元"),
        ("投资1亿多元", "投资1.99亿元"),
        ("门票打5折", "门票按50%补贴给景区,游客打9折"),
        ("其他人按80%收取", "打八折仅限学生,其他人按90%收取"),
        ("打七折优惠", "按原价的80%收取"),
        ("增加13万多人", "增加122802人"),
        ("增加10万多人", "增加122802人"),
        ("增加12万多人", "增加122802户"),
        ("增加近13万人", "增加122802人"),
        ("截至4月15日12时转移3人", "4月13日8时下雨。截至14日12时转移3人"),
        ("6月25日前完成", "6月底前完成"),
        ("比例可以由4:1降到2:1", "比例低于3:1的,可降至2:1,共4人"),
        ("每年补贴5万元", "每月补贴5万元"),
        ("每名获奖人奖励5万元", "每项奖励5万元"),
        ("每个农村学校食堂补助5万元", "每个学校补助5万元"),
        ("此前的东政通〔2016〕12号废止", "原东政通〔2016〕11号同时废止"),
        ("苏府发〔2016〕11号", "浙府发〔2016〕11号"),
        ("平政通〔2030〕5号同时废止", "原东政通〔2016〕11号同时废止"),
        ("人数增长1.3倍", "人数是2029年的1.3倍"),
        ("人数是2029年的1.3倍", "人数比2029年增长1.3倍"),
        ("资金自9月30日起发放", "资金于9月30日前发放"),
        ("每日16时以后报送", "每日16时前报送"),
        ("5日后送达", "5日内送达"),
        ("发放许可证超过6400张", "发放许可证6300余张"),
        ("“即提”“即走”三种方式落地", "“即提”“即走”方式落地"),
        ("地块CM-2024-13由甲公司竞得", "地块编号CM-2024-12,竞得人为甲公司"),
        ("一年最高4万元", "年度限额3万元"),
        ("货运量增长8%", "客运量、货运量分别增长8%和3%"),
        ("2023年安排2500万元", "2022年、2023年分别安排2500万元、2000万元"),
        ("产值增速居全市第1位", "产值总量居全市第1位,增速居第3位"),
        ("产值总量和增速均居全市第1位", "产值总量居全市第1位,增速居第3位"),
        ("由县政府审核、市人民政府批准", "报镇人民政府审核、县政府批准"),
        ("争取县级专项资金", "争取上级专项资金"),
        ("着火后一刻钟到场", "着火后6分钟到场"),
        ("灾害发生前48小时内报案", "灾害发生后48小时内报案"),
        ("每百人拥有指导员2名", "每千人拥有指导员2名"),
        ("津贴按月发放", "每人每月60元,津贴按季度发放"),
    ],
)
def test_what_says_something_else_is_lacking(statement: str, passage: str) -> None:
    assert lacks(statement, passage)


@pytest.mark.parametrize("bounds", [AT_MOST, AT_LEAST])
def test_a_bound_is_the_same_in_all_its_wordings(bounds: tuple[str, ...]) -> None:
    for said, written in product(bounds, bounds):
        for figure in ("200万元", "60平方米", "3个月"):
            passage = f"补助标准为{written.format(figure)}。"
            assert not lacks(f"补助{said.format(figure)}", passage), (said, written, figure)


def test_a_bound_is_none_of_the_other_side() -> None:
    for low, high in product(AT_LEAST, AT_MOST):
        for figure in ("200万元", "60平方米"):
            assert lacks(f"补助{low.format(figure)}", f"补助{high.format(figure)}"), (low, high)
            assert lacks(f"补助{high.format(figure)}", f"补助{low.format(figure)}"), (low, high)


@pytest.mark.parametrize(
    ("statement", "passage"),
    [("加收千分之五的滞纳金", "加收万分之五的滞纳金"), ("占全国的近两成", "占全国的两成以上")],
)
def test_a_share_is_rounded_to_no_other_one(statement: str, passage: str) -> None:
    text = fold(passage).text
    (said,), (written,) = figures_of(fold(statement).text), figures_of(text)
    assert not rounds(said, fold(statement).text, written)


@settings(max_examples=60)
@given(st.integers(13, 23), st.integers(1, 23), st.sampled_from([0, 30]))
def test_a_time_holds_only_where_the_passage_has_the_same(hour: int, other: int, minute: int) -> None:
    said = f"{'下午' if hour < 18 else '晚上'}{hour - 12}点{'半' if minute else ''}停水"
    passage = f"于{other}:{minute:02}停水"
    assert bool(lacks(said, passage)) == (hour != other)


def test_a_passage_that_speaks_of_one_other_year_says_nothing_of_the_document_s_own() -> None:
    passage = "2030年,全镇公务支出126万元。"
    assert not lacks("2030年公务支出126万元", passage, OF_THE_FOLLOWING_YEAR)
    assert lacks("2031年公务支出126万元", passage, OF_THE_FOLLOWING_YEAR)
    assert not lacks("2031年公务支出126万元", "全镇公务支出126万元。", OF_THE_FOLLOWING_YEAR)


def test_last_year_is_the_year_before_the_document_s_own() -> None:
    passage = "今年要新增企业50家。去年,工业增加值增长7.1%。"
    assert not lacks("2030年工业增加值增长7.1%", passage, OF_THE_FOLLOWING_YEAR)
    assert lacks("2030年新增企业50家", passage, OF_THE_FOLLOWING_YEAR)
    assert lacks("2029年工业增加值增长7.1%", passage, OF_THE_FOLLOWING_YEAR)
