"""Is a shop open now, and until when: its hours held against the clock on its own wall."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from . import hours as week

AHEAD = 8  # days that are looked at: a week, and the same day again
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
WORDS = {
    "fr": {
        "open": "Ouvert",
        "until": "Ouvert jusqu’à {time}",
        "closed": "Fermé",
        "today": "Fermé, rouvre à {time}",
        "tomorrow": "Fermé, rouvre demain à {time}",
        "soon": "Fermé, rouvre {day} à {time}",
        "in a week": "Fermé, rouvre {day} prochain à {time}",
    },
    "en": {
        "open": "Open",
        "until": "Open until {time}",
        "closed": "Closed",
        "today": "Closed, opens at {time}",
        "tomorrow": "Closed, opens tomorrow at {time}",
        "soon": "Closed, opens {day} at {time}",
        "in a week": "Closed, opens next {day} at {time}",
    },
}


class Standing(NamedTuple):
    """How a shop stands at a moment.

    here: the moment on the shop's own clock; is_said: do its hours speak of that day? turns: when it next closes or
    opens, on its own clock; None: not within a week.
    """

    here: datetime
    is_said: bool
    is_open: bool
    turns: datetime | None

    @property
    def today(self):
        """The day of the week there, "monday"."""
        return week.DAYS[self.here.weekday()]

    @property
    def right_until(self):
        """The moment from which all this may be otherwise: it turns, or the next day begins."""
        midnight = _moment(self.here.date() + A_DAY, "00:00", self.here.tzinfo)
        return min(filter(None, (self.turns and self.turns.astimezone(UTC), midnight)))


def standing(hours, timezone, now):
    """How a shop with these hours, in that zone, stands now."""
    here = now.astimezone(ZoneInfo(timezone))
    is_open, turns = False, None
    for opens, closes in _spans(hours, here.date(), here.tzinfo):
        if now < closes:
            is_open = opens <= now
            turns = (closes if is_open else opens).astimezone(here.tzinfo)
            break
    return Standing(here, week.DAYS[here.weekday()] in hours, is_open, turns)


def said(standing, language):
    """What a sign at the door would say: "Ouvert jusqu’à 19 h", "Closed, opens Tuesday at 7 am"; "" for unknown."""
    if not standing.is_said and not standing.is_open:
        return ""
    words = WORDS[week.spoken(language)]
    if standing.turns is None:
        return words["closed"]
    time = week.time_said(f"{standing.turns:%H:%M}", language)
    if standing.is_open:
        is_near = standing.turns.astimezone(UTC) - standing.here.astimezone(UTC) <= A_DAY
        return words["until" if is_near else "open"].format(time=time)
    days = standing.turns.date() - standing.here.date()
    when = {0: "today", 1: "tomorrow", 7: "in a week"}.get(days.days, "soon")
    return words[when].format(day=week.name(week.DAYS[standing.turns.weekday()], language), time=time)


def _spans(hours, first, zone):
    """[(opens, closes)] in UTC from that day on; what meets at midnight is one."""
    found = []
    for day in (first + A_DAY * ahead for ahead in range(AHEAD)):
        for span in hours.get(week.DAYS[day.weekday()], ()):
            opens, closes = (_moment(day, text, zone) for text in span)
            if found and found[-1][1] >= opens:
                found[-1] = found[-1][0], max(closes, found[-1][1])
            elif opens < closes:  # clocks put forward swallow what lies within the hour that does not exist
                found.append((opens, closes))
    return found


def _moment(day, text, zone):
    """The moment, in UTC, at which clocks there show "07:30" for the first time on that day; "24:00" ends it."""
    if text == "24:00":
        day, text = day + A_DAY, "00:00"
    return datetime.combine(day, time.fromisoformat(text), zone).astimezone(UTC)
