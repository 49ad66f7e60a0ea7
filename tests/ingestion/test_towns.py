"""A town's document is the town's own, and its county's only by where it lies."""

from tests.ingestion.test_file_names import BODY, described

_COUNTY = ("浙江省", "丽水市", "庆元县")


def test_a_document_that_a_towns_office_issues_is_of_the_town() -> None:
    found = described("庆元县竹口镇人民政府2021年节水工作报告", BODY, source="a.txt")
    assert found.region_path == (*_COUNTY, "竹口镇")


def test_a_text_that_speaks_of_itself_as_a_town_is_of_the_town_at_its_head() -> None:
    opening = f"2021年，在庆元县委、县政府领导下，竹口镇推进各项工作。全镇齐抓共管。{BODY}"
    found = described(
        opening, "一、主要做法", f"竹口镇建成水站。我镇会同庆元县水利局巡查。{BODY}", source="a.txt"
    )
    assert found.region_path == (*_COUNTY, "竹口镇")


def test_a_county_that_names_its_towns_stays_the_county() -> None:
    opening = f"2021年，庆元县推进各项工作，竹口镇先行，全县跟进。{BODY}"
    text = f"竹口镇建成水站，全镇受益，全镇用水稳定。我县节水，全县达标，庆元县全县巡查。{BODY}"
    found = described(opening, "一、主要做法", text, source="a.txt")
    assert found.region_path == _COUNTY
