package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Role of {@code docs/reference/rbac.md}. */
final class DocumentedRole {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private DocumentedRole() {}

  static List<PolicyRule> rules() throws IOException {
    String page =
        Files.readString(Behaviour.home().resolveSibling("../docs/reference/rbac.md").normalize());
    Matcher yaml = YAML.matcher(page);
    assertThat(yaml.find()).isTrue();
    return Serialization.unmarshal(yaml.group(1), Role.class).getRules();
  }

  /** Its rules less one verb, or less all of a resource, where the verb is {@code *}. */
  static List<PolicyRule> without(String resource, String verb) throws IOException {
    List<PolicyRule> rules = new ArrayList<>();
    for (PolicyRule rule : rules()) {
      if (!rule.getResources().contains(resource)) {
        rules.add(rule);
      } else if (!verb.equals("*")) {
        assertThat(rule.getVerbs()).contains(verb);
        rules.add(new PolicyRuleBuilder(rule).removeFromVerbs(verb).build());
      }
    }
    return rules;
  }
}
