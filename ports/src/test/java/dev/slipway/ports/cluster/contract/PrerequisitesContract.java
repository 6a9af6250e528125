package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.Prerequisites;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Prerequisites} tells. */
@Timeout(60)
public abstract class PrerequisitesContract {
  protected abstract ClusterFixture cluster();

  private Prerequisites port() {
    return cluster().stores().prerequisites();
  }

  @Test
  @DisplayName("the account of each namespace is there, another one is NotFound")
  void serviceAccount() {
    assertThat(done(port().serviceAccount(cluster().namespace(), "default"))).isEqualTo("default");
    assertThat(
            refused(
                    port().serviceAccount(cluster().namespace(), "nobody"),
                    ClusterError.NotFound.class)
                .message())
        .isEqualTo("serviceaccounts \"nobody\" not found");
  }

  @Test
  @DisplayName("a Secret is there once it is made")
  void secret() {
    String name = KitPods.unique("prerequisite");
    assertThat(
            refused(port().secret(cluster().namespace(), name), ClusterError.NotFound.class)
                .message())
        .isEqualTo("secrets \"%s\" not found".formatted(name));
    done(
        cluster()
            .stores()
            .secrets()
            .create(KitPods.secret(cluster(), name, Map.of(), Map.of("one", "two"))));
    assertThat(done(port().secret(cluster().namespace(), name))).isEqualTo(name);
    done(cluster().stores().secrets().delete(cluster().namespace(), name));
    refused(port().secret(cluster().namespace(), name), ClusterError.NotFound.class);
  }

  @Test
  @DisplayName("who may do nothing is Forbidden")
  void forbidden() {
    Prerequisites powerless = cluster().powerless().prerequisites();
    refused(
        powerless.serviceAccount(cluster().namespace(), "default"), ClusterError.Forbidden.class);
    refused(powerless.secret(cluster().namespace(), "any"), ClusterError.Forbidden.class);
  }
}
