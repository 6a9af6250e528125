package dev.slipway.domain.script;

import java.util.ArrayList;
import java.util.List;

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
    script.git().removeLocks(files.git() + "/refs");
    if (context.settings().git().submodules().fetches()) {
      String modules = files.git() + "/modules";
      if (settings) {
        script.git().removeNamedAndHooks(modules, inModules(true));
      } else {
        script.git().removeNamed(modules, inModules(false));
      }
    }
    script.end();
  }

  private static List<String> inModules(boolean settings) {
    List<String> names = new ArrayList<>(LOCKS);
    names.add("post-checkout");
    if (settings) {
      names.add("config");
    }
    return names;
  }
}
