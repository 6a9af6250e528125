package dev.slipway.domain.variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job's variables in their order. On look-up the last definition of a key wins. Values are
 * expanded once, each against the list as it was given, so the text a value brings in is not
 * expanded again (GitLab Runner's rule); {@code raw} values are taken as they are. Immutable.
 */
public final class JobVariables {
  private final List<Variable> definitions;
  private final List<Variable> expanded;
  private final Map<String, Variable> lastByKey;
  private final String tempDirectory;

  private JobVariables(List<Variable> definitions, String tempDirectory) {
    this.definitions = List.copyOf(definitions);
    this.tempDirectory = tempDirectory;
    Map<String, Variable> unexpanded = byKey(this.definitions);
    this.expanded =
        this.definitions.stream()
            .map(
                variable ->
                    variable.raw()
                        ? variable
                        : variable.withValue(
                            VariableExpansion.expand(
                                variable.value(), name -> referenced(unexpanded.get(name)))))
            .toList();
    this.lastByKey = byKey(expanded);
  }

  /**
   * The variables in order.
   *
   * @param tempDirectory the directory whose files hold file variables; empty while it is not known
   */
  public static JobVariables of(List<Variable> definitions, String tempDirectory) {
    return new JobVariables(definitions, tempDirectory);
  }

  /**
   * The expanded value; a file variable's content. Empty where nobody defined the key. This is what
   * settings are read from.
   */
  public Optional<String> get(String key) {
    return find(key).map(Variable::value);
  }

  /** The last definition of the key, its value expanded. */
  public Optional<Variable> find(String key) {
    return Optional.ofNullable(lastByKey.get(key));
  }

  /** The text with each reference replaced by an expanded value, a file variable's by its path. */
  public String expand(String text) {
    return VariableExpansion.expand(text, name -> referenced(lastByKey.get(name)));
  }

  /**
   * Further variables beside these, values expanded: each against these and the further ones, of
   * which a later definition wins. {@code raw} ones are taken as they are.
   */
  public List<Variable> alongside(List<Variable> further) {
    Map<String, Variable> own = byKey(further);
    return further.stream()
        .map(
            variable ->
                variable.raw()
                    ? variable
                    : variable.withValue(
                        VariableExpansion.expand(
                            variable.value(),
                            name -> {
                              Variable beside = own.get(name);
                              return beside == null
                                  ? referenced(lastByKey.get(name))
                                  : beside.value();
                            })))
        .toList();
  }

  /** Every definition in order, values expanded. */
  public List<Variable> all() {
    return expanded;
  }

  /** One definition for each key, the last; values expanded, a file variable's is its content. */
  public List<Variable> effective() {
    return List.copyOf(lastByKey.values());
  }

  /**
   * What the pod's containers see: public and internal variables, one for each key (its first
   * place, its last value), a file variable's value being its path.
   */
  public List<Variable> forPodEnvironment() {
    Map<String, Variable> visible = new LinkedHashMap<>();
    for (Variable variable : expanded) {
      if (variable.isPublic() || variable.internal()) {
        visible.put(
            variable.key(),
            variable.file() ? variable.withValue(pathOf(variable.key())) : variable);
      }
    }
    return List.copyOf(visible.values());
  }

  /** The expanded values of masked variables, each once, none empty. */
  public Set<String> maskedValues() {
    Set<String> values = new LinkedHashSet<>();
    for (Variable variable : expanded) {
      if (variable.masked() && !variable.value().isEmpty()) {
        values.add(variable.value());
      }
    }
    return values;
  }

  /** The file that holds a file variable's content. */
  public String pathOf(String key) {
    return tempDirectory + "/" + key;
  }

  /** The directory whose files hold file variables; empty while it is not known. */
  public String tempDirectory() {
    return tempDirectory;
  }

  /**
   * The same list with {@code CI_JOB_STATUS} rewritten in its place.
   *
   * @param status {@code success}, {@code failed}, {@code canceled} or {@code timedout}
   */
  public JobVariables withJobStatus(String status) {
    List<Variable> rewritten = new ArrayList<>();
    for (Variable variable : definitions) {
      boolean ours = variable.key().equals("CI_JOB_STATUS") && variable.internal();
      rewritten.add(ours ? variable.withValue(status) : variable);
    }
    return new JobVariables(rewritten, tempDirectory);
  }

  private String referenced(@Nullable Variable variable) {
    if (variable == null) {
      return "";
    }
    return variable.file() ? pathOf(variable.key()) : variable.value();
  }

  private static Map<String, Variable> byKey(List<Variable> variables) {
    Map<String, Variable> last = new LinkedHashMap<>();
    for (Variable variable : variables) {
      last.put(variable.key(), variable);
    }
    return last;
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "JobVariables" + lastByKey.keySet();
  }
}
