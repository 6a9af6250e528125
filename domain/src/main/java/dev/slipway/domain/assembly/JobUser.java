package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.RunAs;
import dev.slipway.domain.settings.AllowedIds;
import dev.slipway.domain.settings.ContainerSecurity;
import dev.slipway.domain.settings.SecuritySettings;
import dev.slipway.domain.variable.JobVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user that a job wishes for one of its containers, {@code uid} or {@code uid:gid}. An id that
 * is refused is left out; it does not fail the job.
 *
 * @param lines what is said of an id that the configuration overrides
 * @param warnings what is said of an id that is refused
 */
record JobUser(Optional<Long> uid, Optional<Long> gid, List<String> lines, List<String> warnings) {
  static final JobUser NONE = new JobUser(Optional.empty(), Optional.empty(), List.of(), List.of());

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

  JobUser {
    lines = List.copyOf(lines);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the wish.
   *
   * @param own the container's table of the configuration
   * @param text may hold variables
   */
  static JobUser of(
      String container,
      String text,
      JobVariables variables,
      SecuritySettings settings,
      ContainerSecurity own,
      AllowedIds allowed) {
    String[] ids = variables.expand(text).split(":", 2);
    RunAs pod = settings.pod().runAs();
    Reading reading = new Reading(container, new ArrayList<>(), new ArrayList<>());
    Optional<Long> uid =
        reading.id(
            new Kind("user", "UID", allowed.users()), ids[0], own.runAs().user(), pod.user());
    Optional<Long> gid =
        reading.id(
            new Kind("group", "GID", allowed.groups()),
            ids.length > 1 ? ids[1] : "",
            own.runAs().group(),
            pod.group());
    return new JobUser(uid, gid, reading.lines, reading.warnings);
  }

  private record Kind(String word, String id, List<Long> allowed) {}

  private record Reading(String container, List<String> lines, List<String> warnings) {
    Optional<Long> id(Kind kind, String text, Optional<Long> ofContainer, Optional<Long> ofPod) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (ofContainer.isPresent() || ofPod.isPresent()) {
        lines.add(
            "Overriding %s for container \"%s\" to \"%s\" is not allowed: %s is set to %d in %s security context"
                .formatted(
                    kind.word(),
                    container,
                    text,
                    kind.word(),
                    ofContainer.or(() -> ofPod).orElseThrow(),
                    ofContainer.isPresent() ? "container" : "pod"));
        return Optional.empty();
      }
      Optional<String> refusal = refusal(kind, text);
      if (refusal.isPresent()) {
        warnings.add(
            "Error parsing '%s' from image options for container \"%s\", using the configured security context: %s"
                .formatted(kind.id().toLowerCase(java.util.Locale.ROOT), container, refusal.get()));
        return Optional.empty();
      }
      return Optional.of(Long.parseLong(text));
    }

    private static Optional<String> refusal(Kind kind, String text) {
      if (!NUMBER.matcher(text).matches()) {
        return Optional.of("failed to parse %s: \"%s\" is not a number".formatted(kind.id(), text));
      }
      long id = Long.parseLong(text);
      if (id < 0) {
        return Optional.of("failed to parse %s: negative values not allowed".formatted(kind.id()));
      }
      // Root must be allowed by name, even where everybody is.
      boolean allowed = kind.allowed().contains(id) || (id != 0 && kind.allowed().isEmpty());
      return allowed
          ? Optional.empty()
          : Optional.of(
              "validating %s: %s \"%s\" is not in the allowed list: %s"
                  .formatted(kind.id(), kind.word(), text, kind.allowed()));
    }
  }
}
