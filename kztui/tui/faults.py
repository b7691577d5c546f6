"""What is said of a fault of the program's own, wherever it shows."""


def fault(error: BaseException | None) -> str:
    """One line that names the fault."""
    return f"A fault of kztui’s own: {type(error).__name__}: {error}"
