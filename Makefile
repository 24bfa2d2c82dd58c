# make demo · make test · make bench · make prove · make docs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint bench prove docs test-spark lock clean

$(VENV)/ready: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

demo: $(VENV)/ready
	$(BIN)/bartack demo demo || test $$? -eq 1

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(VENV)/ready-dev lint
	$(BIN)/pytest -n auto -m "not prove and not spark"

test-spark: $(VENV)/ready-dev
	@command -v java >/dev/null || { echo "skipped: Spark needs Java 17, and there is no java here"; exit 0; }; \
	$(BIN)/python -m pip install --quiet "pyspark>=4" && $(BIN)/pytest -m spark

bench: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks

prove: $(VENV)/ready-dev
	$(BIN)/pytest -m prove
	$(BIN)/python -m benchmarks --write docs/figures.md

docs: $(VENV)/ready-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --extra docs --extra bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist site demo
