package dev.slipway.ports.cluster.stream;

import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.Tree.Branch;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.cluster.ExecResult;
import java.util.List;
import java.util.Optional;

/**
 * Kubernetes' Status object ({@code meta/v1.Status}), as far as a stream needs it.
 *
 * @param status Success or Failure
 * @param reason empty where there is none
 * @param message empty where there is none
 * @param code the HTTP code, 0 where there is none
 * @param exitCode the message of the cause {@code ExitCode}, empty where there is none
 */
public record ServerStatus(
    String status, String reason, String message, int code, Optional<Integer> exitCode) {

  /** The Status, or empty where the text is not the whole JSON of one. */
  public static Optional<ServerStatus> read(String json) {
    if (!(TreeJson.read(json).orElse(Tree.Word.NULL) instanceof Branch map)
        || !(map.entries().get("status") instanceof Tree.Text(String status))) {
      return Optional.empty();
    }
    int code =
        map.entries().get("code") instanceof Tree.Word(String word) ? number(word).orElse(0) : 0;
    return Optional.of(
        new ServerStatus(status, text(map, "reason"), text(map, "message"), code, exitCode(map)));
  }

  /** What a stream that ends with this status has come to. */
  ExecResult result() {
    if (status.equals("Success")) {
      return new ExecResult.Exited(0);
    }
    if (exitCode.isPresent()) {
      return new ExecResult.Exited(exitCode.get());
    }
    return new ExecResult.Refused(code, reason, message);
  }

  private static Optional<Integer> exitCode(Branch status) {
    if (status.entries().get("details") instanceof Branch details
        && details.entries().get("causes") instanceof Tree.Items(List<Tree> causes)) {
      for (Tree cause : causes) {
        if (cause instanceof Branch map && text(map, "reason").equals("ExitCode")) {
          return number(text(map, "message"));
        }
      }
    }
    return Optional.empty();
  }

  private static String text(Branch map, String key) {
    return map.entries().get(key) instanceof Tree.Text(String text) ? text : "";
  }

  private static Optional<Integer> number(String text) {
    return text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
