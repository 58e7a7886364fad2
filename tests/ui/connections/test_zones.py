"""Which time zone is suggested, and what is offered when none is known."""

import pytest

from app.ui.connections.zones import default_zone, zone_choices, zone_label


@pytest.mark.parametrize(
    ("pc", "offered"),
    [
        ("Australia/Queensland", "Australia/Brisbane"),
        ("Australia/West", "Australia/Perth"),
        ("Australia/South", "Australia/Adelaide"),
        ("Australia/Tasmania", "Australia/Hobart"),
        ("Australia/Currie", "Australia/Hobart"),
        ("Australia/ACT", "Australia/Sydney"),
        ("Australia/NSW", "Australia/Sydney"),
        ("Australia/Victoria", "Australia/Melbourne"),
        ("Australia/North", "Australia/Darwin"),
        ("Australia/LHI", "Australia/Lord_Howe"),
        ("NZ", "Pacific/Auckland"),
        ("Pacific/Auckland", "Pacific/Auckland"),
        ("Australia/Perth", "Australia/Perth"),
    ],
)
def test_every_name_of_a_zone_at_home_suggests_the_offered_one(pc: str, offered: str) -> None:
    assert default_zone(pc) == offered
    assert offered in zone_choices()


@pytest.mark.parametrize("pc", ["Etc/UTC", "", "America/Los_Angeles", "Mars/Olympus"])
def test_nothing_is_suggested_by_a_pc_elsewhere(pc: str) -> None:
    assert default_zone(pc) is None


def test_no_zone_is_offered_twice_and_each_has_a_name() -> None:
    assert len(set(zone_choices())) == len(zone_choices())
    assert zone_label("Pacific/Auckland") == "Auckland (Pacific)"
    assert zone_label("UTC") == "UTC"
