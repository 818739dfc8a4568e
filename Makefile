# `make build` and `make test` need Python 3.11 or later, git and make, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
DATA ?= ../shared/data

.PHONY: build showcase test test-slow test-spark lint bench bench-scale bench-dp bench-page bench-reading bench-spark bench-readiness quality checks docs example browser java clean
.DELETE_ON_ERROR:

build: $(VENV)/installed
	$(BIN)/dbt build

# Builds the release and says where its page is.
showcase: build
	@echo "Open $(CURDIR)/target/release/index.html in a browser."

# Two files of tests at a time, in the order of conftest.py; what a file builds once stays in one process.
test: $(VENV)/installed-dev browser
	$(BIN)/python -m pytest tests/python --data $(DATA) -m "not slow and not spark" -n 2 --dist loadfile \
		--no-loadscope-reorder --durations=10

# Every mode on the larger real tables, neighbours of a table, builds that are killed.
test-slow: $(VENV)/installed-dev
	$(BIN)/python -m pytest tests/python --data $(DATA) -m slow -n 2 --dist loadfile

# The same tables on Spark as in DuckDB; installs Debian's headless Java where there is none.
test-spark: $(VENV)/installed-dev $(VENV)-spark/installed java
	$(BIN)/python -m pytest tests/python/project/test_spark.py --data $(DATA) -m spark

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfmt --check --no-progressbar --quiet models tests/data
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/python/project/test_structure.py

# Prints what it measured; DATA is the folder with the tables that are not part of the project.
bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/bench.py --data $(DATA)

# Prints what one, three and ten million records cost, as in docs/benchmarks.md; half an hour, 15 GB of disk.
bench-scale: $(VENV)/installed-dev
	$(BIN)/python benchmarks/scale.py --data $(DATA)

# Prints ours and others' releases with differential privacy side by side, as in docs/benchmarks.md.
bench-dp: $(VENV)/installed-dev
	$(BIN)/python benchmarks/dp.py --data $(DATA)

# Prints how fast the page is in a browser, as in docs/benchmarks.md.
bench-page: $(VENV)/installed-dev browser
	$(BIN)/python benchmarks/page.py --data $(DATA)

# Prints what it costs to check a CSV file of 1 GB, and to read it, and other files; four minutes.
bench-reading: $(VENV)/installed-dev
	PYTHONPATH=python_udfs $(BIN)/python benchmarks/reading.py

# Prints what Spark shuffles and computes, as in docs/benchmarks.md.
bench-spark: $(VENV)/installed-dev $(VENV)-spark/installed java
	$(BIN)/python benchmarks/spark.py --data $(DATA)

# Prints what readiness says of real tables, how far its estimates are off and what it costs, as in docs/readiness.md.
bench-readiness: $(VENV)/installed-dev
	$(BIN)/python benchmarks/readiness.py --data $(DATA) --builds

# Prints the table of errors in docs/benchmarks.md.
quality: $(VENV)/installed-dev
	$(BIN)/python benchmarks/quality.py --data $(DATA)

# Prints what the checks of a release find and cost, as in docs/benchmarks.md.
checks: $(VENV)/installed-dev
	$(BIN)/python benchmarks/checks.py --data $(DATA)

# The documentation, as pages that open from a folder without a network. Fails on a dead link, and where an option,
# a check, a published table or a public macro is not documented.
docs: $(VENV)-docs/installed
	$(VENV)-docs/bin/python scripts/make_docs.py
	NO_MKDOCS_2_WARNING=1 $(VENV)-docs/bin/mkdocs build --clean --strict --config-file docs/mkdocs.yml
	$(VENV)-docs/bin/python scripts/make_docs.py --check
	@echo "Open $(CURDIR)/target/docs/index.html in a browser."

# The example table, made anew: the same bytes.
example: $(VENV)/installed
	$(BIN)/python scripts/make_example_cases.py

$(VENV)/installed: requirements/package.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/package.txt
	touch $@

$(VENV)/installed-dev: requirements/dev.txt requirements/xlsx.txt requirements/oldest-reader.txt \
		requirements/attack-referee.txt requirements/privacy-referee.txt $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
		--upgrade --target $(VENV)/oldest-reader -r requirements/oldest-reader.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
		--upgrade --target $(VENV)/attack-referee -r requirements/attack-referee.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
		--upgrade --target $(VENV)/privacy-referee -r requirements/privacy-referee.txt
	touch $@

$(VENV)-spark/installed: requirements/spark.txt $(VENV)/installed
	$(PYTHON) -m venv $(VENV)-spark
	$(VENV)-spark/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/spark.txt
	touch $@

$(VENV)-docs/installed: requirements/docs.txt
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: -r requirements/docs.txt
	touch $@

# What Spark runs on: Java 17 or later.
java:
	@command -v java > /dev/null || { \
		sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$sudo apt-get update --quiet && \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes default-jre-headless; }

# The browser in which the page is tested: one that is there, else Debian's.
browser:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || { \
		sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$sudo apt-get update --quiet && \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes chromium; }

clean:
	rm -rf target logs $(VENV) $(VENV)-spark $(VENV)-docs
