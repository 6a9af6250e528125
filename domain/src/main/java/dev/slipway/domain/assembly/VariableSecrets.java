package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.variable.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The variables that containers see, laid into Secrets: a value never stands in the pod's
 * specification, and Kubernetes expands nothing in it.
 *
 * @param env what containers refer to
 * @param secrets data by the Secret's name; each below the size that a cluster takes
 * @param warnings one sentence for each variable that only scripts can see
 */
public record VariableSecrets(
    List<EnvPlan> env, Map<String, Map<String, String>> secrets, List<String> warnings) {
  /** A Secret holds 1 MiB with its metadata; etcd's own limit is near. */
  private static final int SECRET_BYTES_MAX = 900 * 1024;

  /** The kernel takes no longer string in an environment; the container would not start. */
  private static final int VALUE_BYTES_MAX = 128 * 1024 - 1;

  private static final Pattern LEGAL_NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

  public VariableSecrets {
    env = List.copyOf(env);
    secrets = Map.copyOf(secrets);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param podName the Secrets' names begin with it
   * @param variables as {@code JobVariables.forPodEnvironment} gives them
   */
  static VariableSecrets of(String podName, List<Variable> variables) {
    List<EnvPlan> env = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<String, Map<String, String>> secrets = new LinkedHashMap<>();
    int room = 0;
    for (Variable variable : variables) {
      int bytes = variable.value().getBytes(StandardCharsets.UTF_8).length;
      String problem = problem(variable, bytes);
      if (!problem.isEmpty()) {
        warnings.add(problem);
        continue;
      }
      if (bytes > room) {
        secrets.put(podName + "-env-" + (secrets.size() + 1), new LinkedHashMap<>());
        room = SECRET_BYTES_MAX;
      }
      room -= bytes + variable.key().length();
      String secret = podName + "-env-" + secrets.size();
      String key = "v%04d".formatted(env.size() + 1);
      secrets.getOrDefault(secret, Map.of()).put(key, variable.value());
      env.add(new EnvPlan(variable.key(), secret, key));
    }
    return new VariableSecrets(env, secrets, warnings);
  }

  private static String problem(Variable variable, int bytes) {
    if (!LEGAL_NAME.matcher(variable.key()).matches()) {
      return "variable \"%s\" is not in the container's environment: its name is not one that Kubernetes takes"
          .formatted(variable.key());
    }
    int entry = bytes + variable.key().length() + 1;
    if (entry > VALUE_BYTES_MAX) {
      return "variable \"%s\" is not in the container's environment, only in scripts: %d bytes are more than the 128 KiB that Linux takes. Use a file variable."
          .formatted(variable.key(), bytes);
    }
    return "";
  }
}
