"""What Office Open XML files (docx, xlsx) have in common: limits to check before a library unpacks them."""

import io
import zipfile
import zlib

from qa_service.errors import DamagedFile, ReaderLimit

_MOST_PARTS = 20_000
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
"""Never in a genuine part; in a forged one they make entities that grow without end."""


def check_office_zip(content: bytes, *, name: str, limit_bytes: int) -> None:
    """Raises ReaderLimit for an archive that unpacks to more than ``limit_bytes``, DamagedFile for one with
    broken parts or document type declarations. ``name`` is the format's, for the message."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            # zipfile unpacks no more of a part than its declared size, so the sum of them is the bound.
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limit_bytes:
                raise ReaderLimit(resource="unpacked size")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive.read(part), name)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise DamagedFile(format=name) from error
    except zlib.error as error:
        raise DamagedFile(format=name) from error


def _check_part(xml: bytes, name: str) -> None:
    plain = xml.replace(b"\x00", b"") if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:64] else xml
    if any(declaration in plain for declaration in _DECLARATIONS):
        raise DamagedFile(format=name)
