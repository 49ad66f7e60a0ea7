"""What one file may cost its reader."""

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderOptions:
    """Limits of reading one file; memory and time are limited outside, by the sandbox.

    ``expanded_limit_bytes`` is what the parts of a docx or xlsx may measure unpacked, which is where zip
    bombs show; ``text_limit_characters`` holds for the text of any format.
    """

    file_limit_bytes: int = 64 * _MIB
    expanded_limit_bytes: int = 256 * _MIB
    text_limit_characters: int = 30_000_000

    def __post_init__(self) -> None:
        if min(self.file_limit_bytes, self.expanded_limit_bytes, self.text_limit_characters) <= 0:
            raise ValueError("every limit must be above 0")
