package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Violation.Kind;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A stand-in of its own for each test, and a runner that talks with it. */
abstract class WithStandIn {
  static final Duration SOON = Duration.ofSeconds(20);

  final Coordinator coordinator;
  final PlainRunner runner;

  WithStandIn() {
    this(CoordinatorOptions.defaults());
  }

  WithStandIn(CoordinatorOptions options) {
    coordinator = Coordinator.start(options.withHost("127.0.0.1"));
    runner = new PlainRunner(coordinator);
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  /** The runner takes the next job, which is this one, and accepts it. */
  final void start(OfferedJob job) {
    assertThat(runner.requestJob().statusCode()).isEqualTo(201);
    assertThat(runner.put(job.id(), PlainRunner.update(job.token(), "running")).statusCode())
        .isEqualTo(200);
  }

  /** The answer has this status, and the journal this one violation. */
  final void expect(HttpResponse<String> answer, int status, Kind kind, String text) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(coordinator.journal().violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(kind);
              assertThat(violation.text()).contains(text);
            });
  }
}
