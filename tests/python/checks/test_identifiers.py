"""Direct identifiers: names of columns and values that say who somebody is stop a release."""

import csv
import random

import duckdb
import pytest
from conftest import Warehouse
from people import COLUMNS, invented_people, write_people

# Names that are meant, by kind, in English, French and Spanish and in the ways in which names are
# written.
NAMES = {
    "name of a person": """first_name LastName FULLNAME surname name Name_1 Prénom prénoms nom
        nom_de_famille nom-complet nombre apellido Apellidos nombre.completo primer_nombre
        patient_name nameOfMother nom_du_patient nombre_de_la_madre username""",
    "e-mail address": "email E-Mail contact_email emailAddress mail courriel correo_electronico",
    "telephone number": """phone mobile_phone phoneNumber telephone_2 téléphone numéro_de_téléphone
        tel teléfono celular fax""",
    "web address": "url website site_web sitio_web",
    "address of a device": "ip_address IPAddress ip adresse_ip direccion_ip mac_address",
    "bank account": "iban IBAN account_number numero_de_compte numero_cuenta",
    "payment card": "card_number creditCardNumber numero_de_tarjeta",
    "passport": "passport passport_no passeport pasaporte numero_pasaporte",
    "national id": """SSN social_security_number national_id nationalId dni NIF CURP
        numéro_de_sécurité_sociale carte_d'identité documento_de_identidad cédula drivers_license
        license_plate""",
    "street address": "address home_address address1 street adresse rue calle dirección domicilio",
    "date of birth": """date_of_birth dateOfBirth DOB birth_date birthday mother_birthdate
        date_de_naissance date_naissance fecha_nacimiento FechaDeNacimiento""",
    "coordinates": "gps gps_coordinates geolocation coordenadas",
    "unique id": "guid person_uuid",
}
# Names beside the former that are not.
NO_NAMES = """place_name file_name country_name event_name nombre_pais nom_commune name_of_hospital
    company_full_name product_name drug_name nombre_archivo denominacion surnamed
    country_of_birth place_of_birth year_of_birth birth_year birth_weight lugar_de_nacimiento
    pays_de_naissance ano_nacimiento date_of_death fecha_ingreso
    has_phone phone_type phone_ownership tiene_telefono acces_telephone email_consent
    address_country street_lighting ip_admissions shipping recipe telework hotel mailing faxed
    type_of_passport is_address addressed domicilio_municipio estado_civil passport_country
    age sex town postcode region income tax education id record latitude longitude lat lon
    nir_band iPhone
    cardinal discard curriculum direccion_general gender job disease house day""".split()
# Values that are meant, by kind; each is tried as the only one of a column.
VALUES = {
    "e-mail address": ["ana@example.org", "Write to J.O'Neil+x@mail.example.co.uk, please"],
    "telephone number": [
        *("+41 79 123 45 67", "+14155550123", "0041 79 123 45 67", "0033612345678"),
        *("(415) 555-0123", "415-555-0123", "06 12 34 56 78", "01.23.45.67.89", "612 34 56 78"),
        *("91 123 45 67", "55 1234 5678", "020 7946 0958", "044 123 45 67", "030/1234567"),
        *("(01632) 960391", "415.555.0123x704", "+1-415-555-0123 ext. 12"),
    ],
    "web address": ["https://example.org/people/7", "see www.example.org/~ana"],
    "address of a device": [
        *("192.168.0.17", "8.8.8.108", "203.0.113.5:443", "2001:db8::8a2e:370:7334"),
        "00:1b:44:11:3a:b7",
    ],
    "passport": ["AB123456", "C01234567", "12AB34567", "P1234567A", "XDA123456"],
    "coordinates": ["46.2044, 6.1432", "(-33.8688,151.2093)", "POINT(6.1432 46.2044)"],
    "unique id": ["123e4567-e89b-12d3-a456-426614174000", "{123E4567-E89B-12D3-A456-426614174000}"],
    # The examples that the standards and the authorities give.
    "bank account": [
        *("GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR1420041010050500013M02606"),
        *("ES91 2100 0418 4502 0005 1332", "NO93 8601 1117 947", "MT84MALT011000012345MTLCAST001S"),
    ],
    "payment card": [
        *("4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "6011111111111117"),
        *("3530111333300000", "30569309025904", "2223003122003222"),
    ],
    "national id": [
        *("078-05-1120", "AB123456C", "12345678Z", "X1234567L"),
        *("2 55 08 14 168 025 38", "756.9217.0769.85", "GODE561231HDFRRL09"),
    ],
}
# Columns of values that are not.
NO_VALUES = {
    "years": ["1987", "1988", "1989-90", "2001/2002"],
    "isco": ["2211", "26530000", "22110101", "0110"],
    "nace": ["01.11", "62.01", "10.11.1", "46.49.30"],
    "coicop": ["01.1.1.1", "04.5.1.0", "11.1.1.2", "12.5.3.1"],
    "postcode": ["0150", "75013", "SW1A 1AA", "08002", "1234 AB"],
    "fips": ["01001", "36061", "06037430700", "360610112021"],
    "money": ["1 234 567", "612 345 678", "1,234.56", "+1500", "12345678.90", "00.50"],
    "share": ["12.5 %", "0.125", "+3.25 %"],
    "number": ["46.2044", "6.1432", "-33.86880", "1234.5678"],
    "case": ["0012345678", "00012345", "007", "C00012", "A-0001", "0000123456789"],
    "band": ["20-29", "1000-1999", "(below 0)", "65+", "00-17", "[12.345, 15.678)"],
    "date": ["2020-03-15", "15.03.2020", "15/03/2020", "20200315", "2020-03-15 10:30:00"],
    "time": ["10:30", "10:30:15", "2020-01-02T10:30:15"],
    "icd": ["A00.0", "J12.82", "U07.1", "S72.001A"],
    "version": ["1.2.3", "1.2.3.4", "10.1.0.2"],
    "text": ["Debt bondage", "@home", "he said: www", "a@b", "8 @ 9.50"],
    "seven": ["DE12345", "ES300", "FR-75", "GB-ENG", "NUTS3 DE212"],
    # As the former, with another check digit.
    "accounts": ["GB83 WEST 1234 5698 7654 32", "DE8937040044053201300", "NO9486011117947"],
    "cards": ["4111 1111 1111 1112", "9999999999999995", "378282246310006", "1234567890123452"],
    "ids": ["12345678A", "X1234567T", "255081416802539", "987-65-4320"],
}
FILLER = ["red", "blue", "green"]


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """What `list_identifying_columns` gives for {column: values}, without a build."""
    compiled = {}

    def listed(columns: dict[str, list[str]], **options) -> list[tuple]:
        key = repr(sorted(options.items()))
        if key not in compiled:
            call = "synthetic_showcase.list_identifying_columns('columns_given', 'values_given')"
            warehouse = Warehouse(tmp_path_factory.mktemp("compiled"))
            inline = ["--inline", "{{ " + call + " }}", "--quiet"]
            build = warehouse.dbt("compile", *inline, parsed=False, **options)
            assert build.code == 0, build.output
            compiled[key] = build.output
        with duckdb.connect() as connection:
            connection.execute("create table columns_given (column_name varchar)")
            connection.execute("create table values_given (column_name varchar, value varchar)")
            values = [(column, each) for column, given in columns.items() for each in given]
            connection.executemany("insert into columns_given values (?)", [[c] for c in columns])
            if values:
                connection.executemany("insert into values_given values (?, ?)", values)
            return connection.execute(compiled[key]).fetchall()

    return listed


def kinds(found: list[tuple], place: str) -> dict[str, set[str]]:
    """The kinds of each column that were found by its name, or in its values."""
    columns: dict[str, set[str]] = {}
    for column, kind, found_in, *_ in found:
        if found_in == place:
            columns.setdefault(column, set()).add(kind)
    return columns


def test_names_of_columns_are_meant_as_whole_words(listed):
    wanted = {name: {kind} for kind, names in NAMES.items() for name in names.split()}
    found = listed(dict.fromkeys([*wanted, *NO_NAMES], FILLER))
    assert kinds(found, "name") == wanted
    assert kinds(found, "values") == {}


def test_values_are_found_and_others_like_them_are_not(listed):
    wanted = {f"{kind} {i}": [v] for kind, vs in VALUES.items() for i, v in enumerate(vs)}
    columns = {f"c{i}": values for i, values in enumerate(wanted.values())}
    found = kinds(listed({**columns, **NO_VALUES}), "values")
    names = {f"c{i}": {name.rsplit(" ", 1)[0]} for i, name in enumerate(wanted)}
    # The number of a foreigner in Spain could be that of a passport of the Philippines.
    names[next(c for c, v in columns.items() if v == ["X1234567L"])].add("passport")
    assert {c: k for c, k in found.items() if c in NO_VALUES} == {}
    assert found == names


def test_how_many_values_are_enough(listed):
    """One whose pattern does not come by chance, and half of the others."""
    one = {"e-mail address", "bank account", "unique id"}
    columns = {kind: [values[0], *FILLER] for kind, values in VALUES.items()}
    assert set(kinds(listed(columns), "values")) == one
    columns = {kind: [*values[:1], "red"] for kind, values in VALUES.items()}
    found = listed(columns)
    assert set(kinds(found, "values")) == set(VALUES)
    counts = {(published, seen) for _, _, place, published, seen, _ in found if place == "values"}
    assert counts == {(2, 1)}


def test_decimals_are_coordinates_in_columns_that_are_called_so(listed):
    values = ["46.2044", "6.1432", "47.3769"]
    columns = dict.fromkeys(["lat", "home_longitude", "Latitud", "income", "lateral"], values)
    wanted = {name: {"coordinates"} for name in ("lat", "home_longitude", "Latitud")}
    assert kinds(listed(columns), "values") == wanted
    coarse = ["46.2", "6.14", "47.38"]
    assert listed(dict.fromkeys(columns, coarse)) == []


def test_a_name_of_a_pivoted_column_can_be_a_value(listed):
    columns = {"ana@example.org": ["red"], "+41 79 123 45 67": ["red"], "P0010001": ["red"]}
    found = kinds(listed(columns), "name")
    assert found == {
        "ana@example.org": {"e-mail address"},
        "+41 79 123 45 67": {"telephone number"},
    }


def test_yes_and_no_are_no_identifiers(listed):
    columns = {"telephone": ["yes", "no"], "email": ["0.0", "1.0"], "phone": ["yes", "private"]}
    assert kinds(listed({**columns, "fax": []}), "name") == {
        "phone": {"telephone number"},
        "fax": {"telephone number"},
    }


def test_a_date_of_birth_in_bands_is_not_meant(listed):
    columns = {"date_of_birth": ["1980", "1981"], "dob": ["1980", "1981"]}
    assert kinds(listed(columns, bands={"Date_Of_Birth": "year"}), "name") == {
        "dob": {"date of birth"}
    }


def test_check_digits_are_those_of_the_standards(listed):
    """Against whole numbers in Python, for codes that are drawn."""
    draw = random.Random(5)

    def digits(n):
        return "".join(draw.choices("0123456789", k=n))

    accounts, cards, keys, letters = [], [], [], []
    for _ in range(60):
        body = digits(18)
        right = 98 - int(f"{body}131400") % 97
        accounts += [(f"DE{n:02}{body}", n == right) for n in (right, right % 97 + 1)]
        start = "4" + digits(14)
        total = sum(sum(map(int, str(int(d) * 2))) for d in start[::2])
        last = -(total + sum(map(int, start[1::2]))) % 10
        cards += [(f"{start}{n}", n == last) for n in (last, (last + 3) % 10)]
        born = f"1{digits(2)}{draw.randint(1, 12):02}{draw.randint(1, 95):02}{digits(6)}"
        key = 97 - int(born) % 97
        keys += [(f"{born}{n:02}", n == key) for n in (key, key % 97 + 1)]
        number = digits(8)
        letter = "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23]
        letters += [(number + each, each == letter) for each in (letter, "I")]
    cases = {"a": accounts, "b": cards, "c": keys, "d": letters}
    columns = {
        f"{case}{i}": [code] for case, codes in cases.items() for i, (code, _) in enumerate(codes)
    }
    right = {f"{case}{i}" for case, codes in cases.items() for i, (_, r) in enumerate(codes) if r}
    assert set(kinds(listed(columns), "values")) == right


def write_table(path, columns: dict[str, list[str]]) -> str:
    """Invented people with more columns; of each, the values in turn."""
    rows = [
        [*row, *(values[i % len(values)] for values in columns.values())]
        for i, row in enumerate(invented_people(400))
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[*COLUMNS, *columns], *rows])
    return str(path)


def findings(warehouse) -> list[tuple]:
    query = "select column_name, kind, found_in, values_found from showcase_direct_identifiers"
    return warehouse.rows(query, "sensitive")


REASON = "the addresses of three offices, not of people | asked A. B."


def test_a_release_is_stopped_and_goes_out_once_somebody_reviewed_it(warehouse):
    """And the certificate has the reason, but no value."""
    offices = [f"office{i}@example.org" for i in range(3)]
    several = ["red", "red;+41 79 123 45 67", "+41 79 123 45 67"]
    path = write_table(
        warehouse.folder / "people.csv",
        {"contact": offices, "several": several, "fullName": [""]},
    )
    options = {
        "input_file": path,
        "multi_value_columns": {"several": ";"},
        "use_columns": ["gender", "town", "contact", "several", "fullName"],
        "reporting_length": 2,
        "control_share": 0,
    }
    build = warehouse.dbt("build", **options)
    assert build.code != 0
    assert warehouse.failed() == {"direct_identifiers"}
    # A column that nobody fills is not published, nor is its name.
    assert findings(warehouse) == [
        ("contact", "e-mail address", "values", 3),
        ("several", "telephone number", "values", 1),
    ]
    said = "What looks like a direct identifier of a person: contact (e-mail address,"
    assert f"FAIL direct_identifiers: {said} by its values), several" in build.output
    assert not (warehouse.folder / "published.duckdb").exists()
    assert "example.org" not in build.output and "+41" not in build.output
    # No tests are run by `dbt run`, and it does not publish either.
    assert (
        "these checks have findings: direct_identifiers" in warehouse.dbt("run", **options).output
    )

    reviewed = {"Contact": REASON, "several": "one office", "town": "not needed"}
    build = warehouse.build(**options, reviewed_columns=reviewed)
    assert build.output.count("which does not look like a direct identifier") == 1
    assert "showcase_reviewed_columns gives a reason for town, which does not" in build.output
    verdict, stops, sentence = warehouse.verdicts()["direct_identifiers"]
    assert (verdict, stops) == ("pass", True)
    assert sentence.endswith(", besides those that showcase_reviewed_columns gives a reason for.")
    assert findings(warehouse) == []
    text = (warehouse.folder / "release" / "RELEASE.md").read_text()
    reason = REASON.replace("|", "\\|")
    assert f"| contact | e-mail address, by its values | {reason} |" in text
    assert "| several | telephone number, by its values | one office |" in text
    assert "example.org" not in text
    assert REASON in (warehouse.folder / "release" / "RELEASE.html").read_text()


WRONG = {
    "no such column": ({"nobody": "a reason"}, "a column or group that is published"),
    "not published": ({"age": "a reason"}, "a column or group that is published"),
    "no reason": ({"town": " "}, "a reason in words for each column"),
    "a list": (["town"], "{column: reason}"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_review_of_nothing_stops_before_any_work(wrong, warehouse):
    reviewed, allowed = WRONG[wrong]
    path = write_people(warehouse.folder / "people.csv", invented_people(100))
    options = {"input_file": path, "use_columns": ["town", "job"]}
    build = warehouse.dbt("build", **options, reviewed_columns=reviewed)
    assert build.code != 0
    assert f"showcase_reviewed_columns must be {allowed}" in build.output
    assert "OK created" not in build.output


def test_with_differential_privacy_raw_values_do_not_matter(warehouse):
    """An address that everybody has in one column, and addresses that one person each has in
    another: released is the first alone, and so is what is found."""
    own = [f"p{i}@example.org" for i in range(400)]
    path = write_table(
        warehouse.folder / "people.csv",
        {"office": ["all@example.org"], "note": own, "telephone": ["yes", "no"]},
    )
    options = {
        "input_file": path,
        "guarantee": "differential_privacy",
        "epsilon": 50,
        "budget_epsilon": 100,
        "delta": 1e-6,
        "reporting_length": 1,
        "contribution_bound": "columns",
        "use_columns": ["gender", "town", "office", "note", "telephone"],
    }
    # Names are looked at before the budget is charged, whatever the values are.
    build = warehouse.dbt("build", **options)
    assert build.code != 0
    said = "nothing charged: names of columns look like direct identifiers of people: telephone"
    assert said in build.output
    charges = "select count(*) from governance.privacy_ledger"
    reviewed = {"telephone": "yes or no"}

    build = warehouse.dbt("build", **options, reviewed_columns=reviewed)
    assert build.code != 0
    assert warehouse.failed() == {"direct_identifiers"}
    assert findings(warehouse) == [("office", "e-mail address", "values", 1)]
    assert not (warehouse.folder / "published.duckdb").exists()
    assert warehouse.rows(charges, "sensitive") == [(1,)]

    reviewed["office"] = "one office"
    warehouse.build(**options, reviewed_columns=reviewed)
    assert warehouse.rows(charges, "sensitive") == [(1,)], "a review is charged"
    text = (warehouse.folder / "release" / "RELEASE.md").read_text()
    assert "| telephone | telephone number, by its name | yes or no |" in text
