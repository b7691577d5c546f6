"""An event loop for tests of the screen that can say when it is idle: when all that can be done now has been done."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

JOB_SECONDS = 0.1
"""How long a thread at work is waited for: most are done by then, and some work until the test lets them end."""

Result = TypeVar("Result")


class _IdleSelector(selectors.DefaultSelector):
    """A selector that tells those who wait for it that its loop has nothing to do but to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[asyncio.Future[None]] = []
        self.turns = 0

    def select(self, timeout: float | None = None) -> Any:
        """As any selector's; a loop that has something to do asks with a timeout of 0 or less."""
        self.turns += 1
        if not self.waiting or (timeout is not None and timeout <= 0):
            return super().select(timeout)
        if events := super().select(0):
            return events
        for future in self.waiting:
            if not future.done():
                future.set_result(None)
        self.waiting.clear()
        return []


class IdleLoop(asyncio.SelectorEventLoop):
    """The event loop that `run` runs."""

    def __init__(self) -> None:
        self._idle_selector = _IdleSelector()
        self._jobs: set[asyncio.Future[Any]] = set()
        super().__init__(self._idle_selector)

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:  # type: ignore[override] # ours has no *Ts
        """As any loop's; what runs in a thread is waited for by `idle`."""
        job = super().run_in_executor(executor, func, *args)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
        return job

    @property
    def turns(self) -> int:
        """How often the loop has looked for what to do next: where that is equal, no other task has run."""
        return self._idle_selector.turns

    async def idle(self) -> None:
        """Wait until every task waits for a time or a file descriptor, or has waited JOB_SECONDS for another thread."""
        end = self.time() + JOB_SECONDS
        await self._nothing_left()
        while self._jobs and (left := end - self.time()) > 0:
            await asyncio.wait(self._jobs, timeout=left)
            await self._nothing_left()

    async def _nothing_left(self) -> None:
        future = self.create_future()
        self._idle_selector.waiting.append(future)
        await future


async def idle() -> None:
    """Wait until all that can be done now has been done. Only below `run`."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, IdleLoop)
    await loop.idle()


def turns() -> int:
    """How often the loop has looked for what to do next. Only below `run`."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, IdleLoop)
    return loop.turns


def run(main: Coroutine[Any, Any, Result]) -> Result:
    """As `asyncio.run`, in an `IdleLoop`."""
    loop = IdleLoop()
    try:
        return loop.run_until_complete(main)
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
