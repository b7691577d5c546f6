"""Two items compared: what both are linked to, what one alone is, and the same with the two exchanged."""

from itertools import combinations

from caspian import caspian
from kztui.article.comparison import ComparedFact, compare

ARTICLE = caspian()


def test_what_both_are_linked_to_comes_first_with_how_each_is() -> None:
    two = compare(ARTICLE, "dyakov", "coast-guard")
    (drills, *others) = two.groups["events"]
    assert (drills.item.id, drills.is_shared) == ("joint-drills", True)
    assert drills.first is not None
    assert drills.first.startswith("observed · ")
    assert not any(one.is_shared for one in others)
    assert "ferry-loss" in {one.item.id for one in others if one.first is None}
    assert ComparedFact("kind", "person", ARTICLE.items["coast-guard"].kind) in two.facts
    assert two.direct is None


def test_that_two_are_linked_to_each_other_is_said_and_neither_is_listed() -> None:
    two = compare(ARTICLE, "dyakov", "hotline-talks")
    assert two.direct == "headed a delegation · 2011-11…2012-02 · ¶4"
    assert {"dyakov", "hotline-talks"}.isdisjoint(one.item.id for group in two.groups.values() for one in group)


def test_two_items_exchanged_are_compared_the_same() -> None:
    for first, second in combinations(["dyakov", "coast-guard", "joint-drills", "baku", "p2", "exercises"], 2):
        one, other = compare(ARTICLE, first, second), compare(ARTICLE, second, first)
        assert {fact.label: (fact.first, fact.second) for fact in one.facts} == {
            fact.label: (fact.second, fact.first) for fact in other.facts
        }
        exchanged = {
            heading: {(item.item.id, item.second, item.first) for item in group}
            for heading, group in other.groups.items()
        }
        assert exchanged == {
            heading: {(item.item.id, item.first, item.second) for item in group}
            for heading, group in one.groups.items()
        }
        assert [item.item.id for item in one.shared] == [item.item.id for item in other.shared]
        around = ARTICLE.around(first) & ARTICLE.around(second) if one.first.is_text or one.second.is_text else set()
        assert (ARTICLE.graph.neighbours(first) & ARTICLE.graph.neighbours(second)) <= {
            item.item.id for item in one.shared
        } | around
