"""The one exception of this room: a citation that cannot be given, and why, in words for the reader."""


class CitationError(ValueError):
    """No right citation can be given. `str()` says why; `nearest` lists the names that may have been meant."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        near = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(message + near)
        self.nearest = nearest
