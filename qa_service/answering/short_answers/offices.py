"""Whose office it is: 行政审批局局长 is not 司法局局长, though both are 局长.

By the words before the organ's kind; 卫健委 and 卫生健康委 share some of them. This module finds no names.
"""

import re

_KIND = r"(?:局|委员会|委|厅|院|办公室|办|部|处|科|所|队|中心|公司|集团|学校|协会)"
_TITLE = r"(?:党[委组]书记、)?(?:副?[局厅院部处科所队校会]长|副?主任|副?书记|总?经理|负责人)"
_ASKED = re.compile(rf"(?P<organ>[一-鿿]{{2}}){_KIND}的?{_TITLE}(?:是|叫|由)?(?:谁|哪|什么|何人)")
_SAID = re.compile(rf"(?P<organ>[一-鿿]{{2,6}}){_KIND}{_TITLE}$")
_LONGEST_BEFORE = 24


def is_of_another_organ(question: str, before_name: str) -> bool:
    """Whether ``before_name``, which leads up to a person's name, gives the office to another organ than the
    one that ``question`` names; both folded."""
    asked, said = _ASKED.search(question), _SAID.search(before_name[-_LONGEST_BEFORE:])
    if asked is None or said is None:
        return False
    return not set(asked["organ"]) & set(said["organ"])
