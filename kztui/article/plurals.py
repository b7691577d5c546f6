"""Counted nouns in messages, in the singular or the plural: "1 article", "2,000 articles"."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """So many of a thing, in words; `plural` where that is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
