package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.VolumePlan;
import dev.slipway.domain.pod.VolumePlan.Claim;
import dev.slipway.domain.pod.VolumePlan.EmptyDir;
import dev.slipway.domain.pod.VolumePlan.HostPath;
import dev.slipway.domain.settings.VolumeSettings;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VolumesPartTest {
  private static final List<MountPlan> CHANNEL =
      List.of(MountPlan.of("scripts", "/scripts-1-2"), MountPlan.of("logs", "/logs-1-2"));
  private static final JobVariables VARIABLES =
      JobVariables.of(
          List.of(
              Variable.internal("CI_CONCURRENT_ID", "3"), Variable.internal("CI_JOB_NAME", "test")),
          "/tmp");

  @Test
  @DisplayName("without configured volumes there are empty folders for builds, scripts and log")
  void nothingConfigured() throws FailureException {
    VolumesPart part = part();
    assertThat(part.plan())
        .containsExactly(
            EmptyDir.onDisk("repo"), EmptyDir.onDisk("scripts"), EmptyDir.onDisk("logs"));
    assertThat(part.mounts())
        .containsExactly(
            MountPlan.of("scripts", "/scripts-1-2"),
            MountPlan.of("logs", "/logs-1-2"),
            MountPlan.of("repo", "/builds"));
  }

  @Test
  @DisplayName("a configured volume at the builds directory takes the empty folder's place")
  void configuredBuilds() throws FailureException {
    VolumesPart part = part(mounted(new Claim("work", "work"), "/builds/"));
    assertThat(part.plan())
        .containsExactly(
            new Claim("work", "work"), EmptyDir.onDisk("scripts"), EmptyDir.onDisk("logs"));
    assertThat(part.mounts())
        .extracting(MountPlan::volume)
        .containsExactly("scripts", "logs", "work");
  }

  @Test
  @DisplayName("only what is kept after the pod makes the builds directory a shared one")
  void shared() {
    assertThat(outlives(mounted(new Claim("a", "a"), "/builds"))).isTrue();
    assertThat(outlives(mounted(new HostPath("a", "/n"), "/builds/"))).isTrue();
    assertThat(outlives(mounted(EmptyDir.onDisk("a"), "/builds"))).isFalse();
    assertThat(outlives(mounted(new Claim("a", "a"), "/builds/below"))).isFalse();
    assertThat(VolumesPart.outlivesThePod(List.of(), "/builds", VARIABLES)).isFalse();
  }

  @Test
  @DisplayName("a claim's name, mount paths and sub-paths are expanded; a node's path is not")
  void expanded() throws FailureException {
    VolumesPart part =
        part(
            mounted(new Claim("c-$CI_CONCURRENT_ID", "c-$CI_CONCURRENT_ID"), "/c/$CI_JOB_NAME"),
            new VolumeSettings(
                new HostPath("h", "/node/$CI_JOB_NAME"),
                new MountPlan("h", "/h", Optional.of("${CI_JOB_NAME}/x"), true, Optional.empty())));
    assertThat(part.plan())
        .contains(new Claim("c-3", "c-3"), new HostPath("h", "/node/$CI_JOB_NAME"));
    assertThat(part.mounts())
        .contains(
            MountPlan.of("c-3", "/c/test"),
            new MountPlan("h", "/h", Optional.of("test/x"), true, Optional.empty()));
  }

  @Test
  @DisplayName("one claim can be mounted twice")
  void twice() throws FailureException {
    VolumesPart part =
        part(mounted(new Claim("a", "a"), "/one"), mounted(new Claim("a", "a"), "/two"));
    assertThat(part.plan()).filteredOn(v -> v.name().equals("a")).hasSize(1);
    assertThat(part.mounts()).filteredOn(m -> m.volume().equals("a")).hasSize(2);
  }

  @Test
  @DisplayName("a volume named as one of the runner's own is refused with its name")
  void nameTaken() {
    assertThatThrownBy(() -> part(mounted(new HostPath("repo", "/n"), "/data")))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("\"repo\"");
  }

  private static VolumesPart part(VolumeSettings... settings) throws FailureException {
    return VolumesPart.of(List.of(settings), "/builds", CHANNEL, VARIABLES);
  }

  private static boolean outlives(VolumeSettings volume) {
    return VolumesPart.outlivesThePod(List.of(volume), "/builds", VARIABLES);
  }

  private static VolumeSettings mounted(VolumePlan volume, String path) {
    return new VolumeSettings(volume, MountPlan.of(volume.name(), path));
  }
}
