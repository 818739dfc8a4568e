"""Invented people, and files of them."""

import csv
import random

COLUMNS = ["age", "day", "disease", "gender", "house", "job", "town"]


def invented_people(number: int = 1500, seed: int = 1) -> list[list[str]]:
    """Invented people, of whom every clerk in Bergen has the flu; some say nothing of their job."""
    draw = random.Random(seed)
    rows = []
    for _ in range(number):
        town = draw.choices(["Oslo", "Bergen", "Bodo", "Alta", "Voss"], [40, 30, 15, 10, 5])[0]
        job = draw.choices(["clerk", "nurse", "miner", "smith", ""], [30, 25, 20, 15, 10])[0]
        disease = draw.choices(["flu", "cold", "gout", "mumps"], [40, 30, 20, 10])[0]
        if (town, job) == ("Bergen", "clerk"):
            disease = "flu"
        age = str(draw.choices(range(20, 60, 5), range(8, 0, -1))[0])
        day, house = str(draw.randint(1, 30)), draw.choice("abcdefghijklmnopqrstuvwxyz")
        rows.append([age, day, disease, draw.choice("FM"), house, job, town])
    return rows


def write_people(path, rows) -> str:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return str(path)


def write_people_with_lists(folder, people=3000, seed=7):
    """Variables for a table of people with dependent columns and a list."""
    chance = random.Random(seed)
    path = folder / "people.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person", "town", "work", "age", "tags"])
        for i in range(people):
            town = chance.choice("AAAB")
            work = chance.choice("xxy") if town == "A" else chance.choice("yz")
            tags = ";".join(sorted(chance.sample("uvw", chance.randint(0, 2))))
            writer.writerow([i, town, work, chance.choice(["young", "old", ""]), tags])
        # Nobody may hear of the only lion tamer.
        writer.writerow([people, "Nowhere", "lion tamer", "old", ""])
    return {
        "input_file": str(path),
        "subject_id": "person",
        "multi_value_columns": {"tags": ";"},
        "max_values": {"tags": 3},
        "guarantee": "differential_privacy",
        "epsilon": 1,
    }
