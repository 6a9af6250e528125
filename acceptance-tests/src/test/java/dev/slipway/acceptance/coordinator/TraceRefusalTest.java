package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Violation.Kind;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule for pieces of trace, broken once. */
class TraceRefusalTest extends WithStandIn {
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  @Test
  @DisplayName("a piece of trace at another place: 416 with what the server has")
  void offset() {
    start(job);
    runner.patch(job.id(), job.token(), 0, "12345");
    HttpResponse<String> answer = runner.patch(job.id(), job.token(), 3, "45");
    expect(answer, 416, Kind.TRACE_OFFSET, "begins at 3");
    assertThat(answer.headers().firstValue("Range")).contains("0-5");
    assertThat(job.traceText()).isEqualTo("12345");
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        arguments("none", "Missing header Content-Range"),
        arguments("0-", "Content-Range is '0-'"),
        arguments("bytes 0-2/3", "Content-Range is 'bytes 0-2/3'"),
        arguments("0-3", "but the body has 3 bytes"),
        arguments("0-1", "but the body has 3 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ranges")
  @DisplayName("a range of another form, or one that does not fit the body: 400")
  void range(String range, String text) {
    start(job);
    HttpResponse<String> answer =
        range.equals("none")
            ? runner.patch(job.id(), "abc", "JOB-TOKEN", job.token(), "Content-Type", "text/plain")
            : runner.patch(
                job.id(),
                "abc",
                "JOB-TOKEN",
                job.token(),
                "Content-Type",
                "text/plain",
                "Content-Range",
                range);
    expect(answer, 400, Kind.MALFORMED, text);
  }

  @Test
  @DisplayName("a piece of trace without bytes: 400; under another content type: 415")
  void emptyPiece() {
    start(job);
    assertThat(runner.patch(job.id(), job.token(), 0, "").statusCode()).isEqualTo(400);
    HttpResponse<String> json =
        runner.patch(
            job.id(),
            "a",
            "JOB-TOKEN",
            job.token(),
            "Content-Type",
            "application/json",
            "Content-Range",
            "0-0");
    assertThat(json.statusCode()).isEqualTo(415);
    assertThat(coordinator.journal().violations()).hasSize(2);
  }

  @Test
  @DisplayName("an unknown query parameter: 400")
  void query() {
    start(job);
    var request =
        runner
            .request("/api/v4/jobs/" + job.id() + "/trace?debug=true")
            .method("PATCH", BodyPublishers.ofString("a"));
    expect(runner.send(request), 400, Kind.MALFORMED, "query parameter debug is unknown");
  }
}
