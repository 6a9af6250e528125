package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.job.JobPayload.JobFeatures;
import dev.slipway.domain.job.JobPayload.JobHook;
import dev.slipway.domain.job.JobPayload.JobInfo;
import dev.slipway.domain.job.JobPayload.JobStep;
import dev.slipway.domain.sources.BuildDirectories;
import dev.slipway.domain.sources.DirectoryChoice;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.ManagerFacts;
import dev.slipway.domain.variable.Variable;
import dev.slipway.domain.variable.VariableSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A job to make scripts for; each method changes one thing of a plain one. */
final class ScriptJob {
  static final String TOKEN = "glcbt-64_secretJobToken";
  static final ManagerFacts MANAGER =
      new ManagerFacts("gitlab-runner", "19.3.0", "1a2b3c4d", "linux/amd64", "manager-0");

  private final List<Variable> variables = new ArrayList<>();
  private final List<JobStep> steps = new ArrayList<>();
  private final List<JobHook> hooks = new ArrayList<>();
  private final List<JobCache> caches = new ArrayList<>();
  private final List<JobArtifact> artifacts = new ArrayList<>();
  private final List<JobDependency> dependencies = new ArrayList<>();
  private final String builds;
  private String repoUrl = "https://gitlab-ci-token:" + TOKEN + "@gl.example/g/p.git";
  private String sha = "1234abcd1234abcd1234abcd1234abcd1234abcd";
  private String ref = "main";
  private List<String> refspecs = List.of("+refs/heads/main:refs/remotes/origin/main");
  private int depth = 20;
  private String objectFormat = "sha1";
  private boolean allowFetch = true;
  private RunnerScripts runner = RunnerScripts.standard("https://gl.example/");
  private Map<String, Boolean> flags = Map.of();
  private String scriptsFolder = "/scripts-7-1000";
  private String correlationId = "01JCORRELATION";
  private Optional<String> caChain = Optional.empty();

  ScriptJob(String builds) {
    this.builds = builds;
    variable("CI_JOB_TOKEN", TOKEN);
    variable("CI_PROJECT_PATH", "g/p");
    variable("CI_SERVER_HOST", "gl.example");
  }

  ScriptJob variable(String key, String value) {
    return variable(new Variable(key, value, true, false, false, false, true));
  }

  ScriptJob file(String key, String content) {
    return variable(new Variable(key, content, false, false, true, false, true));
  }

  ScriptJob variable(Variable variable) {
    variables.add(variable);
    return this;
  }

  ScriptJob step(String name, String... lines) {
    steps.add(new JobStep(name, List.of(lines)));
    return this;
  }

  ScriptJob hook(String name, String... lines) {
    hooks.add(new JobHook(name, List.of(lines)));
    return this;
  }

  ScriptJob repository(String url, String newSha) {
    repoUrl = url;
    sha = newSha;
    return this;
  }

  /** The repository g/p of that host, with the token in its URL. */
  ScriptJob remoteHost(String origin) {
    repoUrl = origin.replace("://", "://gitlab-ci-token:" + TOKEN + "@") + "/g/p.git";
    return runner(standard -> RunnerScripts.standard(origin));
  }

  ScriptJob ref(String newRef, String... newRefspecs) {
    ref = newRef;
    refspecs = List.of(newRefspecs);
    return this;
  }

  ScriptJob depth(int newDepth) {
    depth = newDepth;
    return this;
  }

  ScriptJob objectFormat(String format) {
    objectFormat = format;
    return this;
  }

  ScriptJob cloneOnly() {
    allowFetch = false;
    return this;
  }

  ScriptJob flags(Map<String, Boolean> newFlags) {
    flags = newFlags;
    return this;
  }

  ScriptJob runner(UnaryOperator<RunnerScripts> change) {
    runner = change.apply(runner);
    return this;
  }

  ScriptJob cache(JobCache cache) {
    caches.add(cache);
    return this;
  }

  ScriptJob artifact(JobArtifact artifact) {
    artifacts.add(artifact);
    return this;
  }

  ScriptJob dependency(JobDependency dependency) {
    dependencies.add(dependency);
    return this;
  }

  ScriptJob shell(dev.slipway.domain.settings.Shell shell, String newScriptsFolder) {
    scriptsFolder = newScriptsFolder;
    return runner(it -> withShell(it, shell));
  }

  private static RunnerScripts withShell(
      RunnerScripts it, dev.slipway.domain.settings.Shell shell) {
    return new RunnerScripts(
        shell,
        it.url(),
        it.cloneUrl(),
        it.preGetSources(),
        it.postGetSources(),
        it.preBuild(),
        it.postBuild(),
        it.safeDirectoryCheckout(),
        it.cleanGitConfig(),
        it.debugTraceDisabled());
  }

  ScriptJob correlation(String id) {
    correlationId = id;
    return this;
  }

  ScriptJob caChain(String pem) {
    caChain = Optional.of(pem);
    return this;
  }

  ScriptContext context() {
    JobPayload payload = payload();
    FeatureFlags resolved =
        FeatureFlags.resolve(flags, VariableSources.beforeFlags(payload, List.of())::get);
    VariableSources sources =
        new VariableSources(
            payload,
            resolved,
            "2yh3fKx9s",
            List.of(),
            0,
            0,
            3600,
            MANAGER,
            caChain,
            Optional.empty(),
            List.of());
    BuildDirectories.Rules rules = new BuildDirectories.Rules(builds, "/cache", false, true);
    DirectoryChoice choice =
        BuildDirectories.choose(rules, payload, sources.inBuildsDirectory(builds), "2yh3fKx9s");
    return switch (choice) {
      case DirectoryChoice.Refused(var failure) -> throw new AssertionError(failure.text());
      case DirectoryChoice.Chosen(var directories) -> {
        JobVariables all =
            sources.inDirectories(directories.root(), directories.project(), directories.temp());
        yield new ScriptContext(
            payload,
            all,
            resolved,
            directories,
            JobSettings.read(payload, all, runner.debugTraceDisabled()),
            runner,
            MANAGER,
            scriptsFolder,
            correlationId);
      }
    };
  }

  StageScripts scripts() {
    return new StageScripts(context());
  }

  JobPayload payload() {
    return new JobPayload(
        1000,
        TOKEN,
        allowFetch,
        new JobInfo("job", "test", 7, "p", "g/p"),
        new GitInfo(repoUrl, ref, sha, "", "branch", refspecs, depth, objectFormat),
        3600,
        variables,
        steps,
        Optional.empty(),
        List.of(),
        artifacts,
        caches,
        dependencies,
        List.of(),
        hooks,
        new JobFeatures(true, Set.of(), List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        Set.of());
  }
}
