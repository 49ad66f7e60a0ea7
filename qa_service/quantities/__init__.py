"""Chinese figures in official texts: quantities with units, dates, numerals, and when two say the same."""

from qa_service.quantities.comparison import canonical, direction, same_value
from qa_service.quantities.dates import DateMention, find_dates
from qa_service.quantities.figures import Quantity, find_quantities
from qa_service.quantities.intervals import interval
from qa_service.quantities.numerals import format_numeral, parse_numeral
from qa_service.quantities.units import Kind

__all__ = [
    "DateMention",
    "Kind",
    "Quantity",
    "canonical",
    "direction",
    "find_dates",
    "find_quantities",
    "format_numeral",
    "interval",
    "parse_numeral",
    "same_value",
]
