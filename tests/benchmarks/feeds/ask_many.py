"""How long it takes to find what a feed shows among a hundred thousand changes: rare filters and common ones.

    python tests/benchmarks/feeds/ask_many.py [CHANGES] [DATABASE_URL]

Makes the entries first, in an SQLite file of its own unless an empty database is named, and prints the median of
seven tries in milliseconds: the query (the first 300 entries for a feed), the whole document when nothing is kept,
and when its entries were written for another feed. Of SQLite it is time of the processor, of PostgreSQL by the clock.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from long_history import publish_letters

from service.database import migrate, open_engine
from service.feed_documents.current_feed import current_feed, write_current
from service.feed_documents.feed_question import FeedQuestion, Wanted
from service.feed_documents.written_entries import WrittenEntries
from service.projections.entries import newest_entries
from service.projections.filter_names import read_filter
from service.signing_keys import SigningKeys

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
TRIES = 7


def milliseconds(do, clock) -> float:
    tries = []
    for _ in range(TRIES):
        begun = clock()
        do()
        tries.append((clock() - begun) * 1000)
    return statistics.median(tries)


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
        clock = time.process_time if engine.dialect.name == "sqlite" else time.perf_counter
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
