# Two commands are all that a new machine needs: `make run` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
DATA   ?= data
PORT   ?= 8080
SAMPLE ?= 1

.PHONY: run test pages tests check soak bench pins clean

run: $(VENV)/.run
	@DATA="$(DATA)" PORT="$(PORT)" SAMPLE="$(SAMPLE)" $(BIN)/python -m bot run

# Compiled files are kept even where the machine is told not to: every worker, and every program that a test starts,
# would compile everything again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.dev
	# A browser wants a core for itself; types and style take the other meanwhile.
	@$(MAKE) --no-print-directory -j 2 check pages
	@$(MAKE) --no-print-directory tests

pages: $(VENV)/.dev
	$(BIN)/python -m pytest tests/browser

# They wait for clocks and phones a part of their time: four workers for two cores; a file stays with one of them,
# because its tests may share a world.
tests: $(VENV)/.dev
	$(BIN)/python -m pytest -n 4 --dist loadfile --ignore tests/browser

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

soak: $(VENV)/.dev
	SOAK=1 $(BIN)/python -m pytest -m soak tests/soak

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# The environment is made anew when its pins change, and only then.
$(VENV)/.run: requirements.txt requirements-build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make run PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# For maintainers: writes the pinned files from pyproject.toml (hashes, no addresses).
pins: $(VENV)/.run
	$(BIN)/python -m pip install --quiet pip-tools==7.6.2
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --extra dev --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build *.egg-info
