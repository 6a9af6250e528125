package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.PodSecurityPlan;
import dev.slipway.domain.pod.RunAs;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.settings.CapabilitySettings;
import dev.slipway.domain.settings.ContainerSecurity;
import dev.slipway.domain.settings.SecuritySettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityPartTest {
  @ParameterizedTest(name = "cap_add {0}, cap_drop {1}: adds {2}, drops {3}")
  @DisplayName("the runner's capabilities: dropped by default, then added, then dropped")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, NET_RAW",
        "KILL, -, KILL, NET_RAW",
        "-, KILL, -, KILL NET_RAW",
        "KILL, KILL, -, KILL NET_RAW",
        "NET_RAW, -, NET_RAW, -",
        "-, NET_RAW, -, NET_RAW",
        "NET_RAW, NET_RAW, -, NET_RAW",
        "SYS_TIME IPC_LOCK, SYS_ADMIN, IPC_LOCK SYS_TIME, NET_RAW SYS_ADMIN"
      })
  void runner(
      @Nullable String add, @Nullable String drop, @Nullable String adds, @Nullable String drops) {
    SecurityPlan plan = part(capabilities(add, drop), ContainerSecurity.NONE).helper();
    assertThat(plan.capabilitiesAdd()).isEqualTo(words(adds));
    assertThat(plan.capabilitiesDrop()).isEqualTo(words(drops));
  }

  @ParameterizedTest(name = "own add {0}, own drop {1}: adds {2}, drops {3}")
  @DisplayName("a container's own lists stand for the runner's, an empty list too")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, KILL, NET_RAW",
        "NET_RAW, -, NET_RAW, NET_RAW",
        "'', -, -, NET_RAW",
        "-, '', KILL, -",
        "-, ALL, KILL, ALL",
        "CHOWN, ALL, CHOWN, ALL"
      })
  void container(
      @Nullable String add, @Nullable String drop, @Nullable String adds, @Nullable String drops) {
    ContainerSecurity own =
        own(
            Optional.ofNullable(add).map(SecurityPartTest::words),
            Optional.ofNullable(drop).map(SecurityPartTest::words),
            RunAs.IMAGE);
    SecurityPlan plan = part(capabilities("KILL", ""), own).helper();
    assertThat(plan.capabilitiesAdd()).isEqualTo(words(adds));
    assertThat(plan.capabilitiesDrop()).isEqualTo(words(drops));
  }

  @Test
  @DisplayName("privileged and escalation: the container's word, else the runner's, else none")
  void flags() {
    SecurityPlan plan = part(CapabilitySettings.NONE, ContainerSecurity.NONE).helper();
    assertThat(plan.privileged()).contains(true);
    assertThat(plan.allowPrivilegeEscalation()).isEmpty();
    ContainerSecurity own =
        new ContainerSecurity(
            Optional.empty(),
            Optional.empty(),
            Optional.of(false),
            Optional.of(false),
            Optional.of(true),
            Optional.empty(),
            RunAs.IMAGE,
            Confinement.NONE);
    plan = part(CapabilitySettings.NONE, own).helper();
    assertThat(plan.privileged()).contains(false);
    assertThat(plan.allowPrivilegeEscalation()).contains(false);
    assertThat(plan.readOnlyRootFilesystem()).contains(true);
  }

  @Test
  @DisplayName("ids: the container's, else the pod's, else the job's; the helper never the job's")
  void ids() {
    JobUser wish = new JobUser(Optional.of(7L), Optional.of(8L), List.of(), List.of());
    RunAs ownUser = new RunAs(Optional.of(1L), Optional.empty(), Optional.empty());
    SecurityPart part =
        part(CapabilitySettings.NONE, own(Optional.empty(), Optional.empty(), ownUser));
    assertThat(part.build(wish).runAs().user()).contains(1L);
    assertThat(part.build(wish).runAs().group()).contains(8L);
    assertThat(part.helper().runAs().group()).isEmpty();
    SecurityPart inPod =
        new SecurityPart(
            new SecuritySettings(
                CapabilitySettings.NONE,
                Optional.empty(),
                Optional.empty(),
                new PodSecurityPlan(
                    Optional.empty(),
                    List.of(),
                    new RunAs(Optional.of(5L), Optional.empty(), Optional.of(true)),
                    Confinement.NONE),
                ContainerSecurity.NONE,
                ContainerSecurity.NONE,
                ContainerSecurity.NONE,
                ContainerSecurity.NONE));
    assertThat(inPod.service(wish).runAs().user()).contains(5L);
    assertThat(inPod.service(wish).runAs().nonRoot()).isEmpty();
    assertThat(inPod.initPermissions().runAs().user()).isEmpty();
  }

  private static SecurityPart part(CapabilitySettings capabilities, ContainerSecurity own) {
    return new SecurityPart(
        new SecuritySettings(
            capabilities,
            Optional.of(true),
            Optional.empty(),
            PodSecurityPlan.NONE,
            own,
            own,
            own,
            own));
  }

  private static ContainerSecurity own(
      Optional<List<String>> add, Optional<List<String>> drop, RunAs runAs) {
    return new ContainerSecurity(
        add,
        drop,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        runAs,
        Confinement.NONE);
  }

  private static CapabilitySettings capabilities(@Nullable String add, @Nullable String drop) {
    return new CapabilitySettings(words(add), words(drop));
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
