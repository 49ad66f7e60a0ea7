"""A whole part is told with the headings that its points have, as a plan where it is one, and less what was
put right since or is only to be put right."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "宿松县2022年法治政府建设情况报告": """宿松县2022年法治政府建设情况报告
2022年，宿松县法治政府建设稳步推进。
一、主要工作
（一）规范执法
一是抽查案卷61卷。
二是轮训执法人员140人次。
（二）化解矛盾
一是调解纠纷920件。
二、存在问题及改进情况
（一）存在的问题
1.第三、四季度有4个栏目没有更新。
2.调解员年龄偏大。
（二）改进措施
1.每月检查一次栏目。
三、工作重点及措施
（一）攻坚历史遗留问题。办结积案7件。
（二）培育调解员。举办培训3期。
""",
    "岳西县2023年政府信息公开工作年度报告": """岳西县2023年政府信息公开工作年度报告
一、总体情况
主动公开政府信息1240条。
二、存在的主要问题及改进情况
上年度问题整改情况：针对2022年反映的解读不及时问题，已建立联审制度。
本年度存在的问题：一是视频解读偏少。二是专区无人值守。
三、2024年工作打算
（一）攻坚久拖未决的问题。公开重点项目信息300条。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("told_parts")) as opened:
        yield opened


def test_points_are_told_under_the_heading_of_their_own(service: Service) -> None:
    told = ask(service, "介绍一下宿松县2022年主要工作的情况").answer.split("\n\n")
    assert [point.partition("[")[0] for point in told] == [
        "2022年,宿松县:（一）规范执法:一是抽查案卷61卷",
        "二是轮训执法人员140人次",
        "（二）化解矛盾:一是调解纠纷920件",
    ]


def test_a_plan_under_a_heading_without_a_year_is_said_to_be_one(service: Service) -> None:
    answer = ask(service, "宿松县2022年报告里下一步有什么打算?")
    assert answer.answer.startswith("下一步的计划中,宿松县:")
    assert "举办培训3期" in answer.answer


def test_what_is_to_be_put_right_is_no_shortcoming(service: Service) -> None:
    answer = ask(service, "宿松县2022年有哪些不足?").answer
    assert "1.第三、四季度有4个栏目没有更新" in answer
    assert "调解员年龄偏大" in answer
    assert "每月检查" not in answer
    assert "积案" not in answer


def test_what_was_put_right_since_is_no_shortcoming(service: Service) -> None:
    answer = ask(service, "岳西县2023年信息公开存在哪些不足?").answer
    assert "视频解读偏少" in answer
    assert "专区无人值守" in answer
    assert "联审制度" not in answer


def test_a_heading_under_the_plan_announces_no_shortcomings(service: Service) -> None:
    assert "300条" not in ask(service, "岳西县2023年信息公开存在哪些不足?").answer


GUIDES = {
    "潜山市高龄津贴申领指南": """潜山市高龄津贴申领指南
一、申领条件
具有潜山市户籍且年满80周岁。
二、申请材料
1.身份证复印件1份。
2.银行卡复印件1份。
""",
    "太湖县渔船报废办事指南": """太湖县渔船报废办事指南
一、申请材料
1.渔船登记证书1份。
2.报废申请表2份。
""",
    "太湖县2022年工作总结": """太湖县2022年工作总结
一、主要工作
受理高龄津贴申请860件。
""",
}


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(GUIDES, tmp_path_factory.mktemp("guides")) as opened:
        yield opened


def test_a_guide_is_found_by_its_matter_without_a_place(guides: Service) -> None:
    answer = ask(guides, "办理高龄津贴需要哪些材料?")
    assert answer.answer.startswith("《潜山市高龄津贴申领指南》:")
    assert "银行卡复印件" in answer.answer
    assert "渔船" not in answer.answer


def test_the_only_guide_with_such_a_part_is_told_without_its_matter(guides: Service) -> None:
    assert "年满80周岁" in ask(guides, "申领条件是什么?").answer


def test_of_two_guides_none_is_told_without_its_matter(guides: Service) -> None:
    assert not ask(guides, "需要哪些申请材料?").answer.startswith("《")


def test_what_a_report_advises_is_told_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = """望江县2022年水利工作总结
一、主要工作
清淤河道12公里。
二、意见建议
一是建议上级增加小型水库管护补助。
二是建议统一堤防管理标准。
"""
    with service_over({"望江县2022年水利工作总结": report}, tmp_path_factory.mktemp("advice")) as opened:
        for question in ("望江县水利工作总结对上级提出了哪些意见建议?", "望江县2022年提出了什么建议?"):
            answer = ask(opened, question).answer
            assert "小型水库管护补助" in answer
            assert "统一堤防管理标准" in answer
            assert "清淤" not in answer
