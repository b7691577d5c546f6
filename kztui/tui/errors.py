"""What is said of a fault of the program's own, wherever it shows."""

from rich.console import Console, RenderableType


def fault(error: BaseException | None) -> str:
    """One line that names the fault."""
    return f"A fault of kztui’s own: {type(error).__name__}: {error}"


def panic_message(renderables: tuple[RenderableType, ...]) -> str:
    """What Textual panics about, on one line: of a traceback the exception, of anything else its first words."""
    from rich.traceback import Traceback  # noqa: PLC0415 - takes long to import, and is needed for faults alone

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
    return "it does not say which"
