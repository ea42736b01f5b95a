# The commands that people, README and CI share. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.geomap-installed
BENCH := benchmarks/.venv
SIZES ?= 1000 10000 100000 1000000
RESULTS ?= outputs/benchmark.json
# What a change of which must be installed again: code is editable, compiled data and pages are not.
INPUTS := pyproject.toml hatch_build.py constraints.txt $(shell find web gazetteer incidents -type f -not -path '*/node_modules/*' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help map test check bench clean

help:
	@echo "make map     set everything up, then write the maps into outputs/"
	@echo "make test    every check and test, a real Chromium included"
	@echo "make check   lint, format, types, layers"
	@echo "make bench   what a map costs beside its peers: an hour, less with SIZES='1000 10000'"
	@echo "make clean   remove all that these made"

$(INSTALLED): $(INPUTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "geomap needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 map" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

map: $(INSTALLED)
	$(BIN)/geomap map --all -o outputs

test: check
	.ci/install-browser
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_layers.py

# In an environment of its own: the peers bring pyarrow, with which pandas behaves differently.
$(BENCH)/.installed: $(INPUTS)
	@test -x $(BENCH)/bin/pip || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@

bench: $(BENCH)/.installed
	.ci/install-browser
	$(BENCH)/bin/python -m benchmarks.run --sizes $(SIZES) -o $(RESULTS)

clean:
	rm -rf $(VENV) $(BENCH) benchmarks/maps/node_modules build dist outputs/*.html web/node_modules
	rm -rf geomap/gazetteer/_data geomap/incidents/_data geomap/render/_static
