package dev.slipway.ports.cluster.contract;

import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** One pod for all tests of a class, and commands in its container. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
abstract class ExecKit {
  private LivePod pod;

  protected abstract StreamFixture cluster();

  @BeforeAll
  void startPod() throws Exception {
    pod = LivePod.start(cluster(), "exec");
  }

  @AfterAll
  void endPod() {
    pod.close();
  }

  LivePod pod() {
    return pod;
  }

  ExecSession start(Output output, boolean stdin, String... command) {
    return cluster().ports().exec().start(pod.container(), List.of(command), stdin, output);
  }
}
