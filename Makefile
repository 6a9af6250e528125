# Slipway: bare `make` lists the commands.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# The JDK is found by itself: JAVA_HOME where it is new enough, else the newest JDK >= 25 installed.
export JAVA_HOME := $(shell .mvn/find-jdk)
# What --version says; a change that is not committed counts as the commit it is made on.
REVISION := $(shell git rev-parse --short=8 HEAD 2>/dev/null || echo HEAD)
BUILT := $(shell TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd 2>/dev/null || echo 2026-01-01T00:00:00Z)
MVN := ./mvnw -Dslipway.revision=$(REVISION) -Dproject.build.outputTimestamp=$(BUILT)

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: jdk
jdk:
	@.mvn/find-jdk --check

.PHONY: fast
fast: jdk ## Tests of domain and ports only, under 30 s
	@$(MVN) -q -pl domain,ports test

.PHONY: demo
demo: build ## Run a real CI job in a real pod and show its log (CASE=job|pipeline, ADAPTER=fabric8|official, CLUSTER=local|k3s|kubeconfig|auto)
	@acceptance-tests/demo/run

.PHONY: test
test: jdk packages cluster-up ## Every test but the long ones, as CI runs them
	@$(MVN) verify
	@acceptance-tests/cluster/test-recovery
	@acceptance-tests/package/test
	@acceptance-tests/package/test-image

.PHONY: test-long
test-long: build packages cluster-up ## The tests that take minutes each: large logs, many cuts, k3s in a container
	@$(MVN) -Dgroups=long -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false test
	@acceptance-tests/k3s/test
	@acceptance-tests/package/test-bench
	@acceptance-tests/package/test-reproducible

.PHONY: build
build: jdk
	@echo "building (the first time downloads libraries, some minutes)" >&2
	@$(MVN) -q -DskipTests -Dspotless.check.skip -pl acceptance-tests -am package

.PHONY: dist
dist: build ## Pack the program with a Java of its own: app/target/slipway-VERSION-linux-x64.tar.gz
	@app/package

.PHONY: image
image: build cluster-up ## Make a container image of it, manager and helper in one: app/target/slipway-image.tar
	@app/image

.PHONY: bench
bench: build cluster-up ## Measure jobs in real pods (JOBS=20 AT_ONCE=1 JSON=FILE, BASELINE=/path/to/gitlab-runner BASELINE_HELPER_IMAGE=NAME)
	@CLUSTER=local $(JAVA_HOME)/bin/java -XX:+UseSerialGC -cp "acceptance-tests/target/classes:app/target/slipway/lib/*" dev.slipway.acceptance.bench.Bench \
	  --program "$$(app/package --folder)/bin/slipway" --jobs $(or $(JOBS),20) --at-once $(or $(AT_ONCE),1) $(if $(JSON),--json "$(JSON)") \
	  $(if $(BASELINE),--baseline "$(BASELINE)") $(if $(BASELINE_HELPER_IMAGE),--baseline-helper-image "$(BASELINE_HELPER_IMAGE)")

.PHONY: bench-helper
bench-helper: build ## Measure packing, transfer and unpacking of files beside zip, unzip, zstd and curl (MIB=1024 FILES=10000)
	@acceptance-tests/packages --bench
	@$(JAVA_HOME)/bin/java -XX:+UseSerialGC -Xmx256m -cp "acceptance-tests/target/classes:app/target/slipway/lib/*" dev.slipway.acceptance.bench.HelperBench \
	  --program "$$(app/package --folder)/bin/slipway" --mib $(or $(MIB),1024) --files $(or $(FILES),10000)

.PHONY: packages
packages:
	@acceptance-tests/packages

.PHONY: cluster-up
cluster-up: ## Start the embedded Kubernetes and say where its kubeconfig is
	@acceptance-tests/cluster/up

.PHONY: cluster-down
cluster-down: ## Stop the embedded Kubernetes and clean up after it
	@acceptance-tests/cluster/down

.PHONY: coordinator
coordinator: build ## Run the GitLab stand-in on its own (ARGS="--port 8929 --follow")
	@$(JAVA_HOME)/bin/java -cp "acceptance-tests/target/classes:app/target/slipway/lib/*" dev.slipway.acceptance.coordinator.CoordinatorMain $(ARGS)

.PHONY: golden
golden: jdk ## Rewrite the golden files and the generated pages; look at the difference before you commit it
	@$(MVN) -q -Dgolden=write test

.PHONY: fmt
fmt: jdk ## Format the Java code
	@$(MVN) -q spotless:apply
