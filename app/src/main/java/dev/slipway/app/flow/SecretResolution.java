package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.script.JobSettings;
import dev.slipway.domain.secret.JobSecret;
import dev.slipway.domain.secret.SecretSource;
import dev.slipway.domain.stage.StageAttempts;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import dev.slipway.ports.vault.Vault;
import dev.slipway.ports.vault.VaultAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gets a job's secrets before anything is made for it. Source: GitLab Runner's CI secrets. */
record SecretResolution(Vault vault, JobLog log, JobPlanner.Basis basis) {

  /**
   * The variables that hold the secrets: masked, never expanded.
   *
   * @throws FailureException where one cannot be got
   */
  List<Variable> resolve() throws FailureException, InterruptedException {
    log.heading("Resolving secrets");
    List<Variable> resolved = new ArrayList<>();
    for (JobSecret secret : basis.job().payload().secrets()) {
      log.plain("Resolving secret \"%s\"...".formatted(secret.key()));
      Optional<String> value =
          switch (secret.source()) {
            case SecretSource.Vault source -> {
              log.plain("Using \"vault\" secret resolver...");
              yield Optional.of(fromVault(secret.key(), expanded(source)));
            }
            case SecretSource.Unsupported(String provider) ->
                throw new FailureException(
                    new Failure.JobUnsupported(
                        "this version of the runner gets no secrets from %s (secret \"%s\"), only from vault. Give the job tags of another runner."
                            .formatted(provider, secret.key())));
            case SecretSource.Unknown _ -> {
              log.warning("Not resolved: no resolver that can handle the secret");
              yield Optional.empty();
            }
          };
      value.ifPresent(
          text ->
              resolved.add(
                  new Variable(secret.key(), text, false, false, secret.file(), true, true)));
    }
    return resolved;
  }

  private String fromVault(String key, SecretSource.Vault source)
      throws FailureException, InterruptedException {
    int attempts =
        JobSettings.read(basis.job().payload(), basis.variables(), false)
            .secretsRetrievalAttempts();
    for (int attempt = 1; true; attempt++) {
      if (attempt > 1) {
        log.warning("Retrying...");
        Thread.sleep(StageAttempts.pauseBefore(attempt, basis.flags()));
      }
      VaultAnswer answer = vault.read(source);
      if (answer instanceof VaultAnswer.Unreachable && attempt < attempts) {
        continue;
      }
      return switch (answer) {
        case VaultAnswer.Found(String value) -> value;
        case VaultAnswer.Missing _ -> missing(key);
        case VaultAnswer.Refused(String says) ->
            throw failed(key, says, FailureReason.RUNNER_CONFIGURATION_ERROR);
        case VaultAnswer.Unreachable(String says) ->
            throw failed(key, says, FailureReason.RUNNER_EXTERNAL_DEPENDENCY_FAILURE);
      };
    }
  }

  private String missing(String key) throws FailureException {
    if (basis.flags().enabled(FeatureFlag.SECRET_RESOLVING_FAILS_IF_MISSING)) {
      throw new FailureException(
          new Failure.SecretUnavailable(
              "secret not found: " + key, FailureReason.RUNNER_CONFIGURATION_ERROR));
    }
    return "";
  }

  private static FailureException failed(String key, String says, FailureReason reason) {
    return new FailureException(
        new Failure.SecretUnavailable("secret \"%s\": %s".formatted(key, says), reason));
  }

  private SecretSource.Vault expanded(SecretSource.Vault source) {
    JobVariables variables = basis.variables();
    Map<String, String> login =
        source.authData().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> variables.expand(entry.getValue())));
    return new SecretSource.Vault(
        variables.expand(source.url()),
        variables.expand(source.namespace()),
        variables.expand(source.authName()),
        variables.expand(source.authPath()),
        login,
        variables.expand(source.engine()),
        variables.expand(source.enginePath()),
        variables.expand(source.path()),
        variables.expand(source.field()));
  }
}
