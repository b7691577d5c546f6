"""The suggestion (“did you mean …?”) for a word on the command line that is not known."""

from collections.abc import Collection


def nearest_word(word: str, known: Collection[str]) -> str:
    """The one of `known` that is nearest to `word`; empty when none is near."""
    from kztui.files.coerce import nearest  # noqa: PLC0415 - needed only after a wrong word

    return nearest(word, list(known))


def did_you_mean(word: str) -> str:
    """The end of a message that suggests `word`; empty when it is empty."""
    return f"; did you mean {word}?" if word else ""
