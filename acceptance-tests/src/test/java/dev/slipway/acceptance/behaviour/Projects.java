package dev.slipway.acceptance.behaviour;

import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.git.GitRepository;
import java.util.Map;

/** Further branches and projects that behaviours ask for; their commits are the same each time. */
final class Projects {
  private Projects() {}

  /**
   * Branch {@code submodules}: {@code lib} beside the project, with {@code deep} in it, and {@code
   * tools} by an SSH address that only {@code GIT_SUBMODULE_FORCE_HTTPS} makes reachable. Branch
   * {@code lfs}: {@code big.bin} is an LFS object.
   */
  static void addTo(Coordinator gitlab) {
    GitRepository app = gitlab.repository();
    GitRepository deep = gitlab.repositories().createUsual("group/deep");
    GitRepository lib = gitlab.repositories().createUsual("group/lib");
    String tools = deep.tip("main").orElseThrow();
    lib.commitSubmodule("main", "deep", "../deep.git", tools);
    app.branch("submodules", "main");
    app.commit(
        "submodules",
        "Submodules",
        Map.of(
            ".gitmodules",
            module("lib", "../lib.git") + module("tools", "git@gitlab.test:group/deep.git")),
        Map.of("lib", lib.tip("main").orElseThrow(), "tools", tools));
    app.branch("lfs", "main");
    app.commit(
        "lfs",
        "A large file",
        Map.of(
            ".gitattributes",
            "*.bin filter=lfs diff=lfs merge=lfs -text\n",
            "big.bin",
            app.storeLfsObject("the content of a large file\n")));
  }

  private static String module(String path, String url) {
    return "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n".formatted(path, path, url);
  }
}
