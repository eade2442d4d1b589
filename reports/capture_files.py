"""Where the files of imported documents stand: under the folder of uploads, each named by its checksum.

A file is put in place just before the transaction commits, and taken away again if it does not. So a committed
document always has its file; where the program is killed in between, a file without document is left, which the next
import of it takes over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db.models import FileField

from reports.models import Document

FOLDER = "documents"
SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def stored_name(sha256: str, media_type: str) -> str:
    """Return the name in the upload folder of a file with this checksum."""
    return f"{FOLDER}/{sha256}{SUFFIXES.get(media_type.partition(';')[0], '')}"


@contextmanager
def taken_back_on_failure() -> Iterator[Callable[[str, bytes], None]]:
    """Give a function ``put(name, data)``; what it put is taken away again where the block fails."""
    put: list[str] = []

    def store(name: str, data: bytes) -> None:
        if not is_stored(name):
            put.append(name)
            _write(name, data)

    try:
        yield store
    except BaseException:
        for name in put:
            with suppress(OSError):
                _storage().delete(name)
        raise


def is_stored(name: str) -> bool:
    """Whether a file of this name is held."""
    return bool(name) and _storage().exists(name)


def _storage() -> Storage:
    field = Document._meta.get_field("file")
    assert isinstance(field, FileField)
    return field.storage


def _write(name: str, data: bytes) -> None:
    """Write the whole file or none of it, under exactly this name."""
    storage = _storage()
    try:
        path = Path(storage.path(name))
    except NotImplementedError:  # a storage that is not a folder
        storage.save(name, ContentFile(data))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
