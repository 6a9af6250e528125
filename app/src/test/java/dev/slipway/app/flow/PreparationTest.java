package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static final Failure LOST = new Failure.PodLost("ci/pod", "is gone");
  private static final Failure FAULT = new Failure.InternalFault("panic");

  private final Preparation preparation = new Preparation();

  @Test
  @DisplayName("what fails before scripts can be run is told as a failure of the preparation")
  void before() {
    assertThat(preparation.told(LOST)).isEqualTo(new Failure.InPreparation(LOST));
    assertThat(preparation.told(FAULT)).isEqualTo(FAULT);
  }

  @Test
  @DisplayName("what fails later is told as it is")
  void after() {
    preparation.end();
    assertThat(preparation.told(LOST)).isEqualTo(LOST);
  }

  @Test
  @DisplayName("the end of the first script ends it, a pause does not")
  void endedByAScript() throws FailureException, InterruptedException {
    ScriptRunner runner = preparation.endedBy(new Prompt());
    assertThat(runner.pause(Duration.ZERO, Instant.MAX, true)).isEmpty();
    assertThat(preparation.told(LOST)).isInstanceOf(Failure.InPreparation.class);
    assertThat(
            runner.run(
                Stage.PREPARE_SCRIPT, new GeneratedScript("true", List.of()), Instant.MAX, true))
        .isEqualTo(new StageRun.Ran(3));
    assertThat(preparation.told(LOST)).isEqualTo(LOST);
  }

  private record Prompt() implements ScriptRunner {
    @Override
    public StageRun run(
        Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel) {
      return new StageRun.Ran(3);
    }

    @Override
    public Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel) {
      return Optional.empty();
    }
  }
}
