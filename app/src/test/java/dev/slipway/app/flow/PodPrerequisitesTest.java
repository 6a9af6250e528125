package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.Prerequisites;
import dev.slipway.ports.gitlab.JobPayloads;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PodPrerequisitesTest {
  private static final String KEYS =
      "service_account = \"builder\"\nimage_pull_secrets = [\"mirror\"]\n";
  private static final ClusterError ABSENT = new ClusterError.NotFound("not found, said the API");

  private final List<String> looks = new ArrayList<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** A cluster that answers each look with {@code error}, up to so many looks. */
  private Prerequisites absent(int untilLook, ClusterError error) {
    return new Prerequisites() {
      @Override
      public ClusterAnswer<String> serviceAccount(String namespace, String name) {
        return look("account " + namespace + "/" + name);
      }

      @Override
      public ClusterAnswer<String> secret(String namespace, String name) {
        return look("secret " + namespace + "/" + name);
      }

      private ClusterAnswer<String> look(String at) {
        looks.add(at);
        return looks.size() > untilLook
            ? new ClusterAnswer.Done<>(at)
            : new ClusterAnswer.Refused<>(error);
      }
    };
  }

  private void await(String keys, Prerequisites cluster)
      throws FailureException, InterruptedException {
    ClaimedJob claimed = FlowBench.claimed(JobPayloads.script(1, "job-token", "echo hi"), keys);
    PlannedJob job =
        JobPlanner.plan(claimed, JobPlanner.basis(claimed), "suffix00", PullLadder.FRESH);
    JobLog log = FlowBench.log((bytes, from, to) -> written.write(bytes, from, to - from));
    new PodPrerequisites(cluster, Duration.ZERO).await(job, log);
  }

  private String log() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("nothing is looked at where nothing is set")
  void off() throws Exception {
    await(KEYS, absent(99, ABSENT));
    assertThat(looks).isEmpty();
  }

  @Test
  @DisplayName("the account, then each secret; what is there needs one look and no line")
  void there() throws Exception {
    await(KEYS + "resource_availability_check_max_attempts = 2", absent(0, ABSENT));
    assertThat(looks).containsExactly("account default/builder", "secret default/mirror");
    assertThat(log()).isEmpty();
  }

  @Test
  @DisplayName("what comes late is waited for, with one line in the log")
  void late() throws Exception {
    await(KEYS + "resource_availability_check_max_attempts = 2", absent(2, ABSENT));
    assertThat(looks)
        .containsExactly(
            "account default/builder",
            "account default/builder",
            "account default/builder",
            "secret default/mirror");
    assertThat(log())
        .containsOnlyOnce(
            "Waiting for ServiceAccount/builder to be present in the cluster: not found, said the API");
  }

  @Test
  @DisplayName("what never comes is named after one look more than the setting says")
  void never() {
    assertThatThrownBy(
            () ->
                await(
                    "image_pull_secrets = [\"mirror\"]\nresource_availability_check_max_attempts = 3",
                    absent(99, ABSENT)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e ->
                assertThat(e.failure().text())
                    .isEqualTo(
                        "Timed out while waiting for ImagePullSecret/mirror to be present in the cluster: not found, said the API. Create it, or change the setting that names it."));
    assertThat(looks).hasSize(4);
  }

  @Test
  @DisplayName("who may not look goes on, and says so")
  void forbidden() throws Exception {
    ClusterError no = new ClusterError.Forbidden("x cannot get resource \"secrets\"");
    await(
        "image_pull_secrets = [\"mirror\"]\nresource_availability_check_max_attempts = 3",
        absent(99, no));
    assertThat(looks).hasSize(1);
    assertThat(log())
        .contains(
            "WARNING: Not looked whether ImagePullSecret/mirror is present: x cannot get resource \"secrets\".",
            "Give the runner's account this permission",
            "resource_availability_check_max_attempts");
  }

  @Test
  @DisplayName("an API server that is away for a while is one look")
  void away() throws Exception {
    await(
        "service_account = \"builder\"\nresource_availability_check_max_attempts = 1",
        absent(1, new ClusterError.Unavailable("away", Optional.empty())));
    assertThat(looks).hasSize(2);
    assertThat(log()).isEmpty();
  }
}
