"""How an internal error, an exception that nobody foresaw, is reported: on one line, wherever it appears."""

from rich.console import Console, RenderableType


def internal_error(error: BaseException | None) -> str:
    """The type and the message of an exception, on one line."""
    return f"Internal error: {type(error).__name__}: {error}"


def panic_message(renderables: tuple[RenderableType, ...]) -> str:
    """What `App.panic` was given, on one line: the exception of a traceback, or the first line of anything else."""
    from rich.traceback import Traceback  # noqa: PLC0415 - takes long to import, and is needed after an error alone

    for renderable in renderables:
        if isinstance(renderable, Traceback) and renderable.trace.stacks:
            raised = renderable.trace.stacks[0]
            return f"{raised.exc_type}: {raised.exc_value}"
        if isinstance(renderable, BaseException):
            return f"{type(renderable).__name__}: {renderable}"
        console = Console(width=200, color_system=None)
        with console.capture() as shown:
            console.print(renderable, markup=False, highlight=False)
        if lines := [line.strip() for line in shown.get().splitlines() if line.strip()]:
            return lines[0]
    return "no message"
