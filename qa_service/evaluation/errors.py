"""What can be wrong with the input of an evaluation."""

from qa_service.errors import BadRequest


class QuestionFileError(BadRequest):
    code = "question_file"
    chinese_template = "题目文件 {file} 第 {line} 行读不懂:{reason}"
    english_template = "Line {line} of the question file {file} cannot be read: {reason}"
