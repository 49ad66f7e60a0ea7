"""The learned reader: which sentence of a text answers a question, and which words of it are the bare fact.

Sums of small trees over cheap signs, read with numpy; made by ``training/reading.py``.
"""
