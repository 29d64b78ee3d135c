"""Who catches up with the stream waits for others who do, and nobody else waits for them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import anyio
from anyio import to_thread

from service.delivery.few_threads import FewThreads


def test_no_more_run_at_once_than_may_and_the_threads_of_all_stay_free():
    threads, at_work, most, free = FewThreads(3), set(), [], []
    go_on, three = threading.Event(), threading.Event()

    def work(number):
        at_work.add(number)
        if len(at_work) == 3:
            three.set()
        go_on.wait(20)
        most.append(len(at_work))
        at_work.discard(number)

    async def many():
        async with anyio.create_task_group() as tasks:
            for number in range(60):
                tasks.start_soon(threads.run, lambda number=number: work(number))
            await to_thread.run_sync(three.wait, 20)
            free.append(to_thread.current_default_thread_limiter().borrowed_tokens)
            # Sixty wait, and who asks for a thread that all share has one at once.
            with anyio.fail_after(10):
                assert await to_thread.run_sync(lambda: "served") == "served"
            assert len(at_work) == 3
            go_on.set()

    # Playwright has a loop of its own in the thread of the tests, for as long as its browser is open.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(anyio.run, many).result()
    assert free == [0]
    assert (len(most), max(most)) == (60, 3)
