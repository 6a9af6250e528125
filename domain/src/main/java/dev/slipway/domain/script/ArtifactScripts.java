package dev.slipway.domain.script;

import dev.slipway.domain.assembly.GoText;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.settings.ArtifactSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scripts that carry artifacts. A token is handed to the helper by its environment, not by its
 * arguments, which every process of the container may read.
 */
public final class ArtifactScripts {
  private static final String TOKEN = "CI_JOB_TOKEN";

  private final ScriptContext context;
  private final StageScripts stages;
  private final ArtifactSettings settings;

  public ArtifactScripts(ScriptContext context, ArtifactSettings settings) {
    this.context = context;
    this.stages = new StageScripts(context);
    this.settings = settings;
  }

  /** Helper: gets what earlier jobs left; empty where the job asks for nothing. */
  public Optional<GeneratedScript> download() {
    List<JobDependency> wanted =
        context.payload().dependencies().stream().filter(d -> !d.filename().isEmpty()).toList();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    ScriptWriter script = stages.helperStage();
    HelperCommands.ifThere(script);
    for (JobDependency dependency : wanted) {
      script.notice(
          "Downloading artifacts for %s (%d)...".formatted(dependency.name(), dependency.id()));
      script.commandWith(
          TOKEN,
          dependency.token(),
          List.of(
              HelperCommands.PROGRAM,
              "artifacts-downloader",
              "--url",
              context.runner().url(),
              "--id",
              Long.toString(dependency.id())));
    }
    HelperCommands.end(script, "Artifacts downloading");
    stages.giveToBuildUser(script, context.directories().root());
    return Optional.of(stages.finish(script));
  }

  /**
   * Helper: sends what the job left; empty where nothing is for such an end.
   *
   * @param run of the job, for an archive's statement of provenance
   */
  public Optional<GeneratedScript> upload(boolean success, ProvenanceFlags.Run run) {
    List<JobArtifact> due =
        context.payload().artifacts().stream()
            .filter(artifact -> hasFiles(artifact) && isDue(artifact.when(), success))
            .toList();
    if (due.isEmpty() || context.runner().url().isEmpty()) {
      return Optional.empty();
    }
    ScriptWriter script = stages.helperStage();
    for (JobArtifact artifact : due) {
      HelperCommands.ifThere(script);
      script.notice("Uploading artifacts...");
      script.commandWith(TOKEN, context.payload().token(), command(artifact, run));
      HelperCommands.end(script, "Uploading artifacts");
    }
    return Optional.of(stages.finish(script));
  }

  private static boolean hasFiles(JobArtifact artifact) {
    return artifact.untracked() || !artifact.paths().isEmpty() || !artifact.exclude().isEmpty();
  }

  /** Whether {@code when} fits the job's end so far. */
  static boolean isDue(String when, boolean success) {
    return switch (when) {
      case "", "on_success" -> success;
      case "on_failure" -> !success;
      case "always" -> true;
      default -> false;
    };
  }

  private List<String> command(JobArtifact artifact, ProvenanceFlags.Run run) {
    List<String> words =
        new ArrayList<>(
            List.of(
                HelperCommands.PROGRAM,
                "artifacts-uploader",
                "--url",
                context.runner().url(),
                "--id",
                Long.toString(context.payload().id()),
                "--timeout",
                GoText.of(settings.uploadTimeout()),
                "--response-header-timeout",
                GoText.of(settings.responseHeaderTimeout())));
    if (artifact.format().equals("zip")) {
      words.addAll(new ProvenanceFlags(context).words(run));
    }
    artifact.paths().forEach(path -> words.addAll(List.of("--path", path)));
    artifact.exclude().forEach(path -> words.addAll(List.of("--exclude", path)));
    if (artifact.untracked()) {
      words.add("--untracked");
    }
    add(words, "--name", artifact.name());
    add(words, "--expire-in", artifact.expireIn());
    add(words, "--artifact-format", artifact.format());
    add(words, "--artifact-type", artifact.type());
    return words;
  }

  private static void add(List<String> words, String flag, String value) {
    if (!value.isEmpty()) {
      words.add(flag);
      words.add(value);
    }
  }
}
