"""Towns and streets, by who wrote: no gazetteer has them, and a county does not share their figures."""

import re

from qa_service.library.records import DocumentMetadata

_TOWN = re.compile(
    r"(?P<name>[一-鿿]{1,6}?(?:镇|乡|街道))(?:人民政府|办事处|党工?委)(?![一-鿿]{0,6}(?:局|站|所))"
)


def town_of(metadata: DocumentMetadata) -> str:
    """冶源街道, where its office wrote the document; empty where no town's did."""
    town = _TOWN.match((metadata.issuer or "").removeprefix(metadata.region or ""))
    return town["name"] if town else ""
