"""A folder: the letters that lie in it, not in folders within it.

A file counts once it has rested for a moment, so that what is still being copied is not read by halves; it is
read again when its size or its time is another. Hidden files, links to elsewhere and files that are no
document are passed over.
"""

from __future__ import annotations

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


def look_in_folder(place: str, memory: Memory, *, bounds: CheckBounds) -> Looked:
    """What lies in the folder now; a file that is larger than may be is remembered with that problem."""
    folder = Path(place)
    try:
        paths = sorted(path for path in folder.iterdir() if _is_document(path))
    except OSError as error:
        return Looked(visits=memory.visits, problem=f"cannot look into the folder: {error.strerror}")
    if len(paths) > _MOST_FILES:
        problem = f"the folder has {len(paths)} documents, more than the {_MOST_FILES} that are watched"
        return Looked(visits=memory.visits, problem=problem)
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
            yield Visit(where=path.name, etag=stamp, problem=f"it has more than {most_bytes:,} bytes"), None
        else:
            found = Document(where=path.name, data=path.read_bytes(), filename=path.name)
            yield Visit(where=path.name, etag=stamp), found
    except OSError as error:
        yield Visit(where=path.name, problem=f"cannot be read: {error.strerror}"), None
