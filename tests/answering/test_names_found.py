"""Names, distinctions and lists in sentences that say them in other words than the question; made up here."""

import pytest

from qa_service.answering.reader.passages import PassageReader
from tests.answering.bare_facts import evidence_in, short_answer_in
from vectorstore.analyzer import Analyzer

REVIEWED = "案卷评查平均得分91.3分,县交通局、县应急局并列第一,排名末位的县文体和旅游局被责令限期整改。"
CONTEST = "28支队伍参赛,石桥镇下湾村山歌队夺得冠军,观众3万人次。"
PRIZES = "全县法治演讲比赛中,县法院选手周海燕获得一等奖,县检察院选手孙立人获得二等奖。"
FOUNDED = "“家和”板凳调解法在全县推开,由石桥镇老支书程山民首创。"
SKITS = "退休教师李望山创作的快板《夸新村》演出8场,村民杨光田创作的快板《说宪法》演出12场。"
BRANDS = "创建“花开·护苗”涉未成年人审判工作品牌和“知产保护港”涉知识产权案件审判工作品牌。"
COUNSEL = "外聘法律顾问单位3家,其中云东南海律师事务所承担海域使用专项法律服务。"
EXPERTS = "聘请委员16人,其中高校教授7人,由云川海洋大学法学院一名教授担任主任委员。"
ACCLAIMED = "先后涌现出了“老班头”“和大姐”“老战友”等一大批深受群众欢迎和好评的调解品牌。"
TEMPLATES = "将《投资协议》和《补充协议》的模板重新整合为“工业项目”“商业项目”2大类,实现标准化。"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> PassageReader:
    return PassageReader(analyzer.tagged)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("山歌赛夺得冠军的是哪支队伍?", CONTEST, "石桥镇下湾村山歌队"),
        ("哪支队伍拿了山歌赛的冠军?", CONTEST, "石桥镇下湾村山歌队"),
        ("演讲比赛二等奖是谁拿的?", PRIZES, "孙立人"),
        ("县第三届“谁执法谁普法”演讲比赛的一等奖给了谁?", PRIZES, "周海燕"),
        (
            "哪位志愿者被评为“云川好人”?",
            "石桥镇环保志愿者张水云坚持巡河十年,被市文明办评为“云川好人”。",
            "张水云",
        ),
        (
            "哪个司法所被评为新时代“枫桥式”司法所?",
            "石桥司法所深化品牌建设,被司法部评为“新时代‘枫桥式’司法所”。",
            "石桥司法所",
        ),
        ("哪个村新获评民主法治示范村?", "下湾村获评民主法治示范村。", "下湾村"),
        ("拿了微视频大赛二等奖的是哪部片子?", "《晒谷场》获微视频大赛二等奖。", "《晒谷场》"),
    ],
)
def test_who_was_honoured_is_found_where_the_question_and_the_sentence_turn_it_round(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("县司法局立了什么功?", "县司法局被市局通报表彰,并获得集体三等功一次。", "集体三等功"),
        ("县司法局荣立几等功?", "县司法局荣立集体二等功1次。", "集体二等功"),
        ("县税务局在竞赛中得了几等奖?", "县水务局获得一等奖,县税务局获得二等奖。", "二等奖"),
    ],
)
def test_the_distinction_that_somebody_got_is_said_with_its_class(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


def test_a_distinction_of_another_is_none(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "县公安局荣立集体二等功1次,县司法局开展普法12场。"
    assert short_answer_in(text, "县公安局立了什么功?", analyzer, reader) == "集体二等功"
    assert short_answer_in(text, "县司法局立了什么功?", analyzer, reader) != "集体二等功"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("案卷评查排最后一名的是哪个单位?", "县文体和旅游局"),
        ("案卷评查垫底的是哪个部门?", "县文体和旅游局"),
        ("案卷评查末位的单位是哪个?", "县文体和旅游局"),
        ("哪两个单位并列第一?", "县交通局、县应急局"),
    ],
)
def test_who_stands_first_or_last_is_not_taken_for_another(
    question: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(REVIEWED, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("“板凳调解法”是谁最早搞起来的?", FOUNDED, "程山民"),
        ("“板凳调解法”的创始人是谁?", FOUNDED, "程山民"),
        ("快板《说宪法》的作者是谁?", SKITS, "杨光田"),
        ("谁创作了快板《夸新村》?", SKITS, "李望山"),
        ("山歌的编唱者叫什么名字?", "农民歌手杨光田编唱的山歌点赞22万。", "杨光田"),
    ],
)
def test_who_made_a_thing_is_found_by_a_verb_of_the_same_group(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("做海域使用专项法律服务的是哪家律所?", COUNSEL, "云东南海律师事务所"),
        ("主任委员来自哪所学校?", EXPERTS, "云川海洋大学"),
        ("有哪几个群众好评的调解品牌?", ACCLAIMED, "“老班头”“和大姐”“老战友”"),
        ("投资协议模板整合成了哪两大类?", TEMPLATES, "“工业项目”“商业项目”"),
        ("裁量基准分为哪三档?", "将裁量基准细化为从轻、一般、从重3档。", "从轻、一般、从重"),
        ("未成年人审判的品牌叫什么名字?", BRANDS, "花开·护苗"),
        ("知识产权审判的品牌叫什么名字?", BRANDS, "知产保护港"),
        (
            "新成立了哪个专业性的人民调解委员会?",
            "加强专业性调解组织建设,成立婚姻家庭纠纷人民调解委员会。",
            "婚姻家庭纠纷人民调解委员会",
        ),
        ("金牌调解员是谁?", "石桥镇金牌调解员何秀兰调解纠纷120件。", "何秀兰"),
        (
            "新核准的是哪两件地理标志商标?",
            "“青川海鲜”“石桥黄酒”地理标志商标为年内新核准。",
            "“青川海鲜”“石桥黄酒”",
        ),
        (
            "哪三个镇设立独立执法队?",
            "15个乡镇赋权,其中甘霖镇、长乐镇、崇仁镇设立独立执法队。",
            "甘霖镇、长乐镇、崇仁镇",
        ),
        ("执法短剧叫什么名字?", '拍摄"田间界石"执法短剧,播放3万次。', "田间界石"),
        ("“一街一特色”是什么?", "桂花街道“一街一特色”为“企业法律顾问服务”。", "企业法律顾问服务"),
        ("委托哪个单位制作普法短视频?", "委托云川大学新闻学院制作普法短视频20条。", "云川大学新闻学院"),
        ("哪项改革经验被省里转发?", "“综合查一次”改革经验被省政府转发。", "综合查一次"),
        ("向哪个单位申请复核?", "可向县自然资源局书面申请复核。", "县自然资源局"),
        ("非遗传承人叫什么?", "邀请非遗传承人洪根水进校园普法。", "洪根水"),
        ("哪位司法所所长扎根乡镇?", "中山镇司法所所长段家旺扎根乡镇。", "段家旺"),
    ],
)
def test_a_name_of_the_kind_asked_for_is_whole(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("旅游巡回法庭设在哪里?", "呈坎景区设立旅游巡回法庭和调解室。", "呈坎景区"),
        ("哪里试点了“一业一证”改革?", "在通江湾示范区试点“一业一证”改革。", "通江湾示范区"),
        ("说理式文书先在哪个单位试点?", "推行说理式文书,在市生态环境局先行试点。", "市生态环境局"),
        ("哪个村的“说事点”十年不出事?", "梁后村“说事点”十年实现矛盾不出村。", "梁后村"),
        ("面试在哪里进行?", "面试时间为8月10日,地点在青禾县第一中学。", "青禾县第一中学"),
    ],
)
def test_a_place_is_whole_and_is_where_the_thing_was_done(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "领导小组办公室主任由谁兼?",
            "由县长莫远山任组长,县司法局局长覃家明兼任领导小组办公室主任。",
            "覃家明",
        ),
        (
            "政务公开领导小组组长由什么职务的领导担任?",
            "调整政务公开领导小组,由县委常委、常务副县长任组长。",
            "常务副县长",
        ),
        ("护鸟队队长是谁?", "护鸟队队长洪根水因十七年守护栖息地获评先进。", "洪根水"),
        ("谁讲了《行政复议法》?", "邀请云川大学教授钱学军讲授《行政复议法》。", "钱学军"),
    ],
)
def test_who_holds_an_office_or_taught_is_named_without_it(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    found = short_answer_in(text, question, analyzer, reader)
    assert found is not None
    assert found.endswith(answer)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("与哪个海关一起推行“船边直提”?", "会同大口湾海关推行“船边直提”,用时压缩到26小时。", "大口湾海关"),
        ("巡回审判点是和哪个法院共建的?", "管委会与云川市中级法院共建巡回审判点。", "云川市中级法院"),
        ("边界执法协议叫什么?", "与凌山市、宁川县签订《边界联合执法协议》。", "《边界联合执法协议》"),
        ("普法决议是哪个机关通过的?", "10月28日,县人大常委会审议通过普法决议。", "县人大常委会"),
        ("“三杯茶”是哪个调解室总结的?", "“老钟调解室”总结出“三杯茶”调解法。", "老钟调解室"),
        ("应诉率最低的是哪个部门?", "其中自然资源部门出庭应诉率最低,仅为62%。", "自然资源部门"),
        ("哪份案卷被评为全省十佳?", "县交通局的“超限运输案”案卷,被评为全省十佳案卷。", "超限运输案"),
    ],
)
def test_with_whom_by_whom_and_who_is_least_are_organs_and_no_figures(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


def test_a_sentence_on_what_something_was_named_gives_no_reason(
    analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "石桥县被省里命名为全省法治政府建设示范县。"
    assert short_answer_in(text, "石桥县被命名为什么示范县?", analyzer, reader) == "全省法治政府建设示范县"


def test_what_is_free_of_charge_is_said_to_be_of_the_very_thing(
    analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "为新办企业提供免费打印复印、免费刻制公章服务;企业停车每小时收费2元。"
    assert short_answer_in(text, "新办企业刻制公章要花钱吗?", analyzer, reader) == "免费"
    assert short_answer_in(text, "停车收费吗?", analyzer, reader) != "免费"


def test_the_measure_word_is_no_part_of_the_noun_that_is_asked_for(
    analyzer: Analyzer, reader: PassageReader
) -> None:
    asked = {"是哪家律所?": "律所", "哪个村被命名?": "村", "哪个部门牵头?": "部门", "哪部门牵头?": "部门"}
    for question, noun in asked.items():
        assert evidence_in("无", question, analyzer, reader).question.asked_noun == noun


RATES = "其中水利部门出庭应诉率最低,民政部门出庭应诉率最高。"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("应诉率最高的是哪个部门?", RATES, "民政部门"),
        ("败诉率最高的是哪个部门?", RATES, None),
        ("完结率最高的是哪个部门?", "其中民政部门办结率最高。", None),
        ("纠纷最多的是哪个镇?", "其中劳动争议类纠纷最多,相邻纠纷最少。", None),
        ("投诉量最大的是哪个镇?", "其中石桥镇信访投诉量最大。", "石桥镇"),
    ],
)
def test_who_has_the_most_is_told_of_the_measure_that_is_asked_for_and_named_without_it(
    question: str, text: str, answer: str | None, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("“板凳调解法”是谁总结的?", "程山民首创的“板凳调解法”,由周海燕总结。", "周海燕"),
        ("“板凳调解法”是谁首创的?", "程山民首创的“板凳调解法”,由周海燕总结。", "程山民"),
        ("山歌是谁演唱的?", "农民歌手杨光田编唱的山歌,由何秀兰演唱。", "何秀兰"),
    ],
)
def test_who_is_said_to_have_done_the_very_thing_goes_before_who_did_one_like_it(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


@pytest.mark.parametrize(
    ("question", "text", "distinction"),
    [
        ("县法院立了几等功?", "县法院未获集体二等功,县税务局获集体三等功。", "集体二等功"),
        ("县税务局立了什么功?", "县税务局干警周海燕荣立个人三等功。", "个人三等功"),
    ],
)
def test_what_was_not_got_or_by_a_person_is_no_distinction_of_the_organ(
    question: str, text: str, distinction: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) != distinction


def test_a_person_still_has_a_distinction_of_his_own(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "县税务局干警孙立人立个人三等功。"
    assert short_answer_in(text, "孙立人立了什么功?", analyzer, reader) == "个人三等功"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("县税务局和谁成立调解室?", "县税务局联合县妇联成立调解室。", "县妇联"),
        ("县税务局和谁开展宣传?", "县税务局联合县妇联成立调解室。", None),
        ("向哪个部门举报违纪?", "群众向县监委举报违纪问题12件。", "县监委"),
    ],
)
def test_with_whom_and_to_whom_is_told_of_the_thing_that_is_asked_about(
    question: str, text: str, answer: str | None, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer


def test_whom_one_turns_to_with_one_thing_is_not_told_of_another(
    analyzer: Analyzer, reader: PassageReader
) -> None:
    text = "整治噪音6次,群众向县监委举报违纪问题12件。"
    assert short_answer_in(text, "向哪个部门投诉噪音?", analyzer, reader) != "县监委"


def test_an_honour_of_one_level_is_none_of_another(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "环保志愿者张水云坚持巡河十年,被评为县级道德模范。"
    assert short_answer_in(text, "谁获得县级道德模范?", analyzer, reader) == "张水云"
    assert short_answer_in(text, "谁获得省级道德模范?", analyzer, reader) != "张水云"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "哪家律所担任法律顾问?",
            "聘请云川正泰律师事务所、云东南海律师事务所担任法律顾问。",
            "云川正泰律师事务所、云东南海律师事务所",
        ),
        (
            "县里聘请了哪两家律所?",
            "县里聘请云川正泰律师事务所、云东南海律师事务所担任法律顾问。",
            "云川正泰律师事务所、云东南海律师事务所",
        ),
        ("哪个单位排名第一?", "县税务局在全市执法竞赛中排名第一。", "县税务局"),
        ("哪个单位排名第一?", "县税务局连续三年位居第一。", "县税务局"),
        ("窗口分为哪三类?", "设置普通、简易、复杂三类窗口。", "普通、简易、复杂"),
    ],
)
def test_neither_verb_nor_occasion_sticks_to_names_in_a_row_or_of_an_order(
    question: str, text: str, answer: str, analyzer: Analyzer, reader: PassageReader
) -> None:
    assert short_answer_in(text, question, analyzer, reader) == answer
