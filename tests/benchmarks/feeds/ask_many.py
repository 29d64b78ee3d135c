"""How long it takes to find what a feed shows among a hundred thousand changes: rare filters and common ones.

    python tests/benchmarks/feeds/ask_many.py [CHANGES] [DATABASE_URL]

Makes the entries first, in an SQLite file of its own unless a database is named; of 0 changes it asks for those that
are there. Prints the mean of ten tries in milliseconds of the processor, of ours and of PostgreSQL's process: the query
(the first 300 entries for a feed), the whole document when nothing is kept, and when its entries were written for
another feed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).parents[2]))

from long_history import publish_letters

from service.database import migrate, open_engine
from service.feed_documents.current_feed import current_feed, write_current
from service.feed_documents.feed_question import FeedQuestion, Wanted
from service.feed_documents.written_entries import WrittenEntries
from service.projections.entries import newest_entries
from service.projections.filter_names import read_filter
from service.signing.signing_keys import SigningKeys

FILTERS = (
    "",
    "kind:deadline.moved",
    "partner:EG",
    "partner:EG,TN text:quay",
    "text:lighthouse",
    'text:"will be mended by june"',
    "amount>=900m",
    "amount>=1k",
    "slip>=90d",
    "slip>=4000d",
    "partner:IS amount>=900m",
    "-partner:EG,TN,AL,GE",
    "letter:1950",
)
TRIES = 10


def milliseconds(do, clock) -> float:
    do()
    begun = clock()
    for _ in range(TRIES):
        do()
    return (clock() - begun) * 1000 / TRIES


def processor_of(engine):
    """Seconds of the processor that this process has used, with those of the one that serves it."""
    if engine.dialect.name == "sqlite":
        return time.process_time
    with engine.connect() as connection:
        path = Path(f"/proc/{connection.scalar(text('SELECT pg_backend_pid()'))}/stat")

    def used() -> float:
        # proc(5): user and system time are the 14th and 15th field, in ticks.
        fields = path.read_text().rpartition(")")[2].split()
        return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    return used


def main() -> None:
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/record.db")
        migrate(engine)
        begun = time.process_time()
        publish_letters(engine, letters=changes // 250, changes=250, varied=True)
        print(
            f"{changes:,} changes in {changes // 250} letters, published in {time.process_time() - begun:.0f} s"
        )
        clock = processor_of(engine)
        print(f"{'filter':36} {'found':>6} {'query':>9} {'document':>10} {'again':>10}")
        for query in FILTERS:
            show(engine, query, clock)


def show(engine, query: str, clock) -> None:
    question = FeedQuestion(format="atom", home="https://letters.example", authority="localhost", query=query)

    def find():
        with engine.connect() as connection:
            wanted = read_filter(connection, query) if query else None
            return newest_entries(connection, wanted=wanted, limit=300)

    def write(written):
        with engine.connect() as connection:
            wanted = Wanted(
                series=None, filter=read_filter(connection, query) if query else None, minor=False
            )
            feed = current_feed(connection, question, wanted, None, written=written, hub=None, key=None)
            return write_current(feed, "atom", SigningKeys(None))

    found = sum(one.event.kind != "letter" for one in find())
    written = WrittenEntries()
    cold, warm = (
        milliseconds(lambda: write(WrittenEntries()), clock),
        milliseconds(lambda: write(written), clock),
    )
    print(
        f"{query or '(all)':36} {found:>6} {milliseconds(find, clock):>6.1f} ms {cold:>7.1f} ms {warm:>7.1f} ms"
    )


if __name__ == "__main__":
    main()
