"""Open or closed, until when, and in whose words; on both days when clocks change too."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from storefront.channels import actions
from storefront.channels.hours import DAYS
from storefront.kernel import clock
from tests.storefront.pages.conftest import themes  # noqa: F401

PARIS = ZoneInfo("Europe/Paris")
WEEK = {
    "monday": [],
    "tuesday": [["07:00", "13:00"], ["16:30", "19:30"]],
    "saturday": [["07:00", "24:00"]],
    "sunday": [["00:00", "02:00"]],
}
ASKED = """query($language: LanguageCodeEnum) { channel(slug: "pain") { shop(languageCode: $language) {
    isOpen openWords hours { day isToday } } } }"""


@pytest.fixture
def told(shops, graphql):
    """told(hours, "2026-11-24 08:00", "FR", zone) -> (isOpen, openWords, days that are today)."""

    def ask(hours, wall, language="FR", zone=PARIS, **at):
        actions.update_channel(shops["pain"].pk, hours=hours, timezone=str(zone))
        clock.move(datetime.fromisoformat(wall).replace(tzinfo=zone, **at))
        answer = graphql(ASKED, {"language": language})
        assert "errors" not in answer
        shop = answer["data"]["channel"]["shop"]
        return shop["isOpen"], shop["openWords"], [day["day"] for day in shop["hours"] if day["isToday"]]

    return ask


@pytest.mark.parametrize(
    ("wall", "is_open", "french", "english"),
    [
        ("2026-11-24 06:59", False, "Fermé, rouvre à 7\xa0h", "Closed, opens at 7\xa0am"),
        ("2026-11-24 07:00", True, "Ouvert jusqu’à 13\xa0h", "Open until 1\xa0pm"),
        ("2026-11-24 13:00", False, "Fermé, rouvre à 16\xa0h\xa030", "Closed, opens at 4:30\xa0pm"),
        ("2026-11-24 19:30", False, "Fermé, rouvre samedi à 7\xa0h", "Closed, opens Saturday at 7\xa0am"),
        ("2026-11-23 09:00", False, "Fermé, rouvre demain à 7\xa0h", "Closed, opens tomorrow at 7\xa0am"),
        ("2026-11-22 09:00", False, "Fermé, rouvre mardi à 7\xa0h", "Closed, opens Tuesday at 7\xa0am"),
        ("2026-11-28 23:00", True, "Ouvert jusqu’à 2\xa0h", "Open until 2\xa0am"),
        ("2026-11-29 01:59", True, "Ouvert jusqu’à 2\xa0h", "Open until 2\xa0am"),
    ],
)
def test_what_the_sign_at_the_door_says(told, wall, is_open, french, english):
    assert told(WEEK, wall)[:2] == (is_open, french)
    assert told(WEEK, wall, "EN_GB")[:2] == (is_open, english)


def test_a_day_of_which_hours_do_not_speak_is_not_called_closed(told):
    assert told(WEEK, "2026-11-25 09:00") == (False, "", [])
    assert told({}, "2026-11-25 09:00") == (False, "", [])


def test_open_one_day_a_week_always_and_never(told):
    assert told({"tuesday": [["07:00", "13:00"]]}, "2026-11-24 14:00")[:2] == (
        False,
        "Fermé, rouvre mardi prochain à 7\xa0h",
    )
    always = dict.fromkeys(DAYS, [["00:00", "24:00"]])
    assert told(always, "2026-11-24 14:00") == (True, "Ouvert", ["TUESDAY"])
    assert told(dict.fromkeys(always, []), "2026-11-24 14:00", "EN") == (False, "Closed", ["TUESDAY"])


def test_midnight_and_noon_have_names(told):
    assert told({"saturday": [["12:00", "24:00"]]}, "2026-11-28 11:00", "EN")[1] == "Closed, opens at noon"
    assert told({"saturday": [["12:00", "24:00"]]}, "2026-11-28 13:00")[1] == "Ouvert jusqu’à minuit"


def test_today_is_the_shops_own_day(told):
    assert told(WEEK, "2026-11-24 00:30") == (False, "Fermé, rouvre à 7\xa0h", ["TUESDAY"])
    fiji = ZoneInfo("Pacific/Fiji")
    assert told(WEEK, "2026-11-24 06:00", zone=fiji) == (False, "Fermé, rouvre à 7\xa0h", ["TUESDAY"])


def test_the_day_when_clocks_go_forward(told):
    sunday = {"sunday": [["01:00", "03:30"], ["04:00", "05:00"]]}
    assert told(sunday, "2026-03-29 01:59")[:2] == (True, "Ouvert jusqu’à 3\xa0h\xa030")
    assert told(sunday, "2026-03-29 03:29")[:2] == (True, "Ouvert jusqu’à 3\xa0h\xa030")
    assert told(sunday, "2026-03-29 03:30")[:2] == (False, "Fermé, rouvre à 4\xa0h")
    assert told({"sunday": [["02:30", "03:15"], ["08:00", "09:00"]]}, "2026-03-29 03:05")[:2] == (
        False,
        "Fermé, rouvre à 8\xa0h",
    )
    assert told({"sunday": [["07:00", "13:00"]]}, "2026-03-28 20:00")[1] == ""
    eve = {"saturday": [["07:00", "13:00"]], "sunday": [["07:00", "13:00"]]}
    assert told(eve, "2026-03-28 20:00")[1] == "Fermé, rouvre demain à 7\xa0h"


def test_the_day_when_clocks_go_back(told):
    sunday = {"sunday": [["01:00", "02:30"], ["07:00", "13:00"]]}
    assert told(sunday, "2026-10-25 02:29", fold=0)[:2] == (True, "Ouvert jusqu’à 2\xa0h\xa030")
    assert told(sunday, "2026-10-25 02:29", fold=1)[:2] == (False, "Fermé, rouvre à 7\xa0h")
    assert told(sunday, "2026-10-25 06:59")[:2] == (False, "Fermé, rouvre à 7\xa0h")
    assert told(sunday, "2026-10-25 12:59")[:2] == (True, "Ouvert jusqu’à 13\xa0h")


@pytest.mark.parametrize(
    ("wall", "kept"),
    [
        ("2026-11-24 06:59:50", True),
        ("2026-11-24 06:59:56", False),
        ("2026-11-24 07:00:00", True),
        ("2026-11-24 12:59:57", False),
        ("2026-11-24 23:59:57", False),
    ],
)
def test_an_answer_is_not_kept_beyond_what_it_says(shops, themes, told, wall, kept):  # noqa: F811
    actions.update_channel(shops["pain"].pk, hours=WEEK, theme="plain")
    clock.move(datetime.fromisoformat(wall).replace(tzinfo=PARIS))
    posted = Client().post("/graphql/", {"query": ASKED}, content_type="application/json")
    assert "errors" not in posted.json()
    assert posted.same_for_all is kept
    shown = Client().get("/fr/pain/hours/")
    assert (shown.status_code, shown.same_for_all) == (200, kept)
    named = Client().post("/graphql/", {"query": '{ channel(slug: "pain") { name } }'}, content_type="application/json")
    assert named.same_for_all is True
