package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.job.Artifact;
import dev.slipway.acceptance.coordinator.job.Job;
import dev.slipway.acceptance.coordinator.job.JobQueue;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.acceptance.coordinator.wire.Multipart;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** {@code POST} and {@code GET jobs/:id/artifacts}, and an object store for direct downloads. */
public final class ArtifactEndpoints {
  /** What the multipart frame may add to the file. */
  private static final int FRAME_BYTES_MAX = 4096;

  private static final String PATH = "/api/v4/jobs/(\\d+)/artifacts";

  private final JobCalls jobs;
  private final int bytesMax;
  private final boolean directDownload;
  private final DirectDownloads store = new DirectDownloads();

  /**
   * @param bytesMax larger files are refused with 413
   * @param directDownload whether a client that allows it is sent to the object store
   */
  public ArtifactEndpoints(JobQueue queue, int bytesMax, boolean directDownload) {
    this.jobs = new JobCalls(queue);
    this.bytesMax = bytesMax;
    this.directDownload = directDownload;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(CallKind.ARTIFACT_UPLOAD, "POST", PATH, this::upload),
        Route.of(CallKind.ARTIFACT_DOWNLOAD, "GET", PATH, this::download),
        store.route());
  }

  private Answer upload(HttpCall call, Matcher path) throws IOException, Refusal {
    Heads.check(call, Set.of("artifact_format", "artifact_type", "expire_in"));
    Job job = jobs.require(path.group(1), call.header("JOB-TOKEN").orElse(""));
    if (!job.state().isActive()) {
      throw JobCalls.notRunning(job);
    }
    Map<String, String> query = call.query();
    if (query.containsValue("")) {
      throw HttpCall.malformed("an empty query parameter is to be left out");
    }
    String type = query.getOrDefault("artifact_type", "archive");
    String formatName = query.getOrDefault("artifact_format", "zip");
    ArtifactFormat format =
        ArtifactFormat.named(formatName)
            .orElseThrow(() -> HttpCall.malformed("artifact_format " + formatName + " is unknown"));
    Multipart file =
        Multipart.read(call.header("Content-Type").orElse(""), readBounded(call), "file");
    if (file.content().length > bytesMax) {
      throw tooLarge();
    }
    Optional<String> fault = format.fault(type, file.fileName(), file.content());
    if (fault.isPresent()) {
      throw HttpCall.malformed(fault.get());
    }
    keep(
        job,
        new Artifact(
            type,
            formatName,
            file.fileName(),
            query.getOrDefault("expire_in", ""),
            file.content()));
    return Answer.json(201, Json.read("\"201\""));
  }

  private byte[] readBounded(HttpCall call) throws IOException, Refusal {
    InputStream in = call.bodyStream();
    byte[] body = in.readNBytes(bytesMax + FRAME_BYTES_MAX);
    if (in.transferTo(OutputStream.nullOutputStream()) > 0) {
      throw tooLarge();
    }
    return body;
  }

  /** Not the runner's fault: it cannot know the limit. */
  private Refusal tooLarge() {
    return Refusal.expected(413, "Request Entity Too Large - more than " + bytesMax + " bytes");
  }

  private static void keep(Job job, Artifact artifact) throws Refusal {
    Artifact earlier = job.artifacts().get(artifact.type());
    if (earlier != null && !Arrays.equals(earlier.content(), artifact.content())) {
      throw Refusal.violation(
          400, Violation.Kind.STATE, "another artifact of the same type already exists");
    }
    job.keep(artifact);
  }

  private Answer download(HttpCall call, Matcher path) throws Refusal {
    Heads.check(call, Set.of("direct_download"));
    Job job = jobs.require(path.group(1), call.header("JOB-TOKEN").orElse(""));
    Artifact archive = job.artifacts().get("archive");
    if (archive == null) {
      throw Refusal.expected(404, "Not Found");
    }
    if (directDownload && call.query().getOrDefault("direct_download", "").equals("true")) {
      return Answer.empty(302).withHeader("Location", store.address(archive));
    }
    return DirectDownloads.whole(archive);
  }
}
