package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes before a job's script in its containers: a hook at the start, and an init container.
 */
class LifecycleEffectsTest {
  @RegisterExtension static final OnStage ON = new OnStage("lifecycle");

  @BothClients
  void a_request_at_the_start_is_sent_before_the_script(ClusterClient client) throws IOException {
    CompletableFuture<String> hello = new CompletableFuture<>();
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
    server.createContext(
        "/",
        exchange -> {
          hello.complete(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Who"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    String hook =
        """
        [runners.kubernetes.container_lifecycle.post_start.http_get]
          host = "%s"
          port = %d
          path = "/hello"
          scheme = "HTTP"
          [[runners.kubernetes.container_lifecycle.post_start.http_get.http_headers]]
            name = "X-Who"
            value = "a container"
        """
            .formatted(ON.stage().gitlab().url().getHost(), server.getAddress().getPort());
    try (SoloRunner runner = ON.runnerWith(client, hook)) {
      runner.passed(runner.offer(JobSpec.script("echo it runs")));

      assertThat(hello).isCompletedWithValue("/hello a container");
    } finally {
      server.stop(0);
    }
  }

  @BothClients
  void a_hook_that_fails_is_named(ClusterClient client) {
    for (String hook :
        List.of("exec]\ncommand = [\"sh\", \"-c\", \"exit 1\"]", "tcp_socket]\nport = 1")) {
      String keys = "[runners.kubernetes.container_lifecycle.post_start." + hook;
      try (SoloRunner runner = ON.runnerWith(client, keys)) {
        OfferedJob job = runner.offer(JobSpec.script("echo never"));

        runner.assertFailed(
            job,
            "runner_system_failure",
            " (system failure): prepare environment: Error in container build: ");
        assertThat(job.traceText()).contains("a hook that fails ends its container");
      }
    }
  }

  @BothClients
  void a_patch_is_read_from_its_file(ClusterClient client, @TempDir Path folder)
      throws IOException {
    Path patch = Files.writeString(folder.resolve("patch.yaml"), "hostname: patched\n");
    String keys =
        """
        [[runners.kubernetes.pod_spec]]
          name = "another name"
          patch_path = "%s"
        """
            .formatted(patch);
    try (SoloRunner runner = ON.runnerWith(client, keys)) {
      String log =
          runner.passed(
              runner.offer(
                  JobSpec.script("hostname")
                      .withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true")));

      assertThat(log).contains("01O patched\n");
    }
  }

  @BothClients
  void dumb_init_is_put_there_by_a_container_with_its_own_security_context(ClusterClient client) {
    ON.stage()
        .cluster()
        .admin()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(ON.stage().namespace())
                .withName("dumb-init")
                .endMetadata()
                .withData(Map.of("dumb-init", "#!/bin/sh\nshift\nSTARTED_BY=me exec env \"$@\"\n"))
                .build())
        .serverSideApply();
    String settings =
        """
        allow_privilege_escalation = false
        [runners.kubernetes.init_permissions_container_security_context]
          run_as_user = 1004
          run_as_group = 2004
        [[runners.kubernetes.volumes.config_map]]
          name = "dumb-init"
          mount_path = "/usr/bin/dumb-init"
          sub_path = "dumb-init"
        [[runners.kubernetes.pod_spec]]
          name = "lets the file be run"
          patch = '''
        volumes:
          - {name: dumb-init, configMap: {defaultMode: 493}}
        '''
        """;
    try (SoloRunner runner = ON.runnerWith(client, settings)) {
      String log =
          runner.passed(
              runner.offer(
                  JobSpec.script(
                          "stat -c '%u %g' /scripts-*/dumb-init",
                          "tr '\\0' '\\n' </proc/1/environ | grep STARTED_BY",
                          "grep NoNewPrivs /proc/self/status")
                      .withVariable("FF_USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR", "true")
                      .withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true")));

      assertThat(log)
          .contains("01O 1004 2004\n")
          .contains("01O STARTED_BY=me\n")
          .contains("01O NoNewPrivs:\t1\n");
    }
  }
}
