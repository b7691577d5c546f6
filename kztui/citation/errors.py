"""The exception of this package: why a citation cannot be given."""


class CitationError(ValueError):
    """No correct citation can be given. `str()` says why; `nearest` lists names that may have been meant."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        near = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(message + near)
        self.nearest = nearest
