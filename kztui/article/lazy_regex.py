"""Regular expressions compiled when first used, since that takes longer than loading; and patterns made of words."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any


class LazyPattern:
    """Stands for `re.compile(pattern)` until it is first used, with those of its methods that are asked for here."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._compiled.fullmatch(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compiled.match(text, start)

    def findall(self, text: str) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self._compiled.findall(text)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._compiled.finditer(text, start)

    def split(self, text: str) -> list[str | Any]:
        """As `re.Pattern.split`."""
        return self._compiled.split(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return self._compiled.sub(replacement, text)


def alternation(words: Iterable[str]) -> str:
    """The pattern of any of the words, the longest first: of two that begin alike the longer one is meant."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
