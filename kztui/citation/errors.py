"""The exception of this package: why a citation cannot be given."""

from kztui.article.suggestion import did_you_mean


class CitationError(ValueError):
    """No correct citation can be given. `str()` says why; `nearest` lists names that may have been meant."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message + did_you_mean(*nearest))
        self.nearest = nearest
