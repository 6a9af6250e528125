package dev.slipway.app.flow;

import dev.slipway.domain.settings.RunnerSettings;

/** One {@code [[runners]]} entry with what it needs to work. */
public record RunnerUnit(RunnerSettings settings, GitlabPorts gitlab, JobFlow flow) {}
