"""The end of a page range in the style's `page-range-format`: `145–167`, `145–67`, `145–7`.

CSL 1.0.2, Appendix V, "Page Range Formats".
"""

from kztui.article.lazy_regex import LazyPattern

_PAGE = LazyPattern(r"([0-9]+)([a-z]*)")


def _chicago(first: str, last: str, *, sixteenth: bool) -> str:
    """Chicago: after a multiple of 100 all digits, after 101–109 those that change, else at least two.

    Up to the 15th edition all four digits are kept where three of them change.
    """
    begin, end = int(first), int(last)
    if begin <= 100 or begin % 100 == 0:
        return last
    for digits in range(2, len(last)):
        if begin // 10**digits == end // 10**digits:
            return last if len(last) == 4 and digits == 3 and not sixteenth else str(end % 10**digits)
    return last


def _minimal(first: str, last: str, keep: int) -> str:
    """The last number without the digits that it shares with the first, but at least `keep` of them."""
    if len(first) != len(last):
        return last
    shared = 0
    while shared < len(last) - max(keep, 1) and first[shared] == last[shared]:
        shared += 1
    return last[shared:]


def last_page(letters: str, first: str, last_letters: str, last: str, style: str) -> str:
    """The end of a page range as it is printed; `style` is a `page-range-format`, empty where the style has none.

    A range that does not ascend, or whose letters change (`A2-B3`, `N110-5`), is printed as it was written.
    """
    begin, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    whole = last_letters + last
    if not begin or not end or last_letters != letters:
        return whole
    full = end[1]
    if len(full) < len(begin[1]):
        full = begin[1][: len(begin[1]) - len(full)] + full
    if int(begin[1]) >= int(full) or (not style and int(begin[1]) > int(end[1])):
        return whole
    if style.startswith("chicago"):
        return _chicago(begin[1], full, sixteenth=style == "chicago-16") + end[2]
    if style.startswith("minimal"):
        return _minimal(begin[1], full, 2 if style == "minimal-two" else 1) + end[2]
    return letters + full + end[2]
