# Slipway: bare `make` lists the commands.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# The JDK is found by itself: JAVA_HOME where it is new enough, else the newest JDK >= 25 installed.
export JAVA_HOME := $(shell .mvn/find-jdk)
MVN := ./mvnw

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: jdk
jdk:
	@.mvn/find-jdk --check

.PHONY: fast
fast: jdk ## Tests of domain and ports only, under 30 s
	@$(MVN) -q -pl domain,ports test

.PHONY: fmt
fmt: jdk ## Format the Java code
	@$(MVN) -q spotless:apply

.PHONY: test
test: jdk ## Every test there is
	@$(MVN) verify
