package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.store.ObjectStore;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a pod and a log get to know of an object store, and what goes with an archive. */
// Has a stage of its own and mostly waits, and so runs beside other classes.
@Execution(ExecutionMode.CONCURRENT)
class CarriedFilesTest {
  private static final String PROCESSES =
      "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'";

  private static final String STORE =
      """
        [runners.cache]
          Type = "s3"
          Path = "of-{{client}}"
          [runners.cache.s3]
            ServerAddress = "{{store}}"
            AccessKey = "{{store-key}}"
            SecretKey = "{{store-secret}}"
            BucketName = "{{store-bucket}}"
            Insecure = true
      """;

  @BothClients
  void without_the_store_s_key(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("carried");
        SoloRunner runner =
            SoloRunner.configured(
                stage,
                client,
                Configs.ONE_RUNNER
                    .replace("localhost/helper:1", "{{helper}}")
                    .replace("  [runners.kubernetes]\n", STORE + "  [runners.kubernetes]\n"))) {
      OfferedJob job = runner.offer(spec());
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);
      Pod pod = stage.pod(job.id());
      assertThat(Serialization.asYaml(pod)).doesNotContain(ObjectStore.SECRET_KEY);
      for (String container : List.of("build", "helper")) {
        assertThat(stage.filesHolding(pod, container, ObjectStore.SECRET_KEY))
            .as("files in " + container)
            .isEmpty();
      }
      assertThat(stage.output(pod, "build", PROCESSES))
          .doesNotContain(ObjectStore.SECRET_KEY, "X-Amz-Signature=");
      stage.goOn(job.id());
      job.awaitFinalUpdate(Stage.LIMIT);

      assertThat(job.finalUpdate().isSuccess()).as(job.traceText()).isTrue();
      assertThat(job.traceText())
          .contains("X-Amz-Signature=[MASKED]", "X-Amz-Credential=[MASKED]", "Created cache")
          .doesNotContain(ObjectStore.SECRET_KEY)
          .doesNotContainPattern("X-Amz-Signature=[0-9a-f]");
      assertThat(
              ObjectStore.get().objects("of-" + client.name().toLowerCase(java.util.Locale.ROOT)))
          .anyMatch(name -> name.endsWith("/project/7/secret"));
      Map<String, String> sent = unzipped(job.artifact("archive").content());
      assertThat(sent.keySet()).containsExactlyInAnyOrder("site/x", "site-metadata.json");
      assertThat(sent.get("site-metadata.json"))
          .contains("\"site/x\"", "slsa.dev/provenance/v1", "\"executor\": \"kubernetes\"")
          // printf 'page\n' | sha256sum
          .contains("362a07bbb5c74b982bed644b9f7e298837d7a3a232c964d039bb7e49ebea825f");
    }
  }

  private static JobSpec spec() {
    return JobSpec.ofJson(
        """
        {
          "variables": {"CI_DEBUG_TRACE": "true", "RUNNER_GENERATE_ARTIFACTS_METADATA": "true"},
          "cache": [{"key": "secret", "paths": ["deps/"]}],
          "artifacts": [{"name": "site", "paths": ["site/"], "artifact_format": "zip", "artifact_type": "archive"}],
          "script": [
            "mkdir deps site; echo x > deps/x; echo page > site/x",
            "echo begun",
            "until [ -e /tmp/go-on ]; do sleep 0.1; done"
          ]
        }
        """);
  }

  private static Map<String, String> unzipped(byte[] zip) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return files;
  }
}
