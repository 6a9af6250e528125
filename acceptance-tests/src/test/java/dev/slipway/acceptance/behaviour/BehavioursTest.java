package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.behaviour.Expectation.JobEnd;
import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of behaviours, through both clients. {@code -Dgolden=write} renews what is expected.
 */
class BehavioursTest {
  private static Stage stage;

  static Stream<Arguments> behaviours() {
    // While one works on a few of them: -Dbehaviour=REGEX.
    Pattern wanted = Pattern.compile(System.getProperty("behaviour", ".*"));
    return Behaviour.all().stream()
        .filter(behaviour -> wanted.matcher(behaviour.name()).matches())
        .flatMap(
            behaviour ->
                Stream.of(ClusterClient.values()).map(client -> Arguments.of(behaviour, client)));
  }

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("behaviours");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @ParameterizedTest(name = "{0} ({1})")
  @MethodSource("behaviours")
  void is_as_expected(Behaviour behaviour, ClusterClient client) throws InterruptedException {
    String token = stage.newRunner();
    List<JobEnd> ends = new ArrayList<>();
    int violationsBefore = stage.gitlab().journal().violations().size();
    String systemId;
    try (TestManager manager =
        TestManager.start(stage.config(behaviour.config(), client, token, ""))) {
      systemId = manager.systemId();
      List<OfferedJob> passed = new ArrayList<>();
      for (JobSpec spec : behaviour.jobs()) {
        OfferedJob job =
            stage
                .gitlab()
                .offer(spec.withRunnerToken(token).withNeeds(passed.toArray(OfferedJob[]::new)));
        job.awaitFinalUpdate(Stage.LIMIT);
        if (job.finalUpdate().isSuccess()) {
          passed.add(job);
        }
        ends.add(end(job));
      }
    }
    stage.assertNothingLeft(systemId);
    assertThat(stage.gitlab().journal().violations().stream().skip(violationsBefore)).isEmpty();
    Expectation seen = new Expectation(ends);
    if ("write".equals(System.getProperty("golden")) && client == ClusterClient.FABRIC8) {
      behaviour.expect(seen);
    }
    assertThat(seen).usingRecursiveComparison().isEqualTo(behaviour.expectation());
  }

  private static JobEnd end(OfferedJob job) {
    FinalUpdate update = job.finalUpdate();
    return new JobEnd(
        update.state(),
        update.failureReason(),
        update.exitCode().stream().boxed().findFirst(),
        ArtifactText.lines(job.artifacts()),
        LogText.lines(job.traceText(), stage.namespace(), stage.gitlab().url().toString()));
  }
}
