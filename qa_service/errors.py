"""Every error that a user can meet, with a stable code and a sentence in Chinese and in English.

QAError
├── BadRequest            the question or request cannot be used
│   ├── EmptyQuestion
│   ├── QuestionTooLong
│   └── InvalidRequest
├── NotFound              an id that the library does not hold
│   ├── DocumentNotFound
│   ├── JobNotFound
│   ├── ConversationNotFound
│   ├── MessageNotFound
│   └── NoAnswerKept          a question whose answer was cut off
├── UnreadableFile        a file that gives no text; the reason is its code
│   ├── UnsupportedFormat
│   ├── EmptyFile
│   ├── DamagedFile
│   ├── EncryptedFile
│   ├── NeedsOcr
│   ├── FileTooLarge
│   └── ReaderLimit       too much time or memory for one file
├── TooBusy
├── StorageFull
│   └── WaitsForStorage   a file that is kept, and goes on when there is room
├── DataDirectoryInUse
├── LibraryUnavailable    the database, or the data directory itself, cannot be used
├── SettingsError
└── ModelUnavailable

This module does not know HTTP: the statuses stand in ``qa_service.web``.
"""

from functools import partial
from typing import ClassVar, Literal, Self


class QAError(Exception):
    """Base; ``str(error)`` is the Chinese sentence, ``english`` the English one."""

    code: ClassVar[str] = "internal_error"
    chinese_template: ClassVar[str] = "服务内部出错,请稍后再试。"
    english_template: ClassVar[str] = "Internal error, please try again later."

    def __init__(self, **detail: str | int | float) -> None:
        self.detail = detail
        self.chinese = self.chinese_template.format(**detail)
        self.english = self.english_template.format(**detail)
        super().__init__(self.chinese)

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        # An exception is rebuilt from its positional arguments, but here the detail is keywords.
        return partial(type(self), **self.detail), ()


class BadRequest(QAError):
    code = "bad_request"
    chinese_template = "请求有误。"
    english_template = "Bad request."


class EmptyQuestion(BadRequest):
    code = "empty_question"
    chinese_template = "问题是空的,请写下要问的内容。"
    english_template = "The question is empty."


class QuestionTooLong(BadRequest):
    code = "question_too_long"
    chinese_template = "问题太长:{length} 个字,最多 {limit} 个字。"
    english_template = "The question is too long: {length} characters, at most {limit}."


class InvalidRequest(BadRequest):
    code = "invalid_request"
    chinese_template = "请求的内容不合要求:{reason}"
    english_template = "The request is not valid: {reason}"


class NotFound(QAError):
    code = "not_found"
    chinese_template = "没有找到。"
    english_template = "Not found."


class DocumentNotFound(NotFound):
    code = "document_not_found"
    chinese_template = "库里没有这份文件。"
    english_template = "There is no such document in the library."


class JobNotFound(NotFound):
    code = "job_not_found"
    chinese_template = "没有这个任务。"
    english_template = "There is no such job."


class ConversationNotFound(NotFound):
    code = "conversation_not_found"
    chinese_template = "没有这个会话。"
    english_template = "There is no such conversation."


class MessageNotFound(NotFound):
    code = "message_not_found"
    chinese_template = "没有这条消息。"
    english_template = "There is no such message."


class NoAnswerKept(NotFound):
    code = "no_answer_kept"
    chinese_template = "这个问题的回答中断了,没有保存下来,无法导出。"
    english_template = "The answer to this question was cut off and not kept; there is nothing to export."


class UnreadableFile(QAError):
    code = "unreadable_file"
    chinese_template = "文件读不出文字。"
    english_template = "No text could be read from the file."


class UnsupportedFormat(UnreadableFile):
    code = "unsupported_format"
    chinese_template = "不支持这种文件({found}),可用 txt、md、html、docx、pdf、xlsx。"
    english_template = "Unsupported format ({found}); use txt, md, html, docx, pdf or xlsx."


class EmptyFile(UnreadableFile):
    code = "empty_file"
    chinese_template = "文件里没有文字。"
    english_template = "The file holds no text."


class DamagedFile(UnreadableFile):
    code = "damaged_file"
    chinese_template = "文件已损坏,打不开({format})。"
    english_template = "The file is damaged and cannot be opened ({format})."


class EncryptedFile(UnreadableFile):
    code = "encrypted_file"
    chinese_template = "文件加了密码,请去掉密码后再上传。"
    english_template = "The file is encrypted; remove its password and upload it again."


class NeedsOcr(UnreadableFile):
    code = "needs_ocr"
    chinese_template = "这份 PDF 只有图片没有文字,需要先做文字识别(OCR)。"
    english_template = "This PDF holds only pictures; it needs OCR first."


class FileTooLarge(UnreadableFile):
    code = "file_too_large"
    chinese_template = "文件太大:{size_bytes} 字节,最多 {limit_bytes} 字节。"
    english_template = "The file is too large: {size_bytes} bytes, at most {limit_bytes}."


class ReaderLimit(UnreadableFile):
    code = "reader_limit"
    chinese_template = "读这份文件时{resource}超过了限度,已停止。"
    english_template = "Reading this file was stopped: it exceeds the limit of {resource}."
    chinese_names: ClassVar[dict[str, str]] = {
        "memory": "占用的内存",
        "time": "所用的时间",
        "unpacked size": "解压后的大小",
        "nesting": "嵌套的层数",
        "text": "文字的数量",
    }

    def __init__(self, *, resource: Literal["memory", "time", "unpacked size", "nesting", "text"]) -> None:
        super().__init__(resource=resource)
        self.chinese = self.chinese_template.format(resource=self.chinese_names[resource])
        self.args = (self.chinese,)


class TooBusy(QAError):
    code = "too_busy"
    chinese_template = "同时处理的请求太多,请 {retry_after_s} 秒后再试。"
    english_template = "Too many requests at once; try again in {retry_after_s} seconds."


class StorageFull(QAError):
    code = "storage_full"
    chinese_template = "磁盘空间不足,没有保存。"
    english_template = "The disk is full; nothing was saved."


class WaitsForStorage(StorageFull):
    chinese_template = "磁盘空间不足:文件已收到,腾出空间后会自动继续。"
    english_template = "The disk is full: the file was received, and goes on once there is room."


class DataDirectoryInUse(QAError):
    code = "data_directory_in_use"
    chinese_template = "数据目录正被另一个进程使用:{directory},请先停下它,或者在它的网页里操作。"
    english_template = (
        "The data directory is in use: {directory}; stop that process, or work in its web page."
    )


class LibraryUnavailable(QAError):
    code = "library_unavailable"
    chinese_template = "资料库打不开({reason})。请检查数据目录的权限和磁盘,或从备份恢复整个数据目录。"
    english_template = (
        "The library cannot be opened ({reason}). "
        "Check the data directory's permissions and disk, or restore the whole of it from a backup."
    )


class SettingsError(QAError):
    code = "settings_error"
    chinese_template = "设置有误:{reason}"
    english_template = "A setting is wrong: {reason}"


class ModelUnavailable(QAError):
    code = "model_unavailable"
    chinese_template = "模型不可用:{reason}"
    english_template = "The model is not available: {reason}"
