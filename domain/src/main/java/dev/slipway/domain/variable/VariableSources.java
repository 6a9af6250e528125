package dev.slipway.domain.variable;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.JobPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything a job's variables come from.
 *
 * @param flags as {@link FeatureFlags#resolve} gave them
 * @param shortToken the runner's short token
 * @param environment {@code environment} of {@code [[runners]]}: {@code KEY=value}; an entry
 *     without {@code =} is dropped
 * @param concurrentId the job's slot on this runner, from 0
 * @param concurrentProjectId its slot for this project on this runner, from 0
 * @param timeoutSeconds the job timeout, seconds
 * @param serverCaChain the PEM chain seen on the connection to GitLab
 * @param clientCertificate the certificate and key the runner shows to GitLab
 * @param secrets what the job's secrets resolved to
 */
public record VariableSources(
    JobPayload payload,
    FeatureFlags flags,
    String shortToken,
    List<String> environment,
    int concurrentId,
    int concurrentProjectId,
    long timeoutSeconds,
    ManagerFacts manager,
    Optional<String> serverCaChain,
    Optional<ClientCertificate> clientCertificate,
    List<Variable> secrets) {

  /** A client certificate and its key, both PEM. */
  public record ClientCertificate(String certificate, String key) {
    /** Leaves out the key. */
    @Override
    public String toString() {
      return "ClientCertificate[]";
    }
  }

  public VariableSources {
    environment = List.copyOf(environment);
    secrets = List.copyOf(secrets);
  }

  /** The same with what the job's secrets resolved to. */
  public VariableSources withSecrets(List<Variable> resolved) {
    return new VariableSources(
        payload,
        flags,
        shortToken,
        environment,
        concurrentId,
        concurrentProjectId,
        timeoutSeconds,
        manager,
        serverCaChain,
        clientCertificate,
        resolved);
  }

  /** The variables while only the builds directory is known: enough to find the project's. */
  public JobVariables inBuildsDirectory(String root) {
    return JobVariables.of(list(root, "", ""), "");
  }

  /** The variables of the job, complete, in GitLab Runner's order. */
  public JobVariables inDirectories(String root, String project, String temp) {
    return JobVariables.of(list(root, project, temp), temp);
  }

  /** What flags can be set by: the runner's {@code environment}, then the job's own variables. */
  public static JobVariables beforeFlags(JobPayload payload, List<String> environment) {
    List<Variable> list = new ArrayList<>(environmentOf(environment));
    list.addAll(payload.variables());
    return JobVariables.of(list, "");
  }

  private List<Variable> list(String root, String project, String temp) {
    List<Variable> list = new ArrayList<>();
    for (FeatureFlag flag : FeatureFlag.values()) {
      list.add(Variable.internal(flag.key(), Boolean.toString(flags.enabled(flag))));
    }
    payload
        .image()
        .filter(image -> !image.name().isEmpty())
        .ifPresent(image -> list.add(Variable.internal("CI_JOB_IMAGE", image.name())));
    list.add(Variable.internal("CI_RUNNER_SHORT_TOKEN", shortToken));
    list.addAll(withoutFlags(environmentOf(environment)));
    list.add(Variable.internal("CI_BUILDS_DIR", root));
    if (!project.isEmpty()) {
      list.add(Variable.internal("CI_PROJECT_DIR", project));
    }
    list.add(Variable.internal("CI_CONCURRENT_ID", Integer.toString(concurrentId)));
    list.add(Variable.internal("CI_CONCURRENT_PROJECT_ID", Integer.toString(concurrentProjectId)));
    list.add(Variable.internal("CI_SERVER", "yes"));
    list.add(Variable.internal("CI_JOB_STATUS", "running"));
    list.add(Variable.internal("CI_JOB_TIMEOUT", Long.toString(timeoutSeconds)));
    addTls(list);
    list.addAll(withoutFlags(payload.variables()));
    list.add(Variable.internal("CI_DISPOSABLE_ENVIRONMENT", "true"));
    list.add(Variable.internal("CI_RUNNER_VERSION", manager.version()));
    list.add(Variable.internal("CI_RUNNER_REVISION", manager.revision()));
    list.add(Variable.internal("CI_RUNNER_EXECUTABLE_ARCH", manager.platform()));
    list.addAll(secrets);
    if (!temp.isEmpty()) {
      list.add(Variable.internal("RUNNER_TEMP_PROJECT_DIR", temp));
    }
    if (flags.enabled(FeatureFlag.NETWORK_PER_BUILD)) {
      list.add(Variable.internal("CI_BUILD_NETWORK_NAME", networkName()));
    }
    return list;
  }

  private void addTls(List<Variable> list) {
    serverCaChain.ifPresent(chain -> list.add(file("CI_SERVER_TLS_CA_FILE", chain, true)));
    clientCertificate.ifPresent(
        pair -> {
          list.add(file("CI_SERVER_TLS_CERT_FILE", pair.certificate(), true));
          list.add(file("CI_SERVER_TLS_KEY_FILE", pair.key(), false));
        });
  }

  private static Variable file(String key, String content, boolean isPublic) {
    return new Variable(key, content, isPublic, true, true, false, true);
  }

  private static List<Variable> environmentOf(List<String> entries) {
    List<Variable> variables = new ArrayList<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      if (equals >= 0) {
        variables.add(
            new Variable(
                entry.substring(0, equals),
                entry.substring(equals + 1),
                false,
                true,
                false,
                false,
                false));
      }
    }
    return variables;
  }

  /** Scripts see a flag's resolved value, never the word that somebody wrote. */
  private static List<Variable> withoutFlags(List<Variable> variables) {
    return variables.stream()
        .filter(variable -> FeatureFlag.ofKey(variable.key()).isEmpty())
        .toList();
  }

  private String networkName() {
    String name =
        "runner-%s-%d-%d-%d"
            .formatted(shortToken, payload.info().projectId(), concurrentId, payload.id());
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
  }
}
