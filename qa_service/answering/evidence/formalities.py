"""What a document says for form's sake: salutation, signature, its own number, 现将有关情况报告如下.

Such words stand in every document of their kind and tell nothing of its matter, so they answer no question
after it. This module does not know questions.
"""

import re

from qa_service.answering.text.sentences import Sentence

_DAY = (
    r"(?:(?:19|20)\d\d|[二一][〇零○一二三四五六七八九]{3})年"
    r"[\d一二三四五六七八九十元]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
_ORGAN = (
    r"[^,。:;《》\d]{2,36}(?:政府|局|委|院|部|办|室|厅|会|处|所|中心|街道|公司|队|站)(?:[局厅院部]长|主任)?"
)
_FORMAL = re.compile(
    # Lead-ins: the sentence ends where the report begins.
    r".*现(?:就|将|把)?[^,。;]{0,60}如下(?:,[^,。;]{0,12})?[:。]?"
    r"|.*现将[^,。;]{2,80}提请[^,。;]{0,12}审[议查][:。]?"
    r"|(?:您|你|贵)[^。;]{1,12}提出的[^。;]{2,80}收悉.*"
    r"|为.{2,60}(?:制定|编制)本(?:要点|方案|计划|意见|通知|报告)[:。]?"
    # Salutations.
    r"|(?:尊敬的)?[^。;:]{1,80}"
    r"(?:政府|委员会|委员|代表|同志|先生|女士|单位|部门|机构|局|厅|常委会|委|办|院)(?:\([^()]{0,20}\))?:"
    # Closing words.
    r"|(?:特此|专此|此致|再次感谢|以上(?:报告|汇报))[^。;]{0,30}[。!]?"
    # Signatures, dates and numbers alone.
    rf"|(?:{_ORGAN}\s*)?\(?(?:{_DAY})\)?"
    rf"|{_ORGAN}\s*(?:[一-鿿]{{2,4}})?"
    r"|[一-鿿A-Za-z]{1,14}[〔\[(](?:19|20)\d\d[〕\])]第?\d{1,5}号"
    r"|[-—–]{1,2}.{2,60}(?:会议|大会)上"
)
_SPEAKS = re.compile(r"[,。;!?]")


def is_formality(sentence: Sentence) -> bool:
    """Whether ``sentence`` only opens, addresses, numbers or signs its document.

    A lead-in whose points follow in its passage leads to them, and is none.
    """
    text = sentence.text.strip()
    found = _FORMAL.fullmatch(text)
    if found is None:
        return False
    if "如下" in text or text.endswith(":"):
        return not sentence.folded.text[sentence.end :].strip()
    # Words of a point may end as the name of an organ does; beside others they are no signature.
    alone = sentence.before.strip() == "" and not sentence.folded.text[sentence.end :].strip()
    return _SPEAKS.search(text) is not None or alone or re.search(_DAY, text) is not None
