"""Days on which a term of the law does not end: Saturdays, Sundays, public holidays (regulation 1182/71, article 3)."""

from datetime import date, timedelta

DAY = timedelta(days=1)
FIXED = {"FR": ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))}  # code du travail, L3133-1
AFTER_EASTER = {"FR": (1, 39, 50)}  # Easter Monday, Ascension, Whit Monday


def next_working_day(day, country):
    """That day, or the first working day after it."""
    while day.weekday() >= 5 or is_holiday(day, country):
        day += DAY
    return day


def is_holiday(day, country):
    """Is it a public holiday there? Of countries we do not know, no day is."""
    moving = [easter(day.year) + DAY * after for after in AFTER_EASTER.get(country, ())]
    return (day.month, day.day) in FIXED.get(country, ()) or day in moving


def easter(year):
    """Easter Sunday: the first Sunday after the full moon of spring, by the Gregorian calendar's own moon."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + DAY * (moon - weekday)
