"""Links offered at the cursor: by names as they are typed, by words linked before, and behind `[[`."""

from pathlib import Path

import pytest

from kztui.files.load import load
from kztui.session.link_offers import LinkOffer, LinkOffers
from stories import ZENN

ARTICLE = """
format = 1
[article]
id = "lamps"
title = "Lamps"
[[actors]]
id = "union"
name = "Union of Lamp Keepers"
kind = "organisation"
paragraphs = [1]
[[actors]]
id = "ünal"
name = "Ünal"
kind = "person"
paragraphs = [1]
[[places]]
id = "union-square"
name = "Union Square"
[[places]]
id = "varsk"
name = "Varsk"
aliases = ["the night harbour", "Варск"]
[[places]]
id = "jing"
name = "北京"
[[events]]
id = "strike"
title = "Strike of the keepers"
date = "2019-03"
summary = "The [[union|keepers]] stayed away."
[[events]]
id = "march"
title = "March of the lamp keepers"
date = "2019-03"
paragraphs = [1]
[[claims]]
id = "cost"
kind = "claim"
text = "The [[union|keepers]] ask for more than [[varsk|the town]] has."
by = "union"
paragraphs = [1]
[[sections]]
id = "s"
title = "S"
[[sections.paragraphs]]
number = 1
text = "x"
"""


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> LinkOffers:
    path = tmp_path_factory.mktemp("lamps") / "lamps.toml"
    path.write_text(ARTICLE, encoding="utf-8")
    return LinkOffers(load(path).article, 1, "The night harbour of Varsk was dark.", own="strike")


@pytest.mark.parametrize(
    ("before", "after", "best"),
    [
        ("A word of U", "", None),
        ("A word of Un", "", LinkOffer("union", "Union of Lamp Keepers", 2)),
        ("In Union S", "", LinkOffer("union-square", "Union Square", 7)),
        ("In Varsk", ", too", LinkOffer("varsk", "Varsk", 5)),
        ("In Va", "rsk", None),  # a word goes on behind the cursor
        ("NoVa", "", None),
        ("va", "", None),  # typed letters stay as they are
        ("The nig", "", LinkOffer("varsk", "The night harbour", 7)),
        ("the kee", "", LinkOffer("union", "keepers", 3)),
        ("Kee", "", LinkOffer("union", "Keepers", 3)),
        ("the tow", "", LinkOffer("varsk", "the town", 7)),
        ("in the squ", "", None),
        ("to [[Va", "", None),
        ("[[varsk|Va", "", None),
        ("[[varsk]] Va", "", LinkOffer("varsk", "Varsk", 2)),
        ("Stri", "", None),  # its own text never links to itself
        ("Ун. Вар", "", LinkOffer("varsk", "Варск", 3)),
        ("U\u0308n", "", None),  # another spelling, letter by letter
        ("去北", "", None),
        ("去北京", "吧", LinkOffer("jing", "北京", 2)),
        ("", "", None),
    ],
)
def test_the_longest_words_that_were_begun_are_offered(
    offers: LinkOffers, before: str, after: str, best: LinkOffer | None
) -> None:
    assert next(iter(offers.as_typed(before, after)), None) == best


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("union", ["union", "union-square"]),
        ("union sq", ["union-square"]),
        ("lamp", ["union", "march"]),  # the shorter name, of which more was typed
        ("keepers", ["union", "march", "cost"]),  # linked before, and in the claim's own words
        ("keeper’s men", ["march", "union", "cost"]),  # alike, whatever the ending
        ("is more", ["cost"]),
        ("", ["march", "union"]),
        ("nothing like it", ["march", "union", "ünal", "varsk", "cost"]),  # those of the paragraph
    ],
)
def test_behind_brackets_what_is_meant_most_likely_stands_first(
    offers: LinkOffers, typed: str, first: list[str]
) -> None:
    assert [item.id for item in offers.behind_brackets(typed)][: len(first)] == first


def test_words_linked_just_now_are_offered_again(tmp_path: Path) -> None:
    path = tmp_path / "lamps.toml"
    path.write_text(ARTICLE, encoding="utf-8")
    offers = LinkOffers(load(path).article, 1, "")
    assert not offers.as_typed("those who light", "")
    offers.learn("those who light", "union")
    assert offers.as_typed("and those who", "")[0] == LinkOffer("union", "those who light", 9)
    assert offers.behind_brackets("those who light")[0].id == "union"


def test_a_link_is_completed_to_the_item_of_just_that_name() -> None:
    offers = LinkOffers(load(ZENN).article, 2, "")
    assert [item.id for item in offers.behind_brackets("aktobe")][:2] == ["aktobe", "aktobe-bombings"]
    assert offers.behind_brackets("Aktobe b")[0].id == "aktobe-bombings"
