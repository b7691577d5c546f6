"""Dates of publication in the forms that metadata, bylines and addresses have."""

import pytest

from kztui.importing.publication_date import publication_date


@pytest.mark.parametrize(
    ("written", "language", "edtf"),
    [
        ("2014-06-03T23:30:00-05:00", "", "2014-06-03"),
        ("2014-06-03 08:00:00", "", "2014-06-03"),
        ("20140603", "", "2014-06-03"),
        ("2014/6/3", "", "2014-06-03"),
        ("2014/06", "", "2014-06"),
        ("2014", "", "2014"),
        ("1401775200", "", "2014-06-03"),
        ("Tue, 03 Jun 2014 09:12:00 +0200", "en", "2014-06-03"),
        ("June 3rd, 2014 9:12 pm", "en", "2014-06-03"),
        ("Published: 3 June 2014", "en", "2014-06-03"),
        ("3-Jun-2014", "en", "2014-06-03"),
        ("06/03/2014", "en-US", "2014-06-03"),
        ("03/06/2014", "en-GB", "2014-06-03"),
        ("13/06/2014", "en-US", "2014-06-13"),
        ("6.3.14", "de", "2014-03-06"),
        ("3. Juni 2014", "de", "2014-06-03"),
        ("3 июня 2014 г.", "ru", "2014-06-03"),
        ("3 juin 2014", "en", "2014-06-03"),
        ("2014年6月3日", "zh", "2014-06-03"),
        ("2014년 6월 3일", "ko", "2014-06-03"),
        ("٣ يونيو ٢٠١٤", "ar", "2014-06-03"),
        ("2014-13-45", "en", ""),
        ("0000-00-00", "en", ""),
        ("2999-01-01", "en", ""),
        ("yesterday", "en", ""),
        ("3 June", "en", ""),
        ("9" * 500, "en", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(written: str, language: str, edtf: str) -> None:
    assert publication_date(written, language) == edtf
