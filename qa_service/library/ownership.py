"""One process owns a data directory: Chroma would let two write and leave an unreadable collection behind."""

from pathlib import Path

from filelock import FileLock, Timeout

from qa_service.errors import DataDirectoryInUse, LibraryUnavailable
from qa_service.library.database import full_disk_named

LOCK_NAME = "owner.lock"


class Ownership:
    """Held from construction to ``release``; the system frees it when the process dies, however it dies."""

    def __init__(self, directory: Path) -> None:
        """Raises: DataDirectoryInUse, StorageFull, LibraryUnavailable."""
        self._lock = FileLock(directory / LOCK_NAME, timeout=0, thread_local=False)
        try:
            with full_disk_named():
                directory.mkdir(parents=True, exist_ok=True)
                self._lock.acquire()
        except Timeout as error:
            raise DataDirectoryInUse(directory=str(directory)) from error
        except OSError as error:
            raise LibraryUnavailable(reason=f"{directory}: {error.strerror}") from error

    def release(self) -> None:
        self._lock.release()
