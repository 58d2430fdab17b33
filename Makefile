# The commands of the project; CI runs the same words.

comma := ,
# Tests that need what is listed here fail without it, instead of being skipped.
ANNALS_REQUIRE ?= data$(if $(wildcard ../shared),$(comma)shared)

# Texts that are no part of the project, to measure with.
BENCHMARKS ?= ../shared/bench/data
ASSETS = crates/publish/assets
TARGET = $(or $(CARGO_TARGET_DIR),target)
SPACY = $(TARGET)/bench/venv

.PHONY: demo assets serve browser screenshots api test data parses eval fuzz soak bench bench-record lint

# Build, install the data, read the examples.
demo:
	cargo build --release --package annals
	cargo run --release --quiet --package annals -- data install
	cargo run --release --quiet --package annals -- read examples

# The scripts of the desk, checked and bundled; the next build of the program embeds them. Needs Node.
assets: $(ASSETS)/build/desk.js

$(ASSETS)/build/desk.js: $(wildcard $(ASSETS)/islands/*.ts) $(ASSETS)/build.mjs $(ASSETS)/tsconfig.json $(ASSETS)/node_modules
	cd $(ASSETS) && npm run --silent build

# The examples in the browser, in a record of their own; with plain pages where there is no Node.
serve: data $(if $(shell command -v npm),assets)
	cargo build --release --package annals
	mkdir -p $(TARGET)/desk
	test -e $(TARGET)/desk/annals.db || $(TARGET)/release/annals init --record $(TARGET)/desk/annals.db
	$(TARGET)/release/annals add examples --record $(TARGET)/desk/annals.db
	$(TARGET)/release/annals serve --record $(TARGET)/desk/annals.db

# The desk in headless Chromium, on the examples: what axe finds, widths, forms, scripts, the keyboard. Needs Node; Chromium is the system's.
browser: data assets
	cargo build --release --package annals
	cd $(ASSETS) && ANNALS=$(abspath $(TARGET))/release/annals node --test

# Every page of the desk at three widths, in light and dark, in $(TARGET)/screenshots.
screenshots: data assets
	cargo build --release --package annals
	cd $(ASSETS) && ANNALS=$(abspath $(TARGET))/release/annals node screenshots.mjs $(abspath $(TARGET))/screenshots

# What /openapi.json describes, asked for in thousands of ways by Schemathesis, in an environment of its own.
api: data $(TARGET)/api/ready
	cargo build --release --package annals
	python3 crates/publish/tests/api/run.py $(abspath $(TARGET))/release/annals $(abspath $(TARGET))/api/venv/bin/schemathesis $(abspath $(TARGET))/api $(API_FLAGS)

$(TARGET)/api/ready: crates/publish/tests/api/requirements.txt
	python3 -m venv --clear $(TARGET)/api/venv
	$(TARGET)/api/venv/bin/python -m pip install --quiet --no-deps --requirement $<
	touch $@

$(ASSETS)/node_modules: $(ASSETS)/package-lock.json
	cd $(ASSETS) && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# All tests.
test: data
	ANNALS_REQUIRE=$(ANNALS_REQUIRE) cargo test --workspace --no-fail-fast
	python3 -m unittest discover --quiet eval

# The model and the gazetteer, in $ANNALS_DATA or the platform's data folder.
data:
	cargo run --quiet --package annals -- data install

# Parse the texts of tests/parses/ anew: after a change in syntax, or for a text that was added as {"text": "…"}.
parses: data
	cargo run --quiet --package annals --example parses -- tests/parses/*.jsonl

# The benchmarks that nobody of this project wrote, or one of them: make eval BENCH=tempeval3. EVAL_FLAGS=--keep keeps the figures.
eval:
	cargo run --release --quiet --package annals -- data install
	python3 eval/run.py $(BENCH) $(EVAL_FLAGS)

# Fuzz every parser of foreign bytes for $SECONDS_EACH seconds, a minute unless that is set; fuzz/README.md tells more.
fuzz: data
	fuzz/run

# Kill `annals add` 200 times: nothing that it acknowledged may be lost. ANNALS_SEED=n repeats or changes the moments. Then decide
# 500 times and change the codebook 20 times: no decision may be lost.
soak: data
	ANNALS_KILLS=$(or $(ANNALS_KILLS),200) cargo test --release --package annals --test crash -- --nocapture
	ANNALS_DECISIONS=$(or $(ANNALS_DECISIONS),500) cargo test --release --package annals --test decisions changes

# Speed and memory, beside spaCy's in an environment of its own: docs/speed.md.
bench: $(SPACY)/ready
	cargo run --release --quiet --package annals -- data install
	cargo build --release --package annals --bin annals --example timed
	$(SPACY)/bin/python bench/compare.py $(BENCHMARKS) $(TARGET)/release/annals $(TARGET)/release/examples/timed $(TARGET)/bench

# What a record of many made-up reports costs to add and to ask: make bench-record REPORTS="2000 10000". 100000 take an hour.
bench-record:
	cargo run --release --quiet --package annals -- data install
	cargo build --release --package annals --bin annals
	python3 bench/record.py $(TARGET)/release/annals $(TARGET)/bench $(or $(REPORTS),2000 10000)

$(SPACY)/ready: bench/requirements.txt
	python3 -m venv --clear $(SPACY)
	$(SPACY)/bin/python -m pip install --quiet --no-deps --requirement bench/requirements.txt
	touch $@

# Formatting, clippy and the documentation, without warnings.
lint:
	cargo fmt --check
	cargo clippy --workspace --all-targets -- --deny warnings
	RUSTDOCFLAGS=--deny=warnings cargo doc --workspace --no-deps --quiet
