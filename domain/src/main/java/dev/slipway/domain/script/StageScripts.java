package dev.slipway.domain.script;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.JobPayload.JobStep;
import dev.slipway.domain.stage.ContainerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scripts of a job's stages. Each is made just before its stage, from the variables as they are
 * then. What is wrong with a variable is said once: by the script that gets the sources.
 */
public final class StageScripts {
  private final ScriptContext context;
  private final JobFiles files;

  public StageScripts(ScriptContext context) {
    this.context = context;
    this.files = new JobFiles(context.directories());
  }

  /** Helper: says where the job runs, and forgets what an earlier job left. No variables. */
  public GeneratedScript prepareScript() {
    ScriptWriter script = context.helperScript();
    String via = context.manager().hostname();
    String suffix = via.isEmpty() ? "..." : " via " + via + "...";
    script.tellHost("Running on ", suffix);
    script.removeAll(List.of(files.environment(), files.maskingDatabase()));
    return finish(script);
  }

  /** Helper: waits until ports of the pod are open; it has no end of its own. No variables. */
  public GeneratedScript healthCheck(List<Integer> ports) {
    ScriptWriter script = context.helperScript();
    List<String> words = new ArrayList<>(List.of("gitlab-runner-helper", "health-check"));
    ports.forEach(port -> words.addAll(List.of("--port", Integer.toString(port))));
    script.command(words.toArray(String[]::new));
    return finish(script);
  }

  /**
   * Helper: fills the project directory.
   *
   * @throws FailureException where the job's settings for that cannot work
   */
  public GeneratedScript getSources() throws FailureException {
    Optional<String> refusal = context.settings().git().refusal();
    if (refusal.isPresent()) {
      throw new FailureException(new Failure.JobUnsupported(refusal.get()));
    }
    ScriptWriter script = context.helperScript();
    new GetSourcesScript(context, script).write();
    return finish(script);
  }

  /** Helper: before the second attempt to get the sources. No variables. */
  public GeneratedScript clearWorktree() {
    ScriptWriter script = context.helperScript();
    new GitGlobalConfig(context, files).useInHelper(script);
    script
        .notice("Deleting tracked and untracked files...")
        .ifDirectory(context.directories().project())
        .cd(context.directories().project())
        .command("git", "rm", "-rf", "--ignore-unmatch", "--quiet", ".")
        .command("git", "clean", "-ffdx", "-q")
        .end();
    return finish(script);
  }

  /** Build container: one entry of the payload's steps; empty where it has no lines. */
  public Optional<GeneratedScript> userStep(JobStep step) {
    if (step.script().isEmpty()) {
      return Optional.empty();
    }
    ScriptWriter script = inProject();
    UserCommandStyle style = context.commandStyle();
    script.userCommands(one(context.runner().preBuild()), "pre_build_script", style);
    script.userCommands(linesOf(step), "script_step", style);
    script.userCommands(one(context.runner().postBuild()), "post_build_script", style);
    return Optional.of(finish(script, ContainerRole.BUILD));
  }

  /** Build container: {@code after_script}, in a new shell; empty where the job has none. */
  public Optional<GeneratedScript> afterScript() {
    return context
        .payload()
        .afterScript()
        .map(
            step -> {
              ScriptWriter script = inProject();
              script.notice("Running after script...");
              script.userCommands(step.script(), "after_script_step", context.commandStyle());
              return finish(script, ContainerRole.BUILD);
            });
  }

  /** Helper: removes everything secret, and what would disturb the next job. */
  public GeneratedScript cleanup() {
    ScriptWriter script = context.helperScript();
    new CleanupScript(context, script, files).write();
    return finish(script.withoutWarnings());
  }

  /**
   * Helper: the start of a stage that runs helper commands in the project directory: variables, git
   * settings, {@code cd}.
   */
  ScriptWriter helperStage() {
    ScriptWriter script = context.helperScript();
    new Exports(context, files).write(script);
    new GitGlobalConfig(context, files).useInHelper(script);
    script.withoutWarnings();
    return script.cd(context.directories().project());
  }

  /** Gives a directory to the build container's user where the job wants that. */
  void giveToBuildUser(ScriptWriter script, String directory) {
    new Ownership(context, files).give(script, directory);
  }

  /** The whole script around a body for the helper. */
  GeneratedScript finish(ScriptWriter script) {
    return finish(script, ContainerRole.HELPER);
  }

  private GeneratedScript finish(ScriptWriter script, ContainerRole role) {
    return new GeneratedScript(
        context.frame(script, role).around(script.body()), script.warnings());
  }

  private ScriptWriter inProject() {
    ScriptWriter script = context.buildScript();
    new Exports(context, files).write(script);
    new GitGlobalConfig(context, files).useInBuild(script);
    script.withoutWarnings();
    return script.cd(context.directories().project());
  }

  /** What GitLab writes for {@code release} counts on references being resolved before. */
  private List<String> linesOf(JobStep step) {
    return step.name().equals("release")
        ? step.script().stream().map(context.variables()::expand).toList()
        : step.script();
  }

  private static List<String> one(String command) {
    List<String> commands = new ArrayList<>();
    if (!command.isEmpty()) {
      commands.add(command);
    }
    return commands;
  }
}
