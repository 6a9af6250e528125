package dev.slipway.app.cli;

import dev.slipway.domain.tree.Tree;
import java.util.List;

/**
 * What came of planning a job.
 *
 * @param objects in the order in which they are made
 * @param warnings what the job's log would warn of
 */
public record PlanAnswer(List<Tree> objects, List<String> warnings) {
  public PlanAnswer {
    objects = List.copyOf(objects);
    warnings = List.copyOf(warnings);
  }
}
