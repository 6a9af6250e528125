package dev.slipway.ports.cluster;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expected refusal of the Kubernetes API. {@code message} is the server's own sentence. */
public sealed interface ClusterError {
  /** Stands behind the server's word where it does not know who asks. */
  String UNKNOWN_CREDENTIALS =
      ": the API server does not know these credentials; they are wrong or have expired";

  /** Longer than this nobody is made to wait between two tries, whatever a server asks for. */
  Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);

  String message();

  /**
   * How long to wait before the next try: at least as long as the server asks, within reason.
   *
   * @param usual where it asks for less, or for nothing
   */
  default Duration pause(Duration usual) {
    Duration asked =
        this instanceof Unavailable(_, Optional<Duration> retryAfter)
            ? retryAfter.orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration most = asked.compareTo(RETRY_AFTER_MAX) < 0 ? asked : RETRY_AFTER_MAX;
    return most.compareTo(usual) > 0 ? most : usual;
  }

  /** What a user can do about it; empty where there is nothing to say. */
  default String advice() {
    return switch (this) {
      case NotFound _ -> "Create it, or change the setting that names it.";
      case Conflict _ -> "";
      case Forbidden(String says) -> adviceOfForbidden(says);
      case Invalid _ -> "Change the setting that it names.";
      case Unavailable(String says, _) ->
          NoAnswer.adviceOn(says)
              .orElse("Look at the API server, the webhooks that it calls, and the network to it.");
    };
  }

  // Admission answers 403 too: its message tells which gate it was.
  private static String adviceOfForbidden(String says) {
    if (says.endsWith(UNKNOWN_CREDENTIALS)) {
      return "Renew what the runner's settings give for the cluster: bearer_token, client certificate or kubeconfig.";
    }
    if (says.contains("exceeded quota")) {
      return "Wait until other jobs end, lower the requests, or raise the namespace's ResourceQuota.";
    }
    if (says.contains("violates PodSecurity")) {
      return "Set security contexts that the namespace's pod security level takes, or change that level.";
    }
    if (says.contains("cannot ")) {
      return "Give the runner's account this permission; docs/reference/rbac.md has the whole Role.";
    }
    return "Change the setting that it names, or the cluster's admission policy.";
  }

  /**
   * The refusal that an HTTP answer of the API server stands for.
   *
   * @param status the HTTP status code
   * @param message the server's own sentence
   * @param retryAfter how long the server asks to wait; null where it does not
   */
  static ClusterError ofStatus(int status, String message, @Nullable Duration retryAfter) {
    return switch (status) {
      case 404 -> new NotFound(message);
      case 409 -> new Conflict(message);
      case 401 -> new Forbidden(message + UNKNOWN_CREDENTIALS);
      case 403 -> new Forbidden(message);
      case 408, 429 -> new Unavailable(message, Optional.ofNullable(retryAfter));
      default ->
          status >= 500
              ? new Unavailable(message, Optional.ofNullable(retryAfter))
              : new Invalid(message);
    };
  }

  /** 404. */
  record NotFound(String message) implements ClusterError {}

  /** 409: the name exists, or the object changed since it was read. */
  record Conflict(String message) implements ClusterError {}

  /** 401 and 403. */
  record Forbidden(String message) implements ClusterError {}

  /** 400 and 422, and every other answer that a repetition would not change. */
  record Invalid(String message) implements ClusterError {}

  /** 429, 5xx, a time-out, or no connection: it may work later. */
  record Unavailable(String message, Optional<Duration> retryAfter) implements ClusterError {}
}
