"""A web address: the letter that is there, or the letters that the page there links to.

Each is asked for with what its server said of it last (ETag, Last-Modified), so that nothing that stayed as
it was is sent again. robots.txt is asked for at each check, and what it forbids is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.retry_after import BUSY, retry_after
from service.sources.answers import Answer, Fetch, Unreachable
from service.sources.check_bounds import CheckBounds
from service.sources.page_links import MOST_LINKS, PageLinks, links_of_page
from service.sources.robots import MOST_BYTES as MOST_BYTES_OF_RULES
from service.sources.robots import may_fetch, robots_address
from service.sources.watched_source import Document, Looked, Memory, Visit

__all__ = ["AGENT", "look_at_address"]

# The name by which a robots.txt may speak of us.
AGENT = "Lettertrail"
_OK, _NOT_MODIFIED = 200, 304
# Of one check: a server that has let us wait so often in a row is not asked for the rest.
_MOST_SILENT = 3


def look_at_address(
    place: str, links: str | None, memory: Memory, *, fetch: Fetch, bounds: CheckBounds
) -> Looked:
    """What is at the address now; a page that cannot be had is a problem of the place, a document its own."""
    looking = _Looking(fetch=fetch, bounds=bounds, memory=memory)
    try:
        if links is None:
            return looking.at_document(place)
        return looking.at_page(place, links)
    except Unreachable as error:
        return Looked(visits=memory.visits, problem=error.why)


class _Forbidden(Unreachable):
    """The rules of a site forbid to ask, which says nothing of whether it would answer."""


@dataclass(slots=True, kw_only=True)
class _Had:
    """What was had of a page's documents so far; `silent` counts those in a row to which nobody answered."""

    visits: dict[str, Visit]
    documents: list[Document] = field(default_factory=list)
    held: int = 0
    not_before: datetime | None = None
    silent: int = 0

    def take(self, looked: Looked) -> None:
        """One document more, or why there is none."""
        self.documents += looked.documents
        self.held += sum(len(document.data) for document in looked.documents)
        self.visits |= {visit.where: visit for visit in looked.visits}
        self.not_before = looked.not_before
        self.silent = self.silent + 1 if looked.problem is not None else 0

    @property
    def wants_a_pause(self) -> bool:
        """Whether the server asks for one, or is so silent that it gets one."""
        return self.not_before is not None or self.silent == _MOST_SILENT

    @property
    def looked(self) -> Looked:
        """All of it; of the visits, as many as are remembered."""
        newest = tuple(self.visits.values())[-10 * MOST_LINKS :]
        return Looked(
            documents=tuple(self.documents),
            visits=tuple(sorted(newest, key=lambda visit: visit.where)),
            not_before=self.not_before,
        )


class _Looking:
    """One check: whom we ask, and how much of it we take."""

    def __init__(self, *, fetch: Fetch, bounds: CheckBounds, memory: Memory) -> None:
        self._fetch = fetch
        self._bounds = bounds
        self._most = bounds.most_bytes
        self._memory = memory
        self._rules: dict[str, Answer] = {}

    def at_document(self, address: str) -> Looked:
        """The one letter at this address; not having it is a problem of the place."""
        answer = self._ask(address, self._memory.visit(address))
        looked = self._taken(address, answer)
        failed = looked.visits[0].problem if answer.status not in (_OK, _NOT_MODIFIED) else None
        return replace(looked, problem=failed, not_before=self._not_before(answer))

    def at_page(self, address: str, pattern: str) -> Looked:
        """The letters that a page links to; the page itself is none."""
        answer = self._ask(address, None)
        if answer.status != _OK or answer.cut:
            why = _why_not(answer, self._most)
            return Looked(visits=self._memory.visits, problem=why, not_before=self._not_before(answer))
        found = links_of_page(answer.body, address=answer.address, pattern=pattern)
        looked = self._all_of(_in_turn(found.addresses, self._memory))
        return replace(looked, visits=_with_page(looked.visits, address, found))

    def _all_of(self, addresses: Iterable[str]) -> Looked:
        """Every document, within the bounds of a check, as long as the server keeps up with it."""
        had = _Had(visits={visit.where: visit for visit in self._memory.visits})
        waiting = iter(addresses)
        stopped_at: str | None = None
        left = False
        for address in waiting:
            left = self._bounds.no_more_room(had.held)
            if left or self._bounds.no_more_asking():
                stopped_at = address
                break
            had.take(self._one_of_many(address))
            if had.wants_a_pause:
                stopped_at = next(waiting, None)
                break
        return replace(had.looked, stopped_at=stopped_at, left=left)

    def _one_of_many(self, address: str) -> Looked:
        seen = self._memory.visit(address)
        try:
            answer = self._ask(address, seen)
        except Unreachable as error:
            visit = replace(seen or Visit(where=address), problem=error.why)
            silent = not isinstance(error, _Forbidden)
            return Looked(visits=(visit,), problem=error.why if silent else None)
        return replace(self._taken(address, answer), not_before=self._not_before(answer))

    def _ask(self, address: str, seen: Visit | None) -> Answer:
        if not self._allowed(address):
            raise _Forbidden(f"{robots_address(address)} asks programs not to fetch {address}")
        return self._fetch(address, seen, self._most)

    def _allowed(self, address: str) -> bool:
        where = robots_address(address)
        if where not in self._rules:
            self._rules[where] = self._fetch(where, None, MOST_BYTES_OF_RULES)
        rules = self._rules[where]
        return may_fetch(address, status=rules.status, rules=rules.body, agent=AGENT)

    def _taken(self, address: str, answer: Answer) -> Looked:
        seen = self._memory.visit(address) or Visit(where=address)
        if answer.status == _NOT_MODIFIED:
            return Looked(visits=(seen,))
        if answer.status != _OK or answer.cut:
            return Looked(visits=(replace(seen, problem=_why_not(answer, self._most)),))
        visit = Visit(where=address, etag=answer.etag, last_modified=answer.last_modified)
        document = Document(
            where=address,
            data=answer.body,
            filename=answer.filename,
            media_type=answer.media_type,
            url=answer.address,
        )
        return Looked(documents=(document,), visits=(visit,))

    def _not_before(self, answer: Answer) -> datetime | None:
        return retry_after(answer.retry_after, self._bounds.began) if answer.status in BUSY else None


def _with_page(visits: Iterable[Visit], page: str, found: PageLinks) -> tuple[Visit, ...]:
    """The visits, with one to the page itself where it links to more letters than are looked at."""
    rest = tuple(visit for visit in visits if visit.where != page or page in found.addresses)
    if not found.left_out:
        return rest
    many = len(found.addresses) + found.left_out
    problem = f"it links to {many:,} letters, and no more than the first {MOST_LINKS} are looked at"
    told = Visit(where=page, problem=f"{problem}: watch a page, or a pattern, with fewer")
    return tuple(sorted((*rest, told), key=lambda visit: visit.where))


def _in_turn(addresses: Sequence[str], memory: Memory) -> Iterator[str]:
    """Those never asked for come first; the others begin where the last check stopped, and go round."""
    known = {visit.where for visit in memory.visits}
    yield from (one for one in addresses if one not in known)
    again = [one for one in addresses if one in known]
    begin = again.index(memory.stopped_at) if memory.stopped_at in again else 0
    yield from (*again[begin:], *again[:begin])


def _why_not(answer: Answer, most: int) -> str:
    if answer.cut:
        return f"it has more than {most:,} bytes"
    return f"its server answers with status {answer.status}"
