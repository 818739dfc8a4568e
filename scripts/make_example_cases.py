"""Write the example table of synthetic_showcase: python scripts/make_example_cases.py [path]

The records are INVENTED: a seeded random generator draws them from the made-up weights below.
None comes from, or describes, a real person or case, and no share or count in them is a finding.
Only the vocabulary follows a real source, the codebook of the Counter-Trafficking Data
Collaborative (CTDC): its terms for gender, age band, means of control and so on.
"""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

DEFAULT_PATH = Path(__file__).resolve().parents[1] / "seeds" / "example_cases.csv"
SEED, CASES, MOST_MEANS = 20240611, 6000, 6  # MOST_MEANS: of control, in one record
ONE_OFF_CITIZENSHIP = "ISL"  # exactly one record gets it: the clearest thing to protect
# fmt: off
LABOUR, SEXUAL, MARRIAGE, OTHER = EXPLOITATION = (
    "is_forced_labour", "is_sexual_exploitation", "is_forced_marriage", "is_other_exploitation")
AGES = ("0--8", "9--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+")
MEANS = ("Debt bondage", "Takes earnings", "Restricts financial access", "Threats",
         "Psychological abuse", "Physical abuse", "Sexual abuse", "False promises",
         "Psychoactive substances", "Restricts movement", "Restricts medical care",
         "Excessive working hours", "Uses children", "Threat of law enforcement",
         "Withholds necessities", "Withholds documents", "Other")
TYPES_OF_LABOUR = {"Agriculture": 3, "Construction": 4, "Domestic work": 5, "Hospitality": 1,
                   "Manufacturing": 2, "Peddling": 0.4, "Begging": 0.8, "Other": 3}
STYLES = (  # means of control that go together, and below how common each style is
    ("False promises", "Takes earnings", "Excessive working hours", "Debt bondage"),
    ("Threats", "Physical abuse", "Psychological abuse", "Sexual abuse"),
    ("Restricts movement", "Withholds necessities", "Withholds documents"))
STYLE_WEIGHTS = {LABOUR: (6, 1, 3), SEXUAL: (2, 6, 2), MARRIAGE: (0, 5, 5), OTHER: (4, 3, 3)}
RECRUITERS: dict[str, dict[str, float]] = {
    LABOUR: {"Other": 5, "Friend": 4, "Family": 1.5, "Intimate partner": 0.2},
    SEXUAL: {"Intimate partner": 5, "Friend": 3, "Other": 2.5, "Family": 2},
    MARRIAGE: {"Family": 8, "Intimate partner": 2}, OTHER: {"Other": 5, "Family": 3}}


class Profile(NamedTuple):
    weight: float
    peak_year: int
    citizenship: str
    countries: Mapping[str, float]  # of exploitation
    female_share: float
    typical_age: str
    exploitation: Mapping[str, float]
    typical_labour: str
    typical_means: tuple[str, ...]


# Profiles exist so that columns are strongly correlated: protection has something to preserve.
PROFILES = [
    Profile(16, 2016, "PHL", {"SAU": 5, "KWT": 4, "ARE": 4, "QAT": 2, "PHL": 2}, 0.9, "30--38",
            {LABOUR: 95, SEXUAL: 4}, "Domestic work", ("False promises", "Debt bondage")),
    Profile(12, 2014, "UKR", {"RUS": 7, "POL": 4}, 0.1, "30--38",
            {LABOUR: 96, OTHER: 2}, "Construction", ("False promises", "Takes earnings")),
    Profile(6, 2010, "UKR", {"TUR": 3, "RUS": 3, "UKR": 2, "DEU": 1}, 0.97, "21--23",
            {LABOUR: 10, SEXUAL: 90}, "Domestic work", ("Threats", "Restricts movement")),
    Profile(16, 2018, "USA", {"USA": 1}, 0.92, "9--17",
            {LABOUR: 4, SEXUAL: 95}, "Peddling", ("Psychoactive substances", "Sexual abuse")),
    Profile(8, 2011, "MDA", {"RUS": 5, "UKR": 2, "TUR": 2, "MDA": 1}, 0.6, "24--26",
            {LABOUR: 50, SEXUAL: 50}, "Construction", ("Takes earnings", "Threats")),
    Profile(8, 2015, "IDN", {"MYS": 6, "SAU": 2, "IDN": 1}, 0.75, "24--26",
            {LABOUR: 97, SEXUAL: 4}, "Domestic work", ("Excessive working hours",)),
    Profile(8, 2013, "KHM", {"THA": 5, "MYS": 3, "KHM": 1}, 0.15, "18--20",
            {LABOUR: 97, MARRIAGE: 2}, "Other", ("Excessive working hours", "Withholds documents")),
    Profile(4, 2019, "NGA", {"ITA": 3, "LBY": 3, "NGA": 1}, 0.9, "18--20",
            {LABOUR: 12, SEXUAL: 85}, "Domestic work", ("Debt bondage", "Threats"))]
# Everyone else, by region: citizenships and countries of exploitation, the most frequent first.
REGIONS = (("BLR KGZ UZB ROU BGR ALB SRB GEO HUN LVA", "RUS KAZ POL ITA DEU GBR ESP NOR"),
           ("MMR BGD VNM NPL THA LKA IND CHN MNG", "MYS THA CHN IND JPN SGP KOR"),
           ("ETH MDG UGA GHA SLE KEN GIN ZWE", "SAU LBN KWT ZAF EGY GHA CIV"),
           ("MEX HTI COL HND GTM VEN BRA PER", "USA DOM ARG CHL TTO"))
for citizenships, destinations in REGIONS:
    countries = {code: rank**-2.0 for rank, code in enumerate(destinations.split(), start=1)}
    for rank, code in enumerate(citizenships.split(), start=1):
        PROFILES.append(Profile(
            5 * rank**-2.3, 2011 + rank, code, {code: 0.5 / rank**2, **countries}, 0.5,
            AGES[2 + rank % 6], {LABOUR: 6, SEXUAL: 1 + rank % 4, MARRIAGE: 0.3, OTHER: 0.5},
            list(TYPES_OF_LABOUR)[rank % 8], (MEANS[rank],)))
# fmt: on
Option = TypeVar("Option", str, int)


def pick(generator: np.random.Generator, weights: Mapping[Option, float]) -> Option:
    """One option by weight, from a plain uniform number: numpy keeps those across releases."""
    edges = np.cumsum(list(weights.values()))
    return list(weights)[int(np.searchsorted(edges, generator.random() * edges[-1], "right"))]


def make_case(generator: np.random.Generator, profile: Profile) -> dict[str, str | int]:
    """One invented record: the profile's typical values are likely, others are possible."""

    def filled(value: str, probability: float) -> str:
        return value if generator.random() < probability else ""

    female, typical_age = profile.female_share, AGES.index(profile.typical_age)
    genders = {"Female": female, "Male": 1 - female, "Transgender/NonConforming": 0.006}
    gender = pick(generator, genders)
    years = {year: 0.3 ** abs(year - profile.peak_year) + 0.004 for year in range(2008, 2022)}
    age = pick(generator, {age: 0.17 ** abs(i - typical_age) + 0.006 for i, age in enumerate(AGES)})
    labours = {**TYPES_OF_LABOUR, profile.typical_labour: 80}
    if age in ("0--8", "9--17"):
        labours |= {"Begging": 20, "Peddling": 5, "Construction": 1}
    kinds = {**profile.exploitation}
    if gender == "Male":
        kinds[LABOUR] *= 4
    kind = pick(generator, kinds)
    found = {kind, pick(generator, kinds)} if generator.random() < 0.1 else {kind}
    style = STYLES[pick(generator, dict(enumerate(STYLE_WEIGHTS[kind])))]
    chances = dict.fromkeys(MEANS, 0.01) | {"Uses children": 0.001} | dict.fromkeys(style, 0.35)
    chances |= dict.fromkeys(profile.typical_means, 0.8)
    means = [name for name in MEANS if generator.random() < chances[name]][:MOST_MEANS]
    detailed = generator.random() < 0.5  # a thin case file leaves means and recruiter empty
    return {
        "year_of_registration": pick(generator, years),
        "gender": gender,
        "age_band": filled(age, 0.8),
        "citizenship": filled(profile.citizenship, 0.97),
        "country_of_exploitation": filled(pick(generator, profile.countries), 0.9),
        "means_of_control": filled(";".join(means), 0.9 if detailed else 0.05),
        **{column: int(column in found) for column in EXPLOITATION},
        "type_of_labour": filled(pick(generator, labours), 0.9 * (LABOUR in found)),
        "recruiter_relation": filled(pick(generator, RECRUITERS[kind]), 0.74 if detailed else 0.06),
    }


def main() -> None:
    generator = np.random.Generator(np.random.PCG64(SEED))
    weights = {number: profile.weight for number, profile in enumerate(PROFILES)}
    cases = [make_case(generator, PROFILES[pick(generator, weights)]) for _ in range(CASES)]
    cases[int(generator.random() * CASES)]["citizenship"] = ONE_OFF_CITIZENSHIP
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_PATH
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case_id", *cases[0]])
        writer.writerows([f"C{n:05d}", *case.values()] for n, case in enumerate(cases, start=1))


if __name__ == "__main__":
    main()
