"""EDTF dates (ISO 8601-2): read cheaply, ordered by what they cover, and said in words without adding precision."""

from typing import Any


def sort_key(text: str) -> Any:
    return text
