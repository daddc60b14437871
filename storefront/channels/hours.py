"""When a shop is open: {"saturday": [["07:00", "13:00"], ["15:00", "19:30"]], "monday": []}, in its own time.

A day with no times is closed; a day that is not named, or no day at all, says nothing.
"""

import datetime
import re
from itertools import chain, pairwise

from babel import Locale

from ..kernel.said import hour

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT = ("00:00", "24:00")
CLOSED = {"fr": "fermé", "en": "closed"}
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def are_sound(hours):
    """Are these opening hours: known days, and times that follow each other?"""
    if not isinstance(hours, dict) or not hours.keys() <= set(DAYS):
        return False
    return all(isinstance(times, list) and _follow_each_other(times) for times in hours.values())


def days(hours):
    """[(day, [[opens, closes], …])] of the days that are named, from Monday."""
    return [(day, hours[day]) for day in DAYS if day in hours]


def name(day, language):
    """("monday", "fr") -> "lundi"; in French for French readers, in English for all others."""
    return Locale.parse(spoken(language)).days["stand-alone"]["wide"][DAYS.index(day)]


def said(times, language):
    """The times of a day as people say them: "7 h – 13 h, 15 h – 19 h 30", "7 am – 1 pm", "fermé"."""
    if not times:
        return CLOSED[spoken(language)]
    return ", ".join(f"{time_said(opens, language)} – {time_said(closes, language)}" for opens, closes in times)


def time_said(time, language):
    """("16:30", "fr") -> "16 h 30"; "4:30 pm", "noon", "midnight" for all who do not read French."""
    language = spoken(language)
    if time in MIDNIGHT:
        return "minuit" if language == "fr" else "midnight"
    return "noon" if (language, time) == ("en", "12:00") else hour(datetime.time.fromisoformat(time), language)


def spoken(language):
    """Which of our languages somebody is told hours in: "fr" or "en"."""
    return "fr" if language.split("-")[0] == "fr" else "en"


def _follow_each_other(times):
    if not all(isinstance(each, list | tuple) and len(each) == 2 for each in times):
        return False
    told = list(chain.from_iterable(times))
    return all(isinstance(time, str) and TIME.fullmatch(time) for time in told) and all(
        earlier < later for earlier, later in pairwise(told)
    )
