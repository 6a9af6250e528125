package dev.slipway.app.config;

import dev.slipway.domain.patch.PatchType;
import dev.slipway.domain.patch.PodSpecPatch;
import dev.slipway.domain.settings.CareSettings;
import dev.slipway.domain.settings.RetrySettings;
import dev.slipway.domain.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of {@code [runners.kubernetes]} on patches, retries, protection and events. */
final class CareReader {
  private static final Map<String, PatchType> TYPES =
      Map.of(
          "strategic", PatchType.STRATEGIC,
          "merge", PatchType.MERGE,
          "json", PatchType.JSON);

  /** A pause below this would not spare the cluster anything (GitLab Runner). */
  private static final int SHORTEST_PAUSE_MAX_MILLIS = 500;

  /** What a number below 0 stands for (GitLab Runner). */
  private static final int AVAILABILITY_RETRIES = 5;

  private final Path workingDirectory;

  CareReader(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  CareSettings read(Table table) {
    CareSettings defaults = CareSettings.DEFAULTS;
    return new CareSettings(
        retries(table),
        availabilityRetries(table),
        patches(table),
        table.flag("pod_disruption_budget").orElse(defaults.disruptionBudget()));
  }

  private static int availabilityRetries(Table table) {
    return table
        .whole("resource_availability_check_max_attempts")
        .map(n -> n < 0 ? AVAILABILITY_RETRIES : n)
        .orElse(CareSettings.DEFAULTS.availabilityRetries());
  }

  private static RetrySettings retries(Table table) {
    RetrySettings defaults = RetrySettings.DEFAULTS;
    Map<String, Integer> byText = new LinkedHashMap<>();
    table
        .map("retry_limits", Number.class, "a whole number without quotes")
        .forEach(
            (text, tries) -> {
              if (tries instanceof Double || tries.longValue() < 1 || tries.longValue() > 1000) {
                table.entryProblem(
                    "retry_limits", text, tries + " is out of range; allowed: 1 to 1000");
              } else {
                byText.put(text, tries.intValue());
              }
            });
    return new RetrySettings(
        table.whole("retry_limit").filter(n -> n > 0).orElse(defaults.triesMax()),
        table
            .whole("retry_backoff_max")
            .filter(n -> n > 0)
            .map(n -> Duration.ofMillis(Math.max(n, SHORTEST_PAUSE_MAX_MILLIS)))
            .orElse(defaults.pauseMax()),
        byText);
  }

  private List<PodSpecPatch> patches(Table table) {
    List<PodSpecPatch> patches = new ArrayList<>();
    for (Table entry : table.tables("pod_spec")) {
      String name = entry.text("name").orElse("");
      PatchType type = entry.choice("patch_type", TYPES).orElse(PatchType.STRATEGIC);
      Optional<String> inline = entry.text("patch");
      Optional<Path> path = entry.parsed("patch_path", workingDirectory::resolve);
      if (inline.isPresent() == path.isPresent()) {
        refuse(entry, name, inline.isPresent());
        continue;
      }
      String key = inline.isPresent() ? "patch" : "patch_path";
      inline
          .or(() -> text(entry, path.orElseThrow()))
          .flatMap(text -> tree(entry, key, text))
          .map(patch -> new PodSpecPatch(name, type, patch))
          .filter(patch -> fits(entry, key, patch))
          .ifPresent(patches::add);
    }
    return patches;
  }

  private static void refuse(Table entry, String name, boolean both) {
    if (both) {
      entry.problem(
          "patch_path",
          "ambiguous patch: both patch path and patch provided (%s); keep one".formatted(name));
    } else if (!entry.isMissing("patch", "and patch_path is missing too; write one of them")) {
      entry.problem("patch", "is empty; write the patch, or patch_path");
    }
  }

  private static Optional<String> text(Table entry, Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      entry.problem("patch_path", "%s cannot be read as UTF-8 text".formatted(file));
      return Optional.empty();
    }
  }

  private static Optional<Tree> tree(Table entry, String key, String text) {
    try {
      return Optional.of(YamlText.read(text));
    } catch (IllegalArgumentException e) {
      entry.problem(key, "is no YAML or JSON: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean fits(Table entry, String key, PodSpecPatch patch) {
    Optional<String> flaw = patch.flaw();
    flaw.ifPresent(why -> entry.problem(key, why));
    return flaw.isEmpty();
  }
}
