"""The threads of workers, none of which may keep a reader from leaving.

The interpreter waits at its end for the threads of every executor (`concurrent.futures.thread`), and `asyncio.run` for
those of its own (`loop.shutdown_default_executor`): since Python 3.12 for five minutes, before for ever. Textual runs
its workers there (`textual.worker.Worker._run_threaded`).
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, ParamSpec, TypeVar

THREAD_SECONDS = 0.2
"""How long threads that are still working when the reader leaves may take to end."""

Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")


class WorkerThreads(ThreadPoolExecutor):
    """An executor that knows whether its threads are at work, and gives them THREAD_SECONDS to end."""

    def __init__(self) -> None:
        super().__init__(thread_name_prefix="worker")
        self._working: set[Future[Any]] = set()

    def submit(
        self, work: Callable[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Result]:
        """Begin `work` in one of the threads."""
        future = super().submit(work, *args, **kwargs)
        self._working.add(future)
        future.add_done_callback(self._working.discard)
        return future

    def end_within(self, seconds: float = THREAD_SECONDS) -> bool:
        """Begin nothing more, and wait for what was begun; whether that has ended after `seconds`."""
        super().shutdown(wait=False, cancel_futures=True)
        return not wait([*self._working], seconds).not_done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing more, and wait for what was begun, if at all, for THREAD_SECONDS at most."""
        self.end_within(THREAD_SECONDS if wait else 0)


def threads_at_work() -> bool:
    """Whether there are threads for which the interpreter would wait at its end."""
    return any(not thread.daemon and thread is not threading.current_thread() for thread in threading.enumerate())
