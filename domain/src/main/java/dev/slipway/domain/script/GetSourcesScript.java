package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobHook;
import dev.slipway.domain.sources.GitRemote;
import dev.slipway.domain.sources.GitSettings;
import dev.slipway.domain.sources.GitStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of the stage that gets the sources, in GitLab Runner's order.
 *
 * <p>It starts few processes, because each costs a millisecond or more: configuration files are
 * written as text, the remote comes with the template of a new repository, and a directory that was
 * not there is not cleaned.
 */
final class GetSourcesScript {
  private final ScriptContext context;
  private final ScriptWriter script;
  private final JobFiles files;
  private final GitSettings git;
  private final GitInfo info;
  private final GitRemote remote;
  private final String project;

  GetSourcesScript(ScriptContext context, ScriptWriter script) {
    this.context = context;
    this.script = script;
    this.files = new JobFiles(context.directories());
    this.git = context.settings().git();
    this.info = context.payload().git();
    this.remote = context.remote();
    this.project = context.directories().project();
  }

  void write() {
    if (git.strategy().usesGit()) {
      script.makeDirectory(files.gitTemplate()); // and with it the directory of file variables
    }
    new Exports(context, files).write(script);
    script.export("GIT_TERMINAL_PROMPT", "0").export("GCM_INTERACTIVE", "Never");
    boolean usesGit = git.strategy().usesGit();
    if (usesGit || context.withoutTokens()) {
      new GitGlobalConfig(context, files).writeForSources(script, remote);
    }
    if (usesGit) {
      hooks(context.runner().preGetSources(), "pre_get_sources_script", true);
    }
    if (!git.lfsSkipSmudge()) {
      script.export("GIT_LFS_SKIP_SMUDGE", "1");
    }
    switch (git.strategy()) {
      case NONE -> noSources("Skipping Git repository setup");
      case EMPTY ->
          noSources("Skipping Git repository setup and creating an empty build directory");
      case CLONE, FETCH -> sources();
    }
    checkout();
    new SubmoduleScript(context, script, files).write();
    if (usesGit) {
      hooks(context.runner().postGetSources(), "post_get_sources_script", false);
    }
    new Ownership(context, files).give(script, context.directories().root());
    forgetCredentials(script, remote);
  }

  /** Takes the job's token out of whatever credential store the user's git has. */
  static void forgetCredentials(ScriptWriter script, GitRemote remote) {
    remote
        .origin()
        .filter(url -> url.isHttp() || url.scheme().equals("ssh"))
        .ifPresent(url -> script.git().forgetCredential(url.origin()));
  }

  /**
   * The runner's hook is one command, the job's is a list; which comes first depends on the hook.
   */
  private void hooks(String ofRunner, String name, boolean runnerFirst) {
    String section =
        name.equals("pre_get_sources_script") ? "pre_clone_script" : "post_clone_script";
    List<String> commands = new ArrayList<>();
    for (JobHook hook : context.payload().hooks()) {
      if (hook.name().equals(name)) {
        commands.addAll(hook.script());
      }
    }
    if (!ofRunner.isEmpty()) {
      commands.add(runnerFirst ? 0 : commands.size(), ofRunner);
    }
    script.userCommands(commands, section, context.commandStyle());
  }

  private void noSources(String notice) {
    String helper = new GitFiles(context, files).credentialHelper(remote);
    if (!helper.isEmpty()) {
      script.writeFile(files.gitExternalConfig(), helper);
    }
    script.notice(notice);
    if (git.strategy() == GitStrategy.EMPTY) {
      script.removeDirectory(project);
    }
    script.makeDirectory(project);
  }

  private void sources() {
    new GitCleanup(context, files).write(script);
    GitFiles texts = new GitFiles(context, files);
    if (texts.hasCorrelationHeader()) {
      script.notice("Gitaly correlation ID: " + context.correlationId());
    }
    script.writeFile(files.gitExternalConfig(), texts.external(remote));
    script.export("GLR_EXT_GIT_CONFIG_PATH", files.gitExternalConfig());
    String template = files.gitTemplate() + "/config";
    if (git.strategy() == GitStrategy.FETCH) {
      script.writeFile(template, texts.template() + GitFiles.remoteSection(remote));
      fetch();
      return;
    }
    script.removeDirectory(project);
    if (context.enabled(FeatureFlag.USE_GIT_NATIVE_CLONE)) {
      script.writeFile(template, texts.template());
      NativeClone clone = new NativeClone(context, script, files);
      clone.writeIfPossible(remote, gitCommand());
      script.orElse();
      script.appendFile(template, GitFiles.remoteSection(remote));
      fetch();
      script.end();
      return;
    }
    script.writeFile(template, texts.template() + GitFiles.remoteSection(remote));
    fetch();
  }

  private void fetch() {
    script.notice(
        git.depth() > 0
            ? "Fetching changes with git depth set to " + git.depth() + "..."
            : "Fetching changes...");
    boolean mayExist = git.strategy() == GitStrategy.FETCH;
    boolean mayKeepConfig = mayExist && !context.cleanGitConfig();
    if (mayExist) {
      script.rememberExists("slipway_used", project);
    }
    if (mayKeepConfig) {
      script.rememberExists("slipway_config", files.git() + "/config");
    }
    List<String> init = new ArrayList<>(List.of("git", "init", project, "--template"));
    init.add(files.gitTemplate());
    if (!info.objectFormat().isEmpty() && !info.objectFormat().equals("sha1")) {
      init.addAll(List.of("--object-format", info.objectFormat()));
    }
    script.command(init).cd(project);
    if (mayKeepConfig) {
      script.ifRemembered("slipway_config");
      oldRemote();
      script.orElse().notice("Created fresh repository.").end();
    } else {
      script.notice("Created fresh repository.");
    }
    fetchCommand(mayExist);
  }

  /** A configuration that was kept does not take the template's: the remote is set by hand. */
  private void oldRemote() {
    script
        .ifSucceedsQuietly(List.of("git", "remote", "add", "origin", remote.url()))
        .notice("Created fresh repository.")
        .orElse()
        .command("git", "remote", "set-url", "origin", remote.url())
        .end()
        .command(
            "git",
            "config",
            "--replace-all",
            "include.path",
            files.gitExternalConfig(),
            "\\.gitlab-runner\\.ext\\.conf$");
  }

  private void fetchCommand(boolean mayExist) {
    List<String> fetch = new ArrayList<>(List.of("fetch", "origin", "--no-recurse-submodules"));
    fetch.addAll(info.refspecs());
    if (git.depth() > 0) {
      fetch.addAll(List.of("--depth", Integer.toString(git.depth())));
    }
    fetch.addAll(git.fetchFlags());
    // a repository that is new has nothing for git's maintenance to do: one process less
    script.git().withoutMaintenance();
    if (mayExist) {
      script.noOptionalWordsIfRemembered("slipway_used");
    }
    if (git.depth() > 0 || !mayExist) {
      script.commandWithOptional(gitCommand(), fetch);
    } else {
      List<String> whole = new ArrayList<>(fetch);
      whole.add("--unshallow");
      script.ifFile(files.git() + "/shallow").commandWithOptional(gitCommand(), whole);
      script.orElse().commandWithOptional(gitCommand(), fetch).end();
    }
  }

  private List<String> gitCommand() {
    List<String> command = new ArrayList<>(List.of("git", "-c"));
    command.add("http.userAgent=" + context.manager().userAgent());
    command.addAll(proactiveAuth(context, remote));
    return command;
  }

  static List<String> proactiveAuth(ScriptContext context, GitRemote remote) {
    return context.enabled(FeatureFlag.USE_GIT_PROACTIVE_AUTH) && remote.originText().isPresent()
        ? List.of("-c", "http." + remote.originText().get() + ".proactiveAuth=basic")
        : List.of();
  }

  private void checkout() {
    if (!git.checkout()) {
      script.notice("Skipping Git checkout");
      return;
    }
    String sha = info.sha();
    script.notice(
        "Checking out %s as detached HEAD (ref is %s)..."
            .formatted(sha.substring(0, Math.min(8, sha.length())), info.ref()));
    List<String> checkout = new ArrayList<>(List.of("git", "-c", "submodule.recurse=false"));
    checkout.addAll(proactiveAuth(context, remote));
    checkout.addAll(List.of("checkout", "-f", "-q", sha));
    script.command(checkout);
    if (!git.cleanFlags().isEmpty() && git.strategy() == GitStrategy.FETCH) {
      List<String> clean = new ArrayList<>(List.of("git", "clean"));
      clean.addAll(git.cleanFlags());
      script.commandIfRemembered("slipway_used", clean);
    }
    if (!git.lfsSkipSmudge()) {
      lfs();
    }
  }

  /**
   * LFS costs tens of milliseconds even where no file is in it, so git's index is asked first
   * whether any attributes file names its filter.
   */
  private void lfs() {
    List<String> pull = new ArrayList<>(List.of("git"));
    pull.addAll(LFS_SETTINGS);
    pull.addAll(List.of("lfs", "pull"));
    script.git().ifLfs().git().ifLfsIsUsed().command(pull).emptyLine().end().end();
  }

  /**
   * Files are only put in place where git's settings name the filter, which installing LFS does for
   * a user or a machine. Said in the command, it also works where nobody did that, and says nothing
   * to a build container that may have no LFS at all.
   */
  static final List<String> LFS_SETTINGS =
      List.of(
          "-c",
          "filter.lfs.clean=git-lfs clean -- %f",
          "-c",
          "filter.lfs.smudge=git-lfs smudge -- %f",
          "-c",
          "filter.lfs.process=git-lfs filter-process",
          "-c",
          "filter.lfs.required=true");
}
