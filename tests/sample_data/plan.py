"""The made-up world in numbers: services, users, sample sizes, levels. Nothing here was measured."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SERVICES = (
    "Pengantar KTP-el dan KK",
    "Legalisasi surat",
    "Surat pindah",
    "Keterangan usaha",
    "Keterangan waris",
    "Dispensasi nikah",
)
UNSUR = tuple(f"U{order}" for order in range(1, 10))

# How easily an unsur earns a 4, on the latent scale: free of charge is praised, waiting is not.
EASE = dict(zip(UNSUR, (0.13, 0.0, -0.45, 0.5, 0.05, 0.1, 0.36, -0.2, -0.33), strict=True))
SKIPPED = {"U8": 0.1, "U4": 0.03}
SKIPPED_ELSE = 0.012
CUTS = (-2.4, -1.25, 0.0)
SHARED = 0.42  # the part of the variance that is the respondent's own mood


@dataclass(frozen=True)
class SurveyPlan:
    """One survey: the index it shall show, users and respondents by service in the order of ``SERVICES``."""

    index: float
    users: tuple[int, ...]
    asked: tuple[int, ...]
    service_effect: tuple[float, ...] = (0.0, 0.12, -0.18, 0.06, 0.05, -0.05)


SURVEYS = {
    (2021, "busungbiu"): SurveyPlan(80.35, (2120, 990, 350, 540, 190, 70), (78, 44, 24, 22, 10, 6)),
    (2023, "gerokgak"): SurveyPlan(79.8, (3650, 1720, 690, 1080, 310, 130), (88, 52, 36, 34, 14, 6)),
    (2023, "seririt"): SurveyPlan(83.1, (3320, 1610, 640, 980, 300, 120), (96, 60, 40, 34, 18, 8)),
    (2023, "busungbiu"): SurveyPlan(82.9, (2230, 1120, 400, 610, 220, 80), (104, 62, 40, 32, 18, 8)),
    (2023, "banjar"): SurveyPlan(81.2, (3050, 1480, 560, 870, 290, 110), (90, 56, 36, 32, 16, 7)),
    (2023, "sukasada"): SurveyPlan(84.6, (3140, 1560, 590, 900, 280, 100), (100, 64, 38, 36, 20, 9)),
    (2023, "buleleng"): SurveyPlan(85.9, (5240, 2730, 1190, 1560, 420, 160), (130, 88, 60, 54, 32, 16)),
    (2023, "sawan"): SurveyPlan(80.5, (2940, 1390, 530, 820, 260, 90), (84, 50, 34, 30, 14, 6)),
    (2023, "kubutambahan"): SurveyPlan(78.6, (2480, 1170, 450, 700, 230, 80), (62, 36, 22, 20, 10, 5)),
    (2023, "tejakula"): SurveyPlan(82.0, (2560, 1240, 470, 740, 240, 90), (80, 46, 30, 28, 13, 6)),
    (2024, "gerokgak"): SurveyPlan(80.9, (3790, 1810, 700, 1120, 330, 130), (94, 58, 38, 36, 16, 7)),
    (2024, "seririt"): SurveyPlan(83.0, (3410, 1690, 660, 1010, 310, 120), (104, 66, 42, 38, 21, 9)),
    (2024, "busungbiu"): SurveyPlan(84.62, (2310, 1180, 420, 640, 230, 90), (124, 72, 46, 38, 24, 8)),
    (2024, "banjar"): SurveyPlan(84.1, (3120, 1550, 580, 910, 300, 110), (98, 62, 40, 36, 18, 8)),
    (2024, "sukasada"): SurveyPlan(83.2, (3210, 1620, 610, 930, 290, 110), (106, 68, 42, 38, 22, 10)),
    (2024, "buleleng"): SurveyPlan(88.7, (5410, 2860, 1230, 1620, 440, 170), (138, 94, 62, 56, 32, 16)),
    (2024, "sawan"): SurveyPlan(82.7, (3010, 1440, 550, 850, 270, 100), (90, 54, 36, 32, 16, 7)),
    (2024, "kubutambahan"): SurveyPlan(79.4, (2550, 1220, 460, 720, 240, 80), (64, 38, 24, 22, 11, 5)),
    (2024, "tejakula"): SurveyPlan(85.3, (2610, 1290, 480, 760, 250, 90), (86, 50, 32, 30, 15, 3)),
}

PERIODS = {
    2021: (dt.date(2021, 8, 2), dt.date(2021, 11, 30)),
    2023: (dt.date(2023, 6, 5), dt.date(2023, 11, 30)),
    2024: (dt.date(2024, 6, 3), dt.date(2024, 11, 29)),
}
HOLIDAYS = {
    dt.date(2021, 8, 17), dt.date(2021, 10, 20), dt.date(2023, 6, 29), dt.date(2023, 8, 17),
    dt.date(2023, 9, 28), dt.date(2024, 6, 17), dt.date(2024, 9, 16),
}  # fmt: skip

SEXES = {"P": 0.55, "L": 0.45}
EDUCATION = {"SD": 0.11, "SMP": 0.18, "SMA": 0.48, "D1-D3": 0.07, "S1": 0.14, "S2": 0.02}
WORK = {
    "Petani/pekebun": 0.26, "Wiraswasta": 0.21, "Pegawai swasta": 0.17, "Ibu rumah tangga": 0.14,
    "Pelajar/mahasiswa": 0.09, "PNS/TNI/Polri": 0.06, "Lainnya": 0.07,
}  # fmt: skip

# Villages whose report falls short, as (code, which of words.FAULTS or None, late); drawn where not named.
NAMED_FAULTS = {
    (2021, "busungbiu"): (
        ("5108032001", 1, False), ("5108032004", None, True), ("5108032007", 2, False),
        ("5108032015", 0, False),
    ),
    (2023, "busungbiu"): (("5108032001", None, True), ("5108032004", 1, False), ("5108032015", 2, False)),
    (2024, "busungbiu"): (("5108032004", 1, True), ("5108032015", 2, False)),
}  # fmt: skip
FAULT_SHARE = {2021: 0.25, 2023: 0.2, 2024: 0.14}
UNEVALUATED = {(2024, "kubutambahan"): 2, (2023, "sukasada"): 1}
NEVER_RECEIVED = {(2024, "gerokgak"): 1, (2023, "sawan"): 1}
