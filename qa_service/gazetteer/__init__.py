"""Administrative divisions of China: which places a text names, and where they lie."""

from qa_service.gazetteer.gazetteer import Gazetteer
from qa_service.gazetteer.places import Level, Path, Place, PlaceMention, is_within
from qa_service.gazetteer.questions import RegionMention, regions_in_question
from qa_service.gazetteer.short_names import Register
from qa_service.gazetteer.zones import KINDS_OF_ZONES

__all__ = [
    "KINDS_OF_ZONES",
    "Gazetteer",
    "Level",
    "Path",
    "Place",
    "PlaceMention",
    "RegionMention",
    "Register",
    "is_within",
    "regions_in_question",
]
