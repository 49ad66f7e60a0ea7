"""What the ranker's features are called in an explanation, in a few words."""

from typing import Final

from qa_service.web.languages import Language

# (Chinese, English) for each name in vectorstore.features.FEATURES.
_LABELS: Final = {
    "fused": ("检索综合分", "joined score of the arms"),
    "keyword": ("关键词得分(与最高分之比)", "keyword score, share of the best"),
    "keyword_gap": ("关键词得分与最高分之差", "keyword score behind the best"),
    "cosine": ("语义相近", "closeness in meaning"),
    "cosine_gap": ("语义与最相近者之差", "meaning behind the closest"),
    "token_bm25": ("词语匹配强度", "strength of matching words"),
    "token_coverage": ("问题词语出现的比例", "words of the question found"),
    "pair_coverage": ("问题中相邻字出现的比例", "pairs of characters found"),
    "soft_coverage": ("问题词语有近义词的比例", "words found or with near synonyms"),
    "soft_idf_coverage": ("问题中少见词语有近义词的比例", "rare words found or with near synonyms"),
    "weakest_token": ("最难对上的重要词语", "weakest match of an important word"),
    "soft_clause": ("单个分句的词语匹配", "words matched within one clause"),
    "clause_cosine": ("单个分句语义相近", "closeness of one clause in meaning"),
    "asked_share": ("段落中与问题有关的比例", "share of the passage about the question"),
    "interaction": ("问题逐词的对应", "words of the question met one by one"),
    "interaction_gap": ("逐词对应与最佳者之差", "words met, behind the best"),
    "heading_pairs": ("标题中出现的相邻字", "pairs of characters in the headings"),
    "heading_cosine": ("标题语义相近", "closeness of the headings in meaning"),
    "heading_soft": ("标题的词语匹配", "words matched by the headings"),
    "length": ("段落长度", "length of the passage"),
    "authority": ("文件效力位阶", "authority of the document"),
}


def label_of(feature: str, language: Language) -> str:
    """The label of a feature."""
    chinese, english = _LABELS[feature]
    return english if language == "en" else chinese
