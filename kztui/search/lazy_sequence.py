"""A sequence whose elements are made when they are first looked at: of many results, few are ever in view."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, overload

Element = TypeVar("Element")


class LazySequence(Sequence[Element], Generic[Element]):
    """Has one element for each function, made by calling it once. Equal to any sequence with equal elements."""

    def __init__(self, makers: Iterable[Callable[[], Element]]) -> None:
        self._makers = list(makers)
        self._made: dict[int, Element] = {}

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, at: int) -> Element: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Element]: ...
    def __getitem__(self, at: int | slice) -> Element | Sequence[Element]:
        places = range(len(self._makers))[at]
        return self._get(places) if isinstance(places, int) else [self._get(place) for place in places]

    def _get(self, place: int) -> Element:
        if place not in self._made:
            self._made[place] = self._makers[place]()
        return self._made[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none
