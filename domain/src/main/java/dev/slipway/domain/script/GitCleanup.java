package dev.slipway.domain.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Removes what a killed git or an earlier job left under {@code .git}: locks, hooks and settings.
 * Starts no process where there is no repository.
 */
record GitCleanup(ScriptContext context, JobFiles files) {
  private static final List<String> LOCKS =
      List.of("index.lock", "shallow.lock", "HEAD.lock", "config.lock");

  void write(ScriptWriter script) {
    boolean settings = context.cleanGitConfig();
    if (settings) {
      script.removeAll(List.of(files.gitTemplate() + "/config", files.gitTemplate() + "/hooks"));
    }
    script.ifDirectory(files.git());
    List<String> stale = new ArrayList<>(LOCKS);
    stale.add("hooks/post-checkout");
    if (settings) {
      stale.addAll(List.of("config", "hooks"));
    }
    script.removeAll(stale.stream().map(name -> files.git() + "/" + name).toList());
    findIn(script, "refs", "-name '*.lock' -type f");
    if (context.settings().git().submodules().fetches()) {
      findIn(script, "modules", inModules(settings));
    }
    script.end();
  }

  private static String inModules(boolean settings) {
    List<String> names = new ArrayList<>(LOCKS);
    names.add("post-checkout");
    if (settings) {
      names.add("config");
    }
    String files = names.stream().map(name -> "-name " + name).collect(Collectors.joining(" -o "));
    String matches = "-type f \\( " + files + " \\)";
    return settings ? "\\( " + matches + " -o -type d -name hooks \\) -prune" : matches;
  }

  /** With ";" and not "+": there is next to nothing to remove, and every find knows it. */
  private void findIn(ScriptWriter script, String directory, String matches) {
    String path = files.git() + "/" + directory;
    script
        .ifDirectory(path)
        .line("find " + ShellQuote.quote(path) + " " + matches + " -exec rm -rf {} \\;")
        .end();
  }
}
