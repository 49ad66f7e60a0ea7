"""A change since the year before, asked for in everyday words and alone."""

import pytest

from qa_service.answering.questions.changes import change_alone, in_official_words


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("甲县2022年办理公证比上一年涨了多少?", "甲县2022年办理公证同比增长多少?"),
        ("甲县2022年办理公证较去年降了百分之几", "甲县2022年办理公证同比下降百分之几"),
        ("甲县2022年收到申请,跟上年比多了几件?", "甲县2022年收到申请,同比增加几件?"),
        ("满意率比前一年高了几个百分点?", "满意率同比提高几个百分点?"),
        ("甲县比2020年增加了多少件?", "甲县比2020年增加了多少件?"),
        ("甲县2022年点击率同比涨了多少?", "甲县2022年点击率同比涨了多少?"),
        ("比上年多收多少税?", "比上年多收多少税?"),
        ("甲县2022年办理公证比上年增长了吗?", "甲县2022年办理公证比上年增长了吗?"),
    ],
)
def test_a_change_since_the_year_before_is_asked_in_the_words_of_documents(said: str, official: str) -> None:
    assert in_official_words(said) == official


@pytest.mark.parametrize(
    ("message", "change"),
    [
        ("涨了多少?", "同比增长多少"),
        ("那又下降了多少?", "同比下降多少"),
        ("同比多了多少件", "同比增加多少件"),
        ("增幅", "同比增长多少"),
        ("降幅是多少?", "同比下降多少"),
        ("同比呢?", "同比增长多少"),
        ("低保金涨了多少", ""),
        ("增长了吗?", ""),
        ("是多少?", ""),
        ("", ""),
    ],
)
def test_what_asks_for_a_change_and_nothing_else_is_told_from_what_says_more(
    message: str, change: str
) -> None:
    assert change_alone(message) == change
