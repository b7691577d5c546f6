"""What the filters `is:` and `has:` of a query know of an item."""

from collections.abc import Iterator

from kztui.article.kinds.item import Item


def states_of(item: Item, noted: bool) -> Iterator[str]:
    """What `is:` and `has:` know of an item, such as `is:foreseen`; `noted` where the reader has a note on it."""
    has_date = "date" in item.__struct_fields__
    places = (reference.target for reference in item.references() if reference.kind == "place")
    found = {
        "is:foreseen": item.is_foreseen,
        "is:undated": has_date and not item.date,
        "is:open": item.is_open,
        "has:note": bool(item.note),
        "has:mynote": noted,
        "has:quote": bool(item.quotes),
        "has:date": bool(item.date),
        "has:place": any(places),
    }
    yield from (state for state, holds in found.items() if holds)
