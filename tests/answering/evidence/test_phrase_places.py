"""A word's place in a question tells whether it is counted, done, and what stands beside it."""

from qa_service.answering.evidence.phrase_places import beside_words, is_counted, is_done


def test_what_is_counted_stands_by_the_interrogative() -> None:
    assert is_counted("粉丝", "抖音号有多少粉丝")
    assert is_counted("人数", "受灾人数是多少")
    assert not is_counted("抖音", "抖音号有多少粉丝")


def test_what_was_done_stands_right_before_it() -> None:
    assert is_done("败诉", "行政案件败诉了几件")
    assert is_done("维持", "维持的有多少件")
    assert not is_done("案件", "案件败诉了几件")


def test_words_beside_are_read_over_links_and_not_over_pauses() -> None:
    assert beside_words("失败", "调解失败的纠纷有多少") == ("调解", "纠纷")
    assert beside_words("音乐", "小学音乐教师多少名") == ("小学", "教师")
    assert beside_words("音乐", "音乐教师,多少名") == ("教师",)
    assert beside_words("美术", "音乐教师多少名") == ()
