"""Settings from the environment."""

from __future__ import annotations

import pytest

from landtrack.domain.errors import Refusal
from landtrack.settings import Settings, read_settings


def test_an_empty_environment_gives_the_defaults():
    assert read_settings({}) == Settings()
    assert Settings().language == "vi"


@pytest.mark.parametrize(
    ("name", "code"), [("LANDTRACK_LANGUAGE", "settings.language"), ("LANDTRACK_HTTPS", "settings.https")]
)
def test_a_value_that_means_nothing_is_refused(name, code):
    with pytest.raises(Refusal) as refused:
        read_settings({name: "maybe"})
    assert refused.value.code == code


def test_https_makes_cookies_secure():
    assert read_settings({"LANDTRACK_HTTPS": "1"}).https
