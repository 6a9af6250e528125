package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.variable.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables that containers see, laid into Secrets: a value never stands in the pod's
 * specification, and Kubernetes expands nothing in it.
 *
 * @param env what each container refers to, by its name
 * @param secrets data by the Secret's name; each below the size that a cluster takes
 * @param warnings one sentence for each variable that only scripts can see
 */
public record VariableSecrets(
    Map<String, List<EnvPlan>> env,
    Map<String, Map<String, String>> secrets,
    List<String> warnings) {
  /** A Secret holds 1 MiB with its metadata; etcd's own limit is near. */
  private static final int SECRET_BYTES_MAX = 900 * 1024;

  /** The kernel takes no longer string in an environment; the container would not start. */
  private static final int VALUE_BYTES_MAX = 128 * 1024 - 1;

  private static final Pattern LEGAL_NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");

  public VariableSecrets {
    env = Map.copyOf(env);
    secrets = Map.copyOf(secrets);
    warnings = List.copyOf(warnings);
  }

  /** What one container refers to. */
  List<EnvPlan> of(String container) {
    return env.getOrDefault(container, List.of());
  }

  /**
   * Lays them out. What several containers see stands in a Secret once.
   *
   * @param podName the Secrets' names begin with it
   * @param variables what each container sees, by its name
   */
  static VariableSecrets of(String podName, Map<String, List<Variable>> variables) {
    Layout layout = new Layout(podName);
    Map<String, List<EnvPlan>> env = new LinkedHashMap<>();
    variables.forEach((container, seen) -> env.put(container, layout.lay(seen)));
    return new VariableSecrets(env, layout.secrets, List.copyOf(layout.warnings));
  }

  private static final class Layout {
    private record Entry(String key, String value) {}

    private final String podName;
    private final Map<Entry, EnvPlan> laid = new HashMap<>();
    private final Map<String, Map<String, String>> secrets = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private int room;

    Layout(String podName) {
      this.podName = podName;
    }

    List<EnvPlan> lay(List<Variable> variables) {
      List<EnvPlan> env = new ArrayList<>();
      for (Variable variable : variables) {
        int bytes = variable.value().getBytes(StandardCharsets.UTF_8).length;
        String problem = problem(variable, bytes);
        if (problem.isEmpty()) {
          env.add(
              laid.computeIfAbsent(
                  new Entry(variable.key(), variable.value()), _ -> add(variable, bytes)));
        } else {
          warnings.add(problem);
        }
      }
      return env;
    }

    private EnvPlan add(Variable variable, int bytes) {
      if (secrets.isEmpty() || bytes > room) {
        secrets.put(podName + "-env-" + (secrets.size() + 1), new LinkedHashMap<>());
        room = SECRET_BYTES_MAX;
      }
      room -= bytes + variable.key().length();
      String secret = podName + "-env-" + secrets.size();
      String key = "v%04d".formatted(laid.size() + 1);
      secrets.getOrDefault(secret, Map.of()).put(key, variable.value());
      return new EnvPlan(variable.key(), secret, key);
    }
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
