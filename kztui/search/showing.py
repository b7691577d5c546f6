"""An entry that was found, made ready to be shown: what of it the query met, and where."""

from collections.abc import Sequence

from kztui.search.entries import Entry
from kztui.search.folding import located
from kztui.search.hits import Hit
from kztui.search.light import Light, Spans, letters_in
from kztui.search.scattered import best_places
from kztui.search.scoring import Score


def _scattered(text: str, letters: str) -> Spans:
    words = located(text)
    places: Sequence[int] = best_places(letters, " ".join(word.word for word in words))
    return letters_in(text, words, places)


def show(entry: Entry, score: Score, light: Light, letters: str) -> Hit:
    """The hit for `entry`; `letters` are those found scattered in its name, where it was found so."""
    snippet, spans = light.snippet(entry.prose)
    met = entry.names[score.name] if score.name >= 0 else ""
    field = "text" if not score.by_name else "alias" if score.name else "name"
    label_spans = _scattered(entry.label, letters) if letters else light.spans(entry.label)
    aliases, value = entry.names[1:], round(score.value, 4)
    return Hit(entry.target, entry.kind, entry.label, aliases, value, field, met, label_spans, snippet, spans)
