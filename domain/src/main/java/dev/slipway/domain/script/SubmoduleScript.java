package dev.slipway.domain.script;

import dev.slipway.domain.sources.GitSettings;
import dev.slipway.domain.sources.GitStrategy;
import dev.slipway.domain.sources.SubmoduleStrategy;
import java.util.ArrayList;
import java.util.List;

/** The submodules' part of getting the sources. */
record SubmoduleScript(ScriptContext context, ScriptWriter script, JobFiles files) {

  void write() {
    GitSettings git = git();
    if (!git.submodules().fetches()) {
      script.notice("Skipping Git submodules setup");
      return;
    }
    script.notice(
        "Updating/initializing submodules%s%s..."
            .formatted(
                recursive().isEmpty() ? "" : " recursively",
                git.submoduleDepth() > 0 ? " with git depth set to " + git.submoduleDepth() : ""));
    script.command("git", "submodule", "init");
    sync();
    if (git.strategy() == GitStrategy.FETCH) {
      // in a new work tree no submodule is there yet, and foreach would find none
      script.ifRemembered("slipway_used");
      forEach(clean());
      forEach(List.of("git", "reset", "--hard"));
      script.end();
    }
    List<String> update = update();
    script.ifSucceeds(update).notice("Updated submodules");
    sync();
    script.orElse().warning("Updating submodules failed. Retrying...");
    if (git.submoduleUpdateFlags().contains("--remote")) {
      List<String> fetch = new ArrayList<>(withCredentials());
      fetch.addAll(List.of("submodule", "foreach"));
      fetch.addAll(recursive());
      fetch.addAll(List.of("git", "fetch", "origin", "+refs/heads/*:refs/remotes/origin/*"));
      script.command(fetch);
    }
    sync();
    script.command(update);
    forEach(List.of("git", "reset", "--hard"));
    script.end();
    forEach(clean());
    credentials();
    if (!git.lfsSkipSmudge()) {
      lfs();
    }
  }

  private GitSettings git() {
    return context.settings().git();
  }

  private List<String> recursive() {
    return git().submodules() == SubmoduleStrategy.RECURSIVE ? List.of("--recursive") : List.of();
  }

  private List<String> clean() {
    List<String> clean = new ArrayList<>(List.of("git", "clean"));
    clean.addAll(git().submoduleCleanFlags());
    return clean;
  }

  private List<String> paths() {
    if (git().submodulePaths().isEmpty()) {
      return List.of();
    }
    List<String> paths = new ArrayList<>(List.of("--"));
    paths.addAll(git().submodulePaths());
    return paths;
  }

  private void sync() {
    List<String> sync = new ArrayList<>(List.of("git", "submodule", "sync"));
    sync.addAll(recursive());
    sync.addAll(paths());
    script.command(sync);
  }

  private List<String> update() {
    List<String> update = new ArrayList<>(withCredentials());
    update.addAll(List.of("submodule", "update", "--init"));
    update.addAll(recursive());
    if (git().submoduleDepth() > 0) {
      update.addAll(List.of("--depth", Integer.toString(git().submoduleDepth())));
    }
    update.addAll(git().submoduleUpdateFlags());
    update.addAll(paths());
    return update;
  }

  private void forEach(List<String> command) {
    List<String> all = new ArrayList<>(List.of("git", "submodule", "foreach"));
    all.addAll(recursive());
    all.addAll(command);
    script.command(all);
  }

  private List<String> withCredentials() {
    return List.of("git", "-c", "include.path=" + files.gitExternalConfig());
  }

  /** Every level, so that the user's own git commands in a submodule find the credentials. */
  private void credentials() {
    script
        .notice("Configuring submodules to use parent git credentials...")
        .command(
            "git",
            "submodule",
            "foreach",
            "--recursive",
            "git",
            "config",
            "--replace-all",
            "include.path",
            files.gitExternalConfig());
  }

  private void lfs() {
    List<String> pull = new ArrayList<>(withCredentials());
    pull.addAll(GetSourcesScript.LFS_SETTINGS);
    pull.addAll(List.of("submodule", "foreach"));
    pull.addAll(recursive());
    pull.addAll(List.of("git", "lfs", "pull"));
    script.git().ifLfs().notice("Pulling LFS files...").command(pull).end();
  }
}
