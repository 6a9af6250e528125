package dev.slipway.domain.job;

import dev.slipway.domain.variable.ManagerFacts;

/**
 * The process that runs jobs.
 *
 * @param systemId what GitLab knows this installation by, e.g. {@code s_0123456789ab}
 */
public record ManagerIdentity(ManagerFacts facts, String systemId) {}
