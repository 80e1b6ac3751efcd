"""Respondents who never were: moods, answers, who they are, what they suggest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from random import Random

import plan
import words

HEADER = (
    "id", "tanggal", "layanan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan", *plan.UNSUR, "saran",
)  # fmt: skip
FIRST_ANSWER = HEADER.index("U1")


def survey(year: int, slug: str) -> list[tuple[object, ...]]:
    """All respondents of one survey, by date; its weighted index comes out as planned."""
    scheme = plan.SURVEYS[year, slug]
    random = Random(f"survei {year} {slug}")
    taste = {unsur: random.gauss(0, 0.09) for unsur in plan.UNSUR}
    drawn = [
        _person(random, year, service, order)
        for order, (service, asked) in enumerate(zip(plan.SERVICES, scheme.asked, strict=True))
        for _ in range(asked)
    ]
    level = _level(drawn, scheme, taste)
    rows = [(*person["lead"], *_scores(person, level, scheme, taste)) for person in drawn]
    rows = sorted((_with_suggestion(row, random) for row in rows), key=lambda row: row[0])
    return [(f"R{order:03d}", *row) for order, row in enumerate(rows, start=1)]


def _person(random: Random, year: int, service: str, order: int) -> dict[str, object]:
    """Who answers, and the draws that become answers once the level is known."""
    work = _choice(random, plan.WORK)
    age = min(84, max(17, round(random.gauss(40, 13))))
    if work == "Pelajar/mahasiswa":
        age = random.randint(17, 24)
    lead = (
        _day(random, year),
        service,
        _choice(random, plan.SEXES),
        age,
        _choice(random, plan.EDUCATION),
        work,
    )
    mood = random.gauss(0, plan.SHARED**0.5)
    noise = {unsur: random.gauss(0, (1 - plan.SHARED) ** 0.5) for unsur in plan.UNSUR}
    skipped = {unsur: random.random() < plan.SKIPPED.get(unsur, plan.SKIPPED_ELSE) for unsur in plan.UNSUR}
    return {"lead": lead, "service": order, "mood": mood, "noise": noise, "skipped": skipped}


def _scores(person: Mapping, level: float, scheme: plan.SurveyPlan, taste: Mapping[str, float]) -> tuple:
    """Answers 1 to 4, empty where skipped."""
    base = level + person["mood"] + scheme.service_effect[person["service"]]
    latent = {
        unsur: base + plan.EASE[unsur] + taste[unsur] + noise for unsur, noise in person["noise"].items()
    }
    return tuple(
        "" if person["skipped"][unsur] else 1 + sum(value > cut for cut in plan.CUTS)
        for unsur, value in latent.items()
    )


def _level(drawn: list, scheme: plan.SurveyPlan, taste: Mapping[str, float]) -> float:
    """The level at which the weighted index is the planned one; with fixed draws it rises with the level."""
    low, high = -3.0, 3.0
    for _ in range(30):
        middle = (low + high) / 2
        answers = [_scores(person, middle, scheme, taste) for person in drawn]
        if _index(drawn, answers, scheme) < scheme.index:
            low = middle
        else:
            high = middle
    return high


def _index(drawn: list, answers: list, scheme: plan.SurveyPlan) -> float:
    weights = [scheme.users[person["service"]] / scheme.asked[person["service"]] for person in drawn]
    total = 0.0
    for at in range(len(plan.UNSUR)):
        pairs = [(weight, row[at]) for weight, row in zip(weights, answers, strict=True) if row[at] != ""]
        total += sum(weight * score for weight, score in pairs) / sum(weight for weight, _ in pairs)
    return 25 * total / len(plan.UNSUR)


def means(table: list[tuple]) -> dict[str, float]:
    """Plain mean of each unsur in a finished table."""
    columns = zip(*(row[FIRST_ANSWER : FIRST_ANSWER + len(plan.UNSUR)] for row in table), strict=True)
    answered = [[score for score in column if score != ""] for column in columns]
    return {unsur: sum(scores) / len(scores) for unsur, scores in zip(plan.UNSUR, answered, strict=True)}


def _with_suggestion(row: tuple, random: Random) -> tuple:
    """About one in five writes something, mostly about what they rated lowest."""
    if random.random() > 0.19:
        return (*row, "")
    low = [unsur for unsur, score in zip(plan.UNSUR, row[FIRST_ANSWER - 1 :], strict=True) if score in (1, 2)]
    themes = [words.THEME_OF_UNSUR[unsur] for unsur in low if unsur in words.THEME_OF_UNSUR]
    theme = random.choice(themes) if themes and random.random() < 0.8 else random.choice([*words.SUGGESTIONS])
    return (*row, random.choice(words.SUGGESTIONS[theme]))


def _choice(random: Random, shares: Mapping[str, float]) -> str:
    return random.choices(list(shares), list(shares.values()))[0]


def _day(random: Random, year: int) -> str:
    first, last = plan.PERIODS[year]
    while True:
        day = first + dt.timedelta(days=random.randint(0, (last - first).days))
        if is_working_day(day):
            return day.isoformat()


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday, not a national holiday."""
    return day.weekday() < 5 and day not in plan.HOLIDAYS


def shifted(day: dt.date, days: int) -> dt.date:
    """The working day at or before ``days`` later (or earlier); never leaving the side it lies on."""
    moved = day + dt.timedelta(days=days)
    step = dt.timedelta(days=1 if days > 0 else -1)
    while not is_working_day(moved):
        moved += step
    return moved


def working_day(year: int, month: int, day: int, *, back: bool) -> dt.date:
    """That day, or the working day nearest before (``back``) or after it."""
    found = dt.date(year, month, day)
    while not is_working_day(found):
        found += dt.timedelta(days=-1 if back else 1)
    return found
