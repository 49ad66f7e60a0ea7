"""Characters that an XML file cannot hold are taken out, line ends become one kind; all others stay."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# XML 1.0, 2.2 Char: no C0 controls but tab and newline, no surrogates, no U+FFFE and U+FFFF. DEL and the C1
# controls are discouraged there, and programs show them as boxes.
_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def legible(text: str) -> str:
    """``text`` with LF line ends, without what no file can hold."""
    return _NOT_IN_XML.sub("", _LINE_ENDS.sub("\n", text))


def in_one_line(text: str) -> str:
    """``legible(text)`` with every run of white space, line ends too, as one space."""
    return " ".join(legible(text).split())
