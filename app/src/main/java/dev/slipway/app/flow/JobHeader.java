package dev.slipway.app.flow;

import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.variable.ManagerFacts;
import java.util.Optional;

/** The first lines of a job's log: who runs it. */
final class JobHeader {
  private JobHeader() {}

  static void write(JobLog log, ClaimedJob job, Optional<FeatureFlags> flags) {
    ManagerFacts facts = job.manager().facts();
    log.plain(
        "Running with %s %s (%s)".formatted(facts.product(), facts.version(), facts.revision()));
    log.plain(
        "  on %s %s, system ID: %s"
            .formatted(
                job.runner().name(), job.runner().shortToken().value(), job.manager().systemId()));
    flags
        .map(FeatureFlags::headerText)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> log.plain("  feature flags: " + text));
  }
}
