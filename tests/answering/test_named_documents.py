"""Documents that a question names, and which version of them."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.questions.named_documents import DocumentNames, Named, usual_names
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentMetadata, DocumentSummary

TITLES = {
    "contract": "中华人民共和国劳动合同法",
    "rules": "中华人民共和国劳动合同法实施条例",
    "water": "中华人民共和国水法",
    "company": "中华人民共和国公司法",
    "company-old": "中华人民共和国公司法",
    "three": "最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（三）",
    "lending": "最高人民法院关于审理民间借贷案件适用法律若干问题的规定",
    "contracts": "中华人民共和国民法典合同编",
    "family": "中华人民共和国民法典婚姻家庭编",
    "general": "中华人民共和国民法典总则",
    "family-one": "最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）",
    "procedure": "中华人民共和国民事诉讼法",
    "passed-on": "关于印发《青禾区充电设施管理办法》的通知",
    "case": "拒绝违法加班能否解除劳动合同",
}


@pytest.fixture(scope="module")
def names() -> DocumentNames:
    return DocumentNames(
        DocumentSummary(
            document_id=id_,
            content_hash=id_,
            source=f"案例/{id_}.md" if id_ == "case" else f"{id_}.md",
            metadata=DocumentMetadata(
                title=title, document_number="青政办发〔2021〕12号" if id_ == "passed-on" else None
            ),
            passages=1,
            findable_passages=1,
            characters=1,
        )
        for id_, title in TITLES.items()
    )


@pytest.fixture
def find(names: DocumentNames, segment: Callable[[str], Sequence[str]]) -> Callable[[str], Named]:
    def found(question: str) -> Named:
        folded = fold(question).text
        boundaries, at = {0}, 0
        for word in segment(folded):
            at = folded.index(word, at)
            boundaries |= {at, at + len(word)}
            at += len(word)
        return names.find(folded, boundaries=boundaries)

    return found


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("劳动合同法规定试用期多长?", {"contract"}),
        ("《中华人民共和国劳动合同法》规定试用期多长?", {"contract"}),
        ("劳动合同法实施条例对派遣有什么规定", {"rules"}),
        ("水法对取水许可怎么规定", {"water"}),
        ("公司法规定出资期限多久", {"company", "company-old"}),
        ("公司法司法解释三对抽逃出资怎么规定", {"three"}),
        ("公司法解释(三)第十二条", {"three"}),
        ("民间借贷司法解释的利率上限", {"lending"}),
        ("《关于审理民间借贷案件适用法律若干问题的规定》(2020修正)的利率上限", {"lending"}),
        ("民法典规定的时效是几年", {"contracts", "family", "general"}),
        ("民法典合同编规定租期多长", {"contracts"}),
        ("民法典的合同编规定租期多长", {"contracts"}),
        ("民法典婚姻家庭编和合同编分别怎么说", {"family", "contracts"}),
        ("《民法典》婚姻家庭编司法解释(一)第三条", {"family-one"}),
        ("《中华人民共和国民法典》婚姻家庭编解释(一)第三条", {"family-one"}),
        ("民诉法规定的上诉期", {"procedure"}),
        ("青禾区充电设施管理办法什么时候施行", {"passed-on"}),
        ("水法和公司法有什么关系", {"water", "company", "company-old"}),
        ("《拒绝违法加班能否解除劳动合同》讲了什么", {"case"}),
    ],
)
def test_a_question_names_documents_as_people_call_them(
    find: Callable[[str], Named], question: str, ids: set[str]
) -> None:
    assert set(find(question).ids) == ids


@pytest.mark.parametrize(
    "question",
    [
        "排水法规有哪些",
        "药水法子好不好",
        "公司法律顾问几名",
        "拒绝违法加班能否解除劳动合同",
        "合同编号写在哪里",
        "第一编讲了什么",
    ],
)
def test_no_name_is_found_inside_other_words(find: Callable[[str], Named], question: str) -> None:
    assert find(question).ids == ()


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("《海商法》规定了什么", "海商法"),
        ("《公司法实施细则》规定了什么", "公司法实施细则"),
        ("水法实施细则规定了什么", "水法实施细则"),
        ("水法司法解释规定了什么", "水法司法解释"),
    ],
)
def test_a_document_that_is_not_there_is_not_taken_for_one_that_is(
    find: Callable[[str], Named], question: str, absent: str
) -> None:
    assert find(question).ids == ()
    assert find(question).absent == (absent,)


def test_quotes_of_what_is_no_document_are_no_absent_ones(find: Callable[[str], Named]) -> None:
    assert find("举办了几场《青禾之夜》演出").absent == ()


@pytest.mark.parametrize(
    ("question", "year", "old", "every"),
    [
        ("公司法规定了什么", None, False, False),
        ("新公司法规定了什么", None, False, False),
        ("2018年的公司法规定了什么", 2018, False, False),
        ("公司法2018版规定了什么", 2018, False, False),
        ("《公司法》(2018年修正)规定了什么", 2018, False, False),
        ("《公司法(2018年修正)》规定了什么", 2018, False, False),
        ("2018年以前的公司法规定了什么", 2017, False, False),
        ("旧公司法规定了什么", None, True, False),
        ("修订前的公司法规定了什么", None, True, False),
        ("公司法修订前后有什么变化", None, False, True),
        ("新旧公司法有什么不同", None, False, True),
        ("公司法规定2018年的利润怎么分", None, False, False),
    ],
)
def test_the_version_asked_for_stands_beside_the_name(
    find: Callable[[str], Named], question: str, year: int | None, old: bool, every: bool
) -> None:
    version = find(question).version
    assert (version.year, version.old, version.every) == (year, old, every)


def test_the_words_on_the_version_belong_to_the_name(find: Callable[[str], Named]) -> None:
    ((start, end),) = find("请问2018年的公司法规定了什么").spans
    assert "请问2018年的公司法规定了什么"[start:end] == "2018年的公司法"


def test_a_law_that_is_carried_out_is_an_object(find: Callable[[str], Named]) -> None:
    assert find("甲县宣传劳动合同法几场").as_object
    assert not find("劳动合同法规定什么").as_object


@pytest.mark.parametrize("written", ["青政办发〔2021〕12号", "青政办发[2021]12号", "青政办发(2021)12号"])
def test_a_document_is_named_by_its_number(find: Callable[[str], Named], written: str) -> None:
    assert find(f"{written}讲了什么?").ids == ("passed-on",)
    assert find("青政办发〔2021〕2号讲了什么?").ids == ()


def test_the_usual_names_are_short_and_no_name_twice() -> None:
    assert all(0 < len(short) < len(title) for short, title in usual_names().items())
