package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.pipeline.Pipeline;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The example project's whole pipeline, in the order of its stages. */
class PipelineTest {
  private static final Path EXAMPLE = Behaviour.home().resolveSibling("example");

  /** Four jobs in a row for each client, beside each other. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("pipeline");
    Pipeline.addProject(stage.gitlab(), EXAMPLE);
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void runs_from_build_to_deployment(ClusterClient client, @TempDir Path cache) {
    String token = stage.newRunner();
    String config =
        stage.config(Configs.EXAMPLE, client, token, "").replace("{{cache}}", cache.toString());
    List<OfferedJob> jobs;
    String systemId;
    try (TestManager manager = TestManager.start(config)) {
      systemId = manager.systemId();
      jobs = Pipeline.offer(stage.gitlab(), EXAMPLE, job -> job.withRunnerToken(token));
      jobs.forEach(job -> assertPassed(job.awaitFinalUpdate(LIMIT)));
    }
    stage.assertNothingLeft(systemId);
    assertThat(jobs)
        .extracting(OfferedJob::name)
        .containsExactly("build", "page test", "price test", "deploy");
    assertThat(jobs.get(0).traceText())
        .contains("01O fetching prices\n", "Updated submodules", "Created cache")
        .contains("Uploading artifacts as \"archive\" to coordinator... 201 Created")
        .contains("Uploading artifacts as \"dotenv\" to coordinator... 201 Created");
    assertThat(ArtifactText.lines(jobs.getFirst().artifacts()))
        .containsExactly(
            "archive: zip site.zip, 1 day: dist/ dist/index.html dist/photo.bin",
            "dotenv: gzip artifacts.gz, never: SITE_VERSION=1.1|");
    assertThat(jobs.get(1).traceText())
        .contains("Downloading artifacts for build (" + jobs.getFirst().id() + ")")
        .contains("01O 2 tests passed\n");
    assertThat(jobs.get(2).traceText())
        .contains("Successfully extracted cache", "dial succeeded on localhost:8080")
        .contains("01O the shop's prices are those of the cache\n");
    assertThat(jobs.get(3).traceText())
        .contains("01O deploying version 1.1 of example/app\n", "01O <p>apple: 3</p>\n")
        .contains("01O the deployment of 1.1 ended with success\n");
  }

  private static void assertPassed(OfferedJob job) {
    assertThat(job.finalUpdate().isSuccess()).as(job.name() + ": " + job.traceText()).isTrue();
  }
}
