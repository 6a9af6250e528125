package dev.slipway.domain.overwrite;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodMetadata;
import dev.slipway.domain.pod.SchedulingPlan;
import dev.slipway.domain.pod.SchedulingPlan.Toleration;
import dev.slipway.domain.settings.AllowedPattern;
import dev.slipway.domain.settings.IdentitySettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.OverwriteSettings;
import dev.slipway.domain.settings.PodResources;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads a job's variables against the runner's rules. A choice whose rule is not configured has no
 * effect; one that its rule does not allow fails the job.
 */
public final class Overwrites {
  private static final String BEARER_TOKEN = "KUBERNETES_BEARER_TOKEN";

  private final KubernetesSettings settings;
  private final OverwriteSettings rules;
  private final JobVariables variables;
  private final List<String> lines = new ArrayList<>();

  private Overwrites(KubernetesSettings settings, JobVariables variables) {
    this.settings = settings;
    this.rules = settings.overwrites();
    this.variables = variables;
  }

  /**
   * @param settings the runner's with the job's choices in them
   * @param bearerToken the job's own token for the cluster
   * @param lines what the log says of the choices
   */
  public record Chosen(
      KubernetesSettings settings, Optional<SecretText> bearerToken, List<String> lines) {
    public Chosen {
      lines = List.copyOf(lines);
    }
  }

  /** The settings of this job. */
  public static Chosen of(KubernetesSettings settings, JobVariables variables)
      throws FailureException {
    return new Overwrites(settings, variables).chosen();
  }

  private Chosen chosen() throws FailureException {
    IdentitySettings own = settings.identity();
    Optional<String> namespace =
        text("Namespace", "KUBERNETES_NAMESPACE_OVERWRITE", rules.namespace());
    Optional<String> account =
        text("ServiceAccount", "KUBERNETES_SERVICE_ACCOUNT_OVERWRITE", rules.serviceAccount());
    IdentitySettings identity =
        new IdentitySettings(
            namespace.orElse(own.namespace()),
            account.or(own::serviceAccount),
            own.automountToken(),
            own.namespacePerJob());
    Optional<SecretText> token = bearerToken();
    Map<String, String> annotations =
        map("PodAnnotations", "KUBERNETES_POD_ANNOTATIONS_", rules.podAnnotations());
    Map<String, String> labels = map("PodLabels", "KUBERNETES_POD_LABELS_", rules.podLabels());
    PodMetadata metadata =
        new PodMetadata(
            over(settings.metadata().labels(), labels),
            over(settings.metadata().annotations(), annotations));
    Map<String, String> nodes =
        map("NodeSelector", "KUBERNETES_NODE_SELECTOR_", rules.nodeSelector());
    SchedulingPlan scheduling = scheduling(nodes, tolerations());
    PodResources resources =
        new ResourceOverwrites(settings.resources(), rules.maxima(), variables, lines).chosen();
    return new Chosen(
        settings.overwritten(identity, resources, scheduling, metadata), token, lines);
  }

  private Optional<String> text(String field, String key, Optional<AllowedPattern> rule)
      throws FailureException {
    Optional<String> value = variables.get(key).filter(text -> !text.isEmpty());
    if (rule.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    check(key, value.get(), rule.get());
    lines.add("\"%s\" overwritten with \"%s\"".formatted(field, value.get()));
    return value;
  }

  private Optional<SecretText> bearerToken() {
    Optional<String> token = variables.get(BEARER_TOKEN).filter(text -> !text.isEmpty());
    if (!rules.bearerToken() || token.isEmpty()) {
      return Optional.empty();
    }
    lines.add("\"BearerToken\" overwritten with \"XXXXXXXX...\"");
    return token.map(SecretText::new);
  }

  private Map<String, String> map(String field, String prefix, Optional<AllowedPattern> rule)
      throws FailureException {
    Map<String, String> chosen = new LinkedHashMap<>();
    each(
        prefix,
        rule,
        (key, value) -> {
          chosen.put(key, value);
          lines.add("\"%s\" \"%s\" overwritten with \"%s\"".formatted(field, key, value));
        });
    return chosen;
  }

  private void each(
      String prefix, Optional<AllowedPattern> rule, BiConsumer<String, String> consumer)
      throws FailureException {
    if (rule.isEmpty()) {
      return;
    }
    for (Variable variable : wanted(prefix)) {
      String value = variable.value();
      check(variable.key(), value, rule.get());
      int equals = value.indexOf('=');
      if (equals < 0) {
        throw refused(
            "provided value \"%s\" does not match \"k=v\" (variable %s)"
                .formatted(value, variable.key()));
      }
      consumer.accept(value.substring(0, equals), value.substring(equals + 1));
    }
  }

  /** The variables of a prefix; not the runner's own rule, which is named like them. */
  private List<Variable> wanted(String prefix) {
    return variables.effective().stream()
        .filter(variable -> variable.key().startsWith(prefix))
        .filter(variable -> !variable.key().equals(prefix + "OVERWRITE_ALLOWED"))
        .toList();
  }

  private List<Toleration> tolerations() throws FailureException {
    List<Toleration> chosen = new ArrayList<>();
    if (rules.nodeTolerations().isEmpty()) {
      return chosen;
    }
    for (Variable variable : wanted("KUBERNETES_NODE_TOLERATIONS_")) {
      String value = variable.value();
      check(variable.key(), value, rules.nodeTolerations().get());
      int colon = value.indexOf(':');
      String taint = colon < 0 ? value : value.substring(0, colon);
      String effect = colon < 0 ? "" : value.substring(colon + 1);
      chosen.add(Toleration.of(taint, effect));
      lines.add("\"NodeTolerations\" \"%s\" overwritten with \"%s\"".formatted(taint, effect));
    }
    return chosen;
  }

  private SchedulingPlan scheduling(Map<String, String> nodes, List<Toleration> tolerations) {
    SchedulingPlan own = settings.scheduling();
    Map<String, Toleration> all = new LinkedHashMap<>();
    own.tolerations().forEach(toleration -> all.put(toleration.taint(), toleration));
    tolerations.forEach(toleration -> all.put(toleration.taint(), toleration));
    return new SchedulingPlan(
        over(own.nodeSelector(), nodes),
        List.copyOf(all.values()),
        own.affinity(),
        own.runtimeClass(),
        own.priorityClass(),
        own.scheduler());
  }

  private static Map<String, String> over(Map<String, String> own, Map<String, String> chosen) {
    Map<String, String> all = new LinkedHashMap<>(own);
    all.putAll(chosen);
    return all;
  }

  private static void check(String key, String value, AllowedPattern rule) throws FailureException {
    if (!rule.allows(value)) {
      throw refused(
          "provided value \"%s\" does not match \"%s\" (variable %s)"
              .formatted(value, rule.regex(), key));
    }
  }

  static FailureException refused(String text) {
    return new FailureException(new Failure.ConfigRejected("couldn't prepare overwrites: " + text));
  }
}
