package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.PodSecurityPlan;
import dev.slipway.domain.pod.RunAs;
import dev.slipway.domain.settings.AllowedIds;
import dev.slipway.domain.settings.CapabilitySettings;
import dev.slipway.domain.settings.ContainerSecurity;
import dev.slipway.domain.settings.SecuritySettings;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobUserTest {
  private static final JobVariables VARIABLES =
      JobVariables.of(List.of(Variable.internal("ME", "1001:1002")), "");

  @Test
  @DisplayName("a user, a user with a group, a variable")
  void read() {
    assertThat(user("1000", AllowedIds.ANY).uid()).contains(1000L);
    assertThat(user("1000", AllowedIds.ANY).gid()).isEmpty();
    JobUser both = user("$ME", AllowedIds.ANY);
    assertThat(both.uid()).contains(1001L);
    assertThat(both.gid()).contains(1002L);
    assertThat(both.warnings()).isEmpty();
  }

  @Test
  @DisplayName("root must be allowed by name, in any spelling")
  void root() {
    assertThat(user("00", AllowedIds.ANY).warnings())
        .containsExactly(
            "Error parsing 'uid' from image options for container \"build\", using the configured security context: validating UID: user \"00\" is not in the allowed list: []");
    assertThat(user("0", new AllowedIds(List.of(0L), List.of())).uid()).contains(0L);
  }

  @Test
  @DisplayName("an id that is not on the list, not a number or negative is left out with a warning")
  void refused() {
    AllowedIds some = new AllowedIds(List.of(2000L), List.of());
    assertThat(user("1000", some).uid()).isEmpty();
    assertThat(user("1000", some).warnings())
        .singleElement()
        .asString()
        .endsWith("validating UID: user \"1000\" is not in the allowed list: [2000]");
    assertThat(user("me", some).warnings())
        .singleElement()
        .asString()
        .contains("failed to parse UID");
    assertThat(user("2000:-1", some).warnings())
        .singleElement()
        .asString()
        .contains("'gid'")
        .endsWith("failed to parse GID: negative values not allowed");
    assertThat(user("2000:-1", some).uid()).contains(2000L);
  }

  @Test
  @DisplayName("what the configuration sets cannot be overridden, and the log says so")
  void configured() {
    RunAs pod = new RunAs(Optional.of(5L), Optional.empty(), Optional.empty());
    SecuritySettings settings =
        new SecuritySettings(
            CapabilitySettings.NONE,
            Optional.empty(),
            Optional.empty(),
            new PodSecurityPlan(Optional.empty(), List.of(), pod, Confinement.NONE),
            ContainerSecurity.NONE,
            ContainerSecurity.NONE,
            ContainerSecurity.NONE,
            ContainerSecurity.NONE);
    JobUser user =
        JobUser.of("build", "7:8", VARIABLES, settings, settings.build(), AllowedIds.ANY);
    assertThat(user.uid()).isEmpty();
    assertThat(user.gid()).contains(8L);
    assertThat(user.lines())
        .containsExactly(
            "Overriding user for container \"build\" to \"7\" is not allowed: user is set to 5 in pod security context");
  }

  private static JobUser user(String text, AllowedIds allowed) {
    return JobUser.of(
        "build", text, VARIABLES, SecuritySettings.NONE, ContainerSecurity.NONE, allowed);
  }
}
