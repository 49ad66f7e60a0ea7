"""Chinese figures in official texts: quantities with units, dates, numerals, and when two say the same."""

from qa_service.quantities.dates import DateMention, find_dates
from qa_service.quantities.numerals import format_numeral, parse_numeral

__all__ = ["DateMention", "find_dates", "format_numeral", "parse_numeral"]
