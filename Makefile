# The way in: make run, make test, make test-interop, make test-asan, make test-tsan, make fuzz, make lint, make build, make install PREFIX=..., make screenshots, make bench,
# make sample.

PREFIX ?= /usr/local
SWIFT ?= swift
CHECK = --explicit-target-dependency-import-check error
# The runtime and every library go into the binary, which then starts at once and runs anywhere.
# ncursesw needs tinfo named where both are archives; lld comes with Swift and hands on no warnings
# that glibc's archives have for everybody who links them.
STATIC = -Xswiftc -cross-module-optimization --static-swift-stdlib -Xswiftc -use-ld=lld \
	-Xswiftc -static-executable -Xlinker -ltinfo -Xlinker -s
GLOSS = .build/release/gloss

.PHONY: names build run test test-interop test-asan test-tsan fuzz lint install uninstall screenshots sample bench bench-test prepare clean

build: prepare
	$(SWIFT) build -c release --product gloss $(CHECK) $(STATIC)

run: build
	$(GLOSS) $(FILES)

test: prepare
	$(SWIFT) build --build-tests $(CHECK)
	$(SWIFT) test --skip-build
	@Tests/Interop/run .build/debug/gloss

# Learns names anew from annotated texts (docs/annotator.md), which are not part of the project.
NAMES ?= ../shared/data/names/train
names: prepare
	$(SWIFT) build -c release --product gloss-train
	.build/release/gloss-train $(NAMES)/*.tsv -o Resources/names.weights
	touch Sources/CNames/names.S

# The formats beside the programs they are of: spaCy, dkpro-cassis, ... from PyPI, kept in
# .build/interop. make test runs it where there is Python 3; INTEROP=required fails where not.
test-interop: prepare
	$(SWIFT) build --product gloss $(CHECK)
	@INTEROP=$${INTEROP:-required} Tests/Interop/run .build/debug/gloss $(INTEROP_TESTS)

# The tests under the sanitizers of addresses and of threads, each with a build of its own. Leaks are
# none of their matter: what is mapped stays mapped until the end. FILTER=... for a part. What the sanitizer
# of threads does with a full stack takes longer than any test waits.
test-asan: prepare
	ASAN_OPTIONS=detect_leaks=0:handle_segv=0 $(SWIFT) test --scratch-path .build/asan --sanitize=address $(if $(FILTER),--filter "$(FILTER)")

test-tsan: prepare
	TSAN_OPTIONS=handle_segv=0 $(SWIFT) test --scratch-path .build/tsan --sanitize=thread \
		--filter "$(or $(FILTER),Session|Terminal|Browser|Worker|Annotator)" --skip 'fault\(key:statuses:\)'

# Mutated files of every format through every command and the browser, for FUZZ seconds; files at
# fault are kept in .build/fuzz. SEED=... repeats a run.
FUZZ ?= 60
fuzz: prepare
	$(SWIFT) build --product gloss $(CHECK)
	python3 Tests/Fuzz/fuzz.py .build/debug/gloss --seconds $(FUZZ) $(if $(SEED),--seed $(SEED))

# Rules of .swift-format; where lines are broken is left to who writes them.
lint:
	@.ci/lint

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(GLOSS) $(DESTDIR)$(PREFIX)/bin/gloss
	install -m 644 docs/gloss.1 $(DESTDIR)$(PREFIX)/share/man/man1/gloss.1
	$(GLOSS) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/gloss
	$(GLOSS) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gloss
	$(GLOSS) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/gloss.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/gloss $(DESTDIR)$(PREFIX)/share/man/man1/gloss.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/gloss \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gloss \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/gloss.fish

screenshots: build
	@if [ -x screenshots/make ]; then screenshots/make; else echo "screenshots/make is not there" >&2; exit 1; fi

# The sample report as DOCX and PDF, into .build/sample; says what is missing for them.
sample:
	@.ci/sample

# How many reports the library is timed on.
REPORTS ?= 20000
# Beside less, vim, wc and grep, which have to be there; BENCH="page -n 5" for a part.
bench: build
	$(SWIFT) build -c release --package-path Benchmarks --product gloss-bench
	Benchmarks/.build/release/gloss-bench generate Benchmarks/.data --missing
	Benchmarks/.build/release/gloss-bench run --gloss $(GLOSS) --data Benchmarks/.data \
		--markdown Benchmarks/.data/table.md $(BENCH)
	$(if $(BENCH),,python3 Benchmarks/library.py $(GLOSS) Benchmarks/.data --reports $(REPORTS))

bench-test:
	$(SWIFT) test --package-path Benchmarks

# Installs what is missing and says so; does nothing where nothing is.
prepare:
	@.ci/prepare

clean:
	$(SWIFT) package clean
