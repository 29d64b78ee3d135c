"""A folder: the letters that lie in it, not in folders within it.

A file counts once it has rested for a moment, so that what is still being copied is not read by halves; it is
read again when its size or its time is another. Hidden files, links to elsewhere and files that are no
document are passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from stat import S_ISREG

from service.sources.check_bounds import CheckBounds
from service.sources.watched_source import Document, Looked, Memory, Visit

__all__ = ["look_in_folder"]

_DOCUMENTS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"})
_AT_REST = timedelta(seconds=5)
# More files than any series has letters: a folder with more is not one of letters.
_MOST_FILES = 2_000
# Of all sorts: to go through a hundred thousand names takes a tenth of a second.
_MOST_NAMES = 100_000


def look_in_folder(place: str, memory: Memory, *, bounds: CheckBounds) -> Looked:
    """What lies in the folder now; a file that is larger than may be is remembered with that problem."""
    folder = Path(place)
    try:
        paths = _documents_in(folder)
    except OSError as error:
        return Looked(visits=memory.visits, problem=f"cannot look into the folder: {error.strerror}")
    except _TooMany as error:
        return Looked(visits=memory.visits, problem=str(error))
    documents: list[Document] = []
    visits: list[Visit] = []
    held = 0
    for at, path in enumerate(paths):
        if bounds.no_more_room(held):
            further = {path.name for path in paths[at:]}
            visits += [visit for visit in memory.visits if visit.where in further]
            return Looked(documents=tuple(documents), visits=tuple(visits), left=True)
        for visit, document in _look_at(path, memory, bounds.most_bytes, bounds.began):
            visits.append(visit)
            documents += [document] if document else []
            held += len(document.data) if document else 0
    return Looked(documents=tuple(documents), visits=tuple(visits))


class _TooMany(Exception):
    """More lies there than in a folder of letters."""


def _documents_in(folder: Path) -> list[Path]:
    """The paths of documents, by name; no more names are held than may be there."""
    paths: list[Path] = []
    with os.scandir(folder) as names:
        for number, entry in enumerate(names, 1):
            if number > _MOST_NAMES:
                raise _TooMany(f"the folder has more than the {_MOST_NAMES:,} files that are gone through")
            if _is_document(Path(entry.name)):
                paths.append(folder / entry.name)
            if len(paths) > _MOST_FILES:
                raise _TooMany(f"the folder has more than the {_MOST_FILES:,} documents that are watched")
    return sorted(paths)


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in _DOCUMENTS and not path.name.startswith((".", "~$"))


def _look_at(
    path: Path, memory: Memory, most_bytes: int, now: datetime
) -> Iterator[tuple[Visit, Document | None]]:
    """The visit to a file, with its bytes if they are to be read; nothing for one that is not at rest."""
    seen = memory.visit(path.name)
    try:
        state = path.lstat()
        stamp = f"{state.st_size}-{state.st_mtime_ns}"
        if not S_ISREG(state.st_mode):
            return
        if seen is not None and seen.etag == stamp:
            yield seen, None
        elif now.timestamp() - state.st_mtime < _AT_REST.total_seconds():
            yield from [(seen, None)] if seen else []
        elif state.st_size > most_bytes:
            yield _too_large(path, stamp, most_bytes), None
        else:
            yield _read(path, stamp, most_bytes)
    except OSError as error:
        yield Visit(where=path.name, problem=f"cannot be read: {error.strerror}"), None


def _read(path: Path, stamp: str, most_bytes: int) -> tuple[Visit, Document | None]:
    """The bytes, and no more of them than may be: the file may have grown since its size was asked for."""
    with path.open("rb") as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        return _too_large(path, stamp, most_bytes), None
    return Visit(where=path.name, etag=stamp), Document(where=path.name, data=data, filename=path.name)


def _too_large(path: Path, stamp: str, most_bytes: int) -> Visit:
    return Visit(where=path.name, etag=stamp, problem=f"it has more than {most_bytes:,} bytes")
