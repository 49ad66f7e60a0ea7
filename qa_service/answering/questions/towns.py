"""Towns and streets: no gazetteer has them, and a county does not share their figures."""

import re

from qa_service.library.records import DocumentMetadata

_TOWN = re.compile(r"[一-鿿]{2,6}(?:镇|乡|街道)")


def is_town(region: str) -> bool:
    """Whether the name is one of a town or street."""
    return _TOWN.fullmatch(region) is not None


def place_of(metadata: DocumentMetadata) -> str:
    """Whose the document is, as an answer names it: its region, a town behind its county; empty where the
    region is not known."""
    region = metadata.region or ""
    above = metadata.region_path[-2:-1]
    return "".join(above) + region if is_town(region) else region
