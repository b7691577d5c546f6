"""An entry that was found, made ready to be shown: what of it the query met, and where."""

from collections.abc import Sequence

from kztui.search.entries import Entry
from kztui.search.folding import located
from kztui.search.highlight import Light, Spans, letters_in
from kztui.search.results import Hit
from kztui.search.scoring import Score
from kztui.search.subsequence import best_places

_BETWEEN = " · "


def _scattered(text: str, letters: str) -> Spans:
    words = located(text)
    places: Sequence[int] = best_places(letters, " ".join(word.word for word in words))
    return letters_in(text, words, places)


def _explained(entry: Entry, met: str, light: Light, lit: bool) -> tuple[str, Spans]:
    """A piece of the entry's prose; before it, where nothing else would show why it was found, what the query met."""
    snippet, spans = light.snippet(entry.prose)
    reasons = (met,) if met else () if spans else entry.facts
    reason, reason_spans = light.snippet(reasons)
    if lit or not reason_spans:
        return snippet, spans
    moved = len(reason) + len(_BETWEEN)
    return (
        reason + (_BETWEEN + snippet if snippet else ""),
        (*reason_spans, *((start + moved, end + moved) for start, end in spans)),
    )


def show(entry: Entry, score: Score, light: Light, letters: str) -> Hit:
    """The hit for `entry`; `letters` are those found scattered in its name, where it was found so."""
    met = entry.names[score.name] if score.name >= 0 else ""
    field = "text" if not score.by_name else "alias" if score.name else "name"
    label_spans = _scattered(entry.label, letters) if letters else light.spans(entry.label)
    snippet, spans = _explained(entry, met if field == "alias" else "", light, bool(label_spans))
    aliases, value = entry.names[1:], round(score.value, 4)
    return Hit(entry.target, entry.kind, entry.label, aliases, value, field, met, label_spans, snippet, spans)
