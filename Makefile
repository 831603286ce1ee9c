# `make run` opens the dashboard, `make test` passes the tests; both build .venv first if it is missing or out of date.
PYTHON ?= python3
BIN := .venv/bin
BROWSER_TESTS := .venv/browser-tests.txt

.PHONY: run test check lint types format benchmark install

run: .venv/.ready
	$(BIN)/python -m streamlit run dashboard.py

# The browser tests mostly wait, so the others run beside them, in what time they leave: a page that is short of it
# gets too slow for its tests. Should it be late all the same, what fails is tried once more, and shown as rerun.
test: .venv/.ready-dev
	@echo "$(BIN)/python -m pytest tests/browser, shown when the other tests have ended"
	@$(BIN)/python -m pytest tests/browser --reruns 1 -rR >$(BROWSER_TESTS) 2>&1 & browser=$$!; \
		nice -n 5 $(BIN)/python -m pytest -n auto --dist loadscope --ignore=tests/browser; others=$$?; \
		wait $$browser; browser=$$?; cat $(BROWSER_TESTS); exit $$((browser || others))

check: lint types test

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready-dev
	$(BIN)/mypy

format: .venv/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# DATA names the folder of public data sets: make benchmark DATA=folder
benchmark: .venv/.ready-dev
	$(BIN)/python -m benchmarks.accuracy $(DATA)
	$(BIN)/python -m benchmarks.speed

install: .venv/.ready

.venv/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one, as in: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements-dev.txt
	touch $@
