package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.sources.GitSettings;
import dev.slipway.domain.variable.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of the last stage. Secrets go first, so that a failure further down leaves none behind.
 */
record CleanupScript(ScriptContext context, ScriptWriter script, JobFiles files) {

  void write() {
    new Exports(context, files).writePathsOnly(script);
    new GitGlobalConfig(context, files).useInHelper(script);
    GetSourcesScript.forgetCredentials(script, context.remote());
    List<String> secrets =
        new ArrayList<>(
            List.of(
                files.gitExternalConfig(),
                files.environment(),
                files.cacheEnvironment(),
                files.maskingDatabase()));
    for (Variable variable : context.variables().effective()) {
      // PowerShell, which may have written it, takes each name that another shell takes
      if (variable.file() && PowerShellExports.canExport(variable.key())) {
        secrets.add(context.variables().pathOf(variable.key()));
      }
    }
    script.removeAll(secrets);
    if (context.enabled(FeatureFlag.ENABLE_JOB_CLEANUP)) {
      jobCleanup();
    }
    new GitCleanup(context, files).write(script);
    script.removeAll(
        List.of(files.gitGlobalConfig(), files.gitGlobalConfigOfBuild(), files.buildUser()));
  }

  private void jobCleanup() {
    GitSettings git = context.settings().git();
    String project = context.directories().project();
    switch (git.strategy()) {
      case CLONE, EMPTY -> script.removeDirectory(project);
      case NONE -> script.notice("Skipping build directory cleanup step");
      case FETCH -> {
        script.cd(project);
        List<String> clean = new ArrayList<>(List.of("git", "clean"));
        clean.addAll(git.cleanFlags());
        List<List<String>> commands = new ArrayList<>();
        if (!git.cleanFlags().isEmpty()) {
          commands.add(clean);
        }
        commands.add(List.of("git", "reset", "--hard"));
        commands.forEach(script::command);
        if (git.submodules().fetches()) {
          commands.forEach(command -> script.command(inSubmodules(command)));
        }
      }
    }
  }

  private List<String> inSubmodules(List<String> command) {
    List<String> all = new ArrayList<>(List.of("git", "submodule", "foreach"));
    switch (context.settings().git().submodules()) {
      case RECURSIVE -> all.add("--recursive");
      case NONE, NORMAL, UNKNOWN -> {}
    }
    all.addAll(command);
    return all;
  }
}
