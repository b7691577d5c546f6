"""Tags of languages, held to the examples of RFC 5646, appendix A."""

import re

import pytest

from kztui.article.publication import LANGUAGE_TAG, language_tag

WELL_FORMED = (
    *("de", "fr", "ja", "zh-Hant", "zh-Hans", "sr-Cyrl", "sr-Latn", "zh-cmn-Hans-CN", "cmn-Hans-CN", "zh-yue-HK"),
    *("yue-HK", "zh-Hans-CN", "sr-Latn-RS", "sl-rozaj", "sl-rozaj-biske", "sl-nedis", "de-CH-1901", "sl-IT-nedis"),
    *("hy-Latn-IT-arevela", "de-DE", "en-US", "es-419", "de-CH-x-phonebk", "az-Arab-x-AZE-derbend", "x-whatever"),
    *("qaa-Qaaa-QM-x-southern", "de-Qaaa", "sr-Latn-QM", "sr-Qaaa-RS", "en-US-u-islamcal", "zh-CN-a-myext-x-private"),
    *("en-a-myext-b-another", "kk", "KK-cyrl-kz"),
)
ILL_FORMED = (
    *(
        "de-419-DE",
        "a-DE",
        "en--US",
        "en-",
        "-en",
        "e",
        "Englisch",
        "en us",
        "en\n",
        "en-US-",
        "x",
        "en-x",
        "en-a",
        "٣٣",
    ),
    *("en},\n note = {x", "en-" + "a" * 9, "ру", "en;q=0.5", "en,kk"),
)


@pytest.mark.parametrize("tag", WELL_FORMED)
def test_a_tag_is_itself(tag: str) -> None:
    assert language_tag(tag) == tag
    assert re.search(LANGUAGE_TAG, tag)


@pytest.mark.parametrize("text", [text for text in ILL_FORMED if text.strip() == text])
def test_what_is_no_tag_is_none(text: str) -> None:
    assert language_tag(text) == ""
    assert not re.search(LANGUAGE_TAG, text)


@pytest.mark.parametrize(
    ("text", "tag"), [(" en ", "en"), ("en_US", "en-US"), ("Russian", "ru"), ("KAZAKH", "kk"), ("", "")]
)
def test_what_was_plainly_meant_is_said(text: str, tag: str) -> None:
    assert language_tag(text) == tag


@pytest.mark.parametrize("text", ["-" * 100_000, "en" + "-abcde" * 20_000 + "!", "en-x" + "-a" * 50_000 + "_"])
def test_no_text_takes_long(text: str) -> None:
    assert language_tag(text) == ""
