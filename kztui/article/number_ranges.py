"""Fold numbers of paragraphs into ranges, for the reader and for citations alike."""

from collections.abc import Iterable


def fold_ranges(numbers: Iterable[int], dash: str = "–") -> str:
    """Numbers in ascending order, runs as ranges: 2, 4, 5, 6 gives `2, 4–6`, also 4, 5 gives `4–5`; empty for none."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join(dash.join(map(str, run)) for run in runs)


def pilcrows(numbers: Iterable[int]) -> str:
    """Paragraph numbers with their sign: `¶2–5, 9`; empty for none."""
    folded = fold_ranges(numbers)
    return folded and f"¶{folded}"
