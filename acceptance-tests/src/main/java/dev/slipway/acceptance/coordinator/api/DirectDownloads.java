package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.job.Artifact;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The object store that GitLab sends a client to. An address gives the whole object once, so that a
 * test sees who follows it twice; and pieces of it ({@code Range}) until then.
 */
final class DirectDownloads {
  private static final String PATH = "/stand-in/store/";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})-(\\d{1,9})");

  private final Map<String, Artifact> objects = new ConcurrentHashMap<>();

  Route route() {
    return Route.of(CallKind.STAND_IN, "GET", PATH + "([0-9a-f-]+)", this::get);
  }

  /** A new address of it. */
  String address(Artifact artifact) {
    String key = UUID.randomUUID().toString();
    objects.put(key, artifact);
    return PATH + key;
  }

  private Answer get(HttpCall call, Matcher path) throws Refusal {
    String key = path.group(1);
    Optional<Matcher> range = call.header("Range").map(RANGE::matcher).filter(Matcher::matches);
    Artifact object = range.isPresent() ? objects.get(key) : objects.remove(key);
    if (object == null) {
      throw Refusal.expected(403, "Forbidden");
    }
    return range.isPresent() ? piece(object.content(), range.get()) : whole(object);
  }

  static Answer whole(Artifact artifact) {
    return Answer.bytes(200, "application/octet-stream", artifact.content())
        .withHeader("Content-Disposition", "attachment; filename=\"" + artifact.fileName() + "\"");
  }

  private static Answer piece(byte[] content, Matcher range) throws Refusal {
    int from = Integer.parseInt(range.group(1));
    int to = Math.min(Integer.parseInt(range.group(2)), content.length - 1);
    if (from > to) {
      throw Refusal.expected(416, "Range Not Satisfiable");
    }
    return Answer.bytes(206, "application/octet-stream", Arrays.copyOfRange(content, from, to + 1))
        .withHeader("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length));
  }
}
