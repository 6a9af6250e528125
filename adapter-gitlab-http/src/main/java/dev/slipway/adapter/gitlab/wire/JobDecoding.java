package dev.slipway.adapter.gitlab.wire;

import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.JobPayload.GitInfo;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.job.JobPayload.JobFeatures;
import dev.slipway.domain.job.JobPayload.JobHook;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.job.JobPayload.JobInfo;
import dev.slipway.domain.job.JobPayload.JobStep;
import dev.slipway.domain.job.JobPayload.RegistryCredential;
import dev.slipway.domain.variable.Variable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From {@link JobMessage} to the domain's job: what is missing becomes empty, zero or false. */
final class JobDecoding {
  private static final Map<String, Set<String>> EXECUTOR_OPTIONS =
      Map.of("docker", Set.of("platform", "user"), "kubernetes", Set.of("user"));

  /** What GitLab Runner does for executors that do not run steps themselves. */
  private static final JobStep STEP_RUNNER = new JobStep("script", List.of("step-runner ci"));

  private static final Variable STEPS_VARIABLE =
      new Variable("STEPS", "", false, false, false, false, true);

  private final Set<String> otherParts = new TreeSet<>();

  /** The job; one use per object. */
  JobPayload job(JobMessage message) {
    if (message.id() == null || message.token() == null) {
      throw new IllegalArgumentException("no id or no token");
    }
    List<Variable> variables = list(message.variables(), JobDecoding::variable);
    List<JobStep> steps =
        list(message.steps(), step -> new JobStep(text(step.name()), texts(step.script())));
    Optional<String> run = run(message.run(), variables, steps);
    note("suspend_options", message.suspendOptions());
    Optional<JobImage> image = Optional.ofNullable(message.image()).map(this::image);
    List<JobImage> services = list(message.services(), this::image);
    return new JobPayload(
        message.id(),
        message.token(),
        flag(message.allowGitFetch()),
        info(message.jobInfo()),
        git(message.gitInfo()),
        message.runnerInfo() == null ? 0 : number(message.runnerInfo().timeout()),
        run.map(list -> with(variables, STEPS_VARIABLE.withValue(list))).orElse(variables),
        run.map(_ -> with(STEP_RUNNER, steps)).orElse(steps),
        image,
        services,
        list(message.artifacts(), JobDecoding::artifact),
        list(message.cache(), JobDecoding::cache),
        list(message.dependencies(), JobDecoding::dependency),
        credentials(message.credentials()),
        list(message.hooks(), hook -> new JobHook(text(hook.name()), texts(hook.script()))),
        features(message.features()),
        FreeFormDecoding.inputs(message.inputs()),
        FreeFormDecoding.secrets(message.secrets()),
        FreeFormDecoding.policy(message.policyOptions()),
        otherParts);
  }

  /**
   * The steps of the {@code run} keyword, which GitLab sends as a text of JSON: a program of the
   * image takes them from a variable. Empty where there are none, or where other keywords forbid
   * it.
   */
  private Optional<String> run(
      @Nullable Object run, List<Variable> variables, List<JobStep> steps) {
    if (!saysSomething(run)) {
      return Optional.empty();
    }
    Optional<String> trouble = Optional.empty();
    if (steps.stream().anyMatch(step -> step.name().equals("script"))) {
      trouble = Optional.of("`run` together with `script`");
    } else if (variables.stream().anyMatch(v -> v.key().equals(STEPS_VARIABLE.key()))) {
      trouble = Optional.of("`run` together with a variable STEPS of the job's own");
    } else if (!(run instanceof String)) {
      trouble = Optional.of("run");
    }
    trouble.ifPresent(otherParts::add);
    return trouble.isPresent() ? Optional.empty() : Optional.of(String.valueOf(run));
  }

  private static <T> List<T> with(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  private static <T> List<T> with(T first, List<T> list) {
    return Stream.concat(Stream.of(first), list.stream()).toList();
  }

  /** Remembers a part that the domain's job has no place for, unless it says nothing. */
  private void note(String name, @Nullable Object part) {
    if (saysSomething(part)) {
      otherParts.add(name);
    }
  }

  private static boolean saysSomething(@Nullable Object part) {
    return switch (part) {
      case null -> false;
      case Boolean yes -> yes;
      case String text -> !text.isBlank();
      case Collection<?> all -> !all.isEmpty();
      case Map<?, ?> map -> map.values().stream().anyMatch(JobDecoding::saysSomething);
      default -> true;
    };
  }

  private JobImage image(JobMessage.Image image) {
    return new JobImage(
        text(image.name()),
        text(image.alias()),
        texts(image.command()),
        texts(image.entrypoint()),
        list(image.ports(), JobMessage.Port::number),
        list(image.variables(), JobDecoding::variable),
        texts(image.pullPolicy()),
        user(image.executorOpts()));
  }

  /** {@code executor_opts.kubernetes.user}; unknown options go to the other parts by their path. */
  private Optional<String> user(@Nullable Map<String, Object> options) {
    if (options == null) {
      return Optional.empty();
    }
    options.forEach(
        (executor, value) -> {
          Set<String> known = EXECUTOR_OPTIONS.get(executor);
          if (known == null) {
            otherParts.add("executor_opts/" + executor);
          } else if (value instanceof Map<?, ?> given) {
            given.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !known.contains(key))
                .forEach(key -> otherParts.add("executor_opts/" + executor + "/" + key));
          }
        });
    return options.get("kubernetes") instanceof Map<?, ?> kubernetes
        ? userText(kubernetes.get("user"))
        : Optional.empty();
  }

  private static Optional<String> userText(@Nullable Object user) {
    return switch (user) {
      case String text when !text.isBlank() -> Optional.of(text);
      case Number number -> Optional.of(Long.toString(number.longValue()));
      case null, default -> Optional.empty();
    };
  }

  private static JobInfo info(JobMessage.@Nullable JobInfo info) {
    return info == null
        ? new JobInfo("", "", 0, "", "")
        : new JobInfo(
            text(info.name()),
            text(info.stage()),
            number(info.projectId()),
            text(info.projectName()),
            text(info.projectFullPath()));
  }

  private static GitInfo git(JobMessage.@Nullable Git git) {
    return git == null
        ? new GitInfo("", "", "", "", "", List.of(), 0, "")
        : new GitInfo(
            text(git.repoUrl()),
            text(git.ref()),
            text(git.sha()),
            text(git.beforeSha()),
            text(git.refType()),
            texts(git.refspecs()),
            git.depth() == null ? 0 : git.depth(),
            text(git.repoObjectFormat()));
  }

  private static Variable variable(JobMessage.JobVariable variable) {
    return new Variable(
        text(variable.key()),
        text(variable.value()),
        flag(variable.isPublic()),
        false,
        flag(variable.file()),
        flag(variable.masked()),
        flag(variable.raw()));
  }

  private static JobArtifact artifact(JobMessage.Artifact artifact) {
    return new JobArtifact(
        text(artifact.name()),
        flag(artifact.untracked()),
        texts(artifact.paths()),
        texts(artifact.exclude()),
        text(artifact.when()),
        text(artifact.artifactType()),
        text(artifact.artifactFormat()),
        text(artifact.expireIn()));
  }

  private static JobCache cache(JobMessage.Cache cache) {
    return new JobCache(
        text(cache.key()),
        flag(cache.untracked()),
        text(cache.policy()),
        texts(cache.paths()),
        text(cache.when()),
        texts(cache.fallbackKeys()));
  }

  private static JobDependency dependency(JobMessage.Dependency dependency) {
    JobMessage.ArtifactsFile file = dependency.artifactsFile();
    return new JobDependency(
        number(dependency.id()),
        text(dependency.token()),
        text(dependency.name()),
        file == null ? "" : text(file.filename()),
        file == null ? 0 : number(file.size()));
  }

  private static List<RegistryCredential> credentials(
      @Nullable List<JobMessage.Credential> credentials) {
    return list(
        credentials,
        credential ->
            "registry".equals(credential.type())
                ? new RegistryCredential(
                    text(credential.url()),
                    text(credential.username()),
                    text(credential.password()))
                : null);
  }

  private static JobFeatures features(JobMessage.@Nullable Features features) {
    return features == null
        ? new JobFeatures(false, Set.of(), List.of())
        : new JobFeatures(
            flag(features.traceSections()),
            Set.copyOf(texts(features.failureReasons())),
            texts(features.tokenMaskPrefixes()));
  }

  private static List<String> texts(@Nullable List<String> texts) {
    return list(texts, Function.identity());
  }

  /** Entries that are {@code null}, or become it, are left out. */
  private static <A, B> List<B> list(
      @Nullable List<A> list, Function<A, ? extends @Nullable B> each) {
    return list == null
        ? List.of()
        : list.stream()
            .filter(Objects::nonNull)
            .<@Nullable B>map(each)
            .filter(Objects::nonNull)
            .toList();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean flag(@Nullable Boolean flag) {
    return flag != null && flag;
  }

  private static long number(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
