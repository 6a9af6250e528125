package dev.slipway.ports.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterErrorTest {
  @Test
  @DisplayName("a namespace that is being deleted is no matter of permissions or of quotas")
  void terminating() {
    assertThat(
            ClusterError.ofStatus(
                    403,
                    "pods \"p\" is forbidden: unable to create new content in namespace ci because it is being terminated",
                    null)
                .advice())
        .isEqualTo(
            "Wait until the namespace is gone and make it again, or give the runner another one.");
  }

  @Test
  @DisplayName("credentials may be known a moment later; permissions are not given in one")
  void mayPass() {
    assertThat(ClusterError.ofStatus(401, "Unauthorized", null).mayPass()).isTrue();
    assertThat(ClusterError.ofStatus(429, "busy", null).mayPass()).isTrue();
    assertThat(ClusterError.ofStatus(403, "cannot create pods", null).mayPass()).isFalse();
  }
}
