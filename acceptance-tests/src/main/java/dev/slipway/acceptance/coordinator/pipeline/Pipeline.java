package dev.slipway.acceptance.coordinator.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The pipeline of an example project. */
public final class Pipeline {
  private static final int PROJECT_ID = 12;

  private Pipeline() {}

  /** Makes the repositories of a folder, once for each server. */
  public static void addProject(Coordinator gitlab, Path folder) {
    ExampleProject.addTo(gitlab, folder);
  }

  /**
   * Offers the jobs of the project's pipeline. A job is handed out when all of the stages before
   * its own have succeeded, and has their artifacts and the variables of their dotenv reports.
   *
   * @param each a last change to each job
   * @return the jobs in the order of their stages
   */
  public static List<OfferedJob> offer(
      Coordinator gitlab, Path folder, UnaryOperator<JobSpec> each) {
    List<OfferedJob> offered = new ArrayList<>();
    List<OfferedJob> before = new ArrayList<>();
    int stage = 0;
    for (PipelineFile.Entry entry : read(folder).jobs()) {
      if (entry.stage() > stage) {
        stage = entry.stage();
        before.addAll(offered.subList(before.size(), offered.size()));
      }
      JobSpec job = each.apply(entry.job().with(project()));
      offered.add(gitlab.offer(job.withNeeds(before.toArray(OfferedJob[]::new))));
    }
    return offered;
  }

  private static PipelineFile read(Path folder) {
    Path file = folder.resolve("app/.gitlab-ci.yml");
    try {
      return PipelineFile.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode project() {
    ObjectNode more = Json.object();
    more.putObject("job_info")
        .put("project_id", PROJECT_ID)
        .put("project_name", "app")
        .put("project_full_path", ExampleProject.PROJECT);
    return more;
  }
}
