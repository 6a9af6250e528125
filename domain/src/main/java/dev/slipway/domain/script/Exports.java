package dev.slipway.domain.script;

import dev.slipway.domain.settings.Shell;
import dev.slipway.domain.variable.Variable;

/**
 * The first part of most stages: every variable of the job, and what earlier stages left in {@code
 * GITLAB_ENV}.
 */
record Exports(ScriptContext context, JobFiles files) {

  /** Writes file variables anew and reads {@code GITLAB_ENV}. */
  void write(ScriptWriter script) {
    script.makeDirectory(context.directories().temp());
    for (Variable variable : context.variables().effective()) {
      if (variable.file()) {
        script.exportFile(
            variable.key(), variable.value(), context.variables().pathOf(variable.key()));
      } else {
        script.export(variable.key(), variable.value());
      }
    }
    String environment = files.environment();
    // In a PowerShell job the steps write that file, and mostly a shell reads it in the helper.
    script
        .export("GITLAB_ENV", environment)
        .readEnvironment(environment, context.runner().shell() == Shell.PWSH);
  }

  /** Only names the files of file variables: nothing is written, nothing is read. */
  void writePathsOnly(ScriptWriter script) {
    for (Variable variable : context.variables().effective()) {
      script.export(
          variable.key(),
          variable.file() ? context.variables().pathOf(variable.key()) : variable.value());
    }
    script.export("GITLAB_ENV", files.environment());
  }
}
