package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.wiring.PlanPrinter;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanAndLintTest {
  private static final String RUNNER =
      """
      [[runners]]
        name = "one"
        url = "https://gitlab.example.com"
        token = "glrt-abcdefghij"
        executor = "kubernetes"
        [runners.kubernetes]
          namespace = "ci"
          image = "busybox:1"
          bearer_token = "s3cret-of-the-cluster"
      """;

  private static final String JOB =
      """
      {"id": 5, "token": "s3cret-of-the-job", "job_info": {"project_id": 7, "project_name": "app"},
       "git_info": {"repo_url": "https://gitlab.example.com/g/app.git", "sha": "0123456789"},
       "variables": [{"key": "PASSWORD", "value": "s3cret-variable", "masked": true, "public": true}],
       "services": [{"name": "redis:7", "alias": "cache"}],
       "steps": [{"name": "script", "script": ["true"]}]}
      """;

  @TempDir Path directory;
  @RegisterExtension final Typed typed = new Typed();

  @BeforeEach
  void files() throws IOException {
    Files.writeString(directory.resolve("config.toml"), RUNNER);
    Files.writeString(directory.resolve("job.json"), JOB);
  }

  private int execute(String... arguments) {
    List<String> words =
        Stream.concat(
                Stream.of(arguments), Stream.of("-d", directory.toString(), "-c", "config.toml"))
            .toList();
    return typed.execute(
        new Hooks(Typed.RUN, Typed.SINGLE, new PlanPrinter(), Typed.HELPER),
        words.toArray(String[]::new));
  }

  @ParameterizedTest
  @DisplayName("plan prints the record, the variables' Secret and the pod, and no secret")
  @ValueSource(strings = {"fabric8", "official"})
  void plan(String client) {
    assertThat(execute("plan", "--job", "job.json", "--client", client)).isZero();
    assertThat(typed.log()).isEmpty();
    String text = typed.out();
    assertThat(text.split("---\n"))
        .satisfiesExactly(
            before -> assertThat(before).isEmpty(),
            record ->
                assertThat(record)
                    .startsWith("apiVersion: v1\ndata:\n")
                    .contains(
                        "job-token: \"[MASKED]\"",
                        "boot: \"[MASKED]\"",
                        "type: slipway.dev/job-record"),
            variables ->
                assertThat(variables)
                    .contains(
                        "v0001: \"[MASKED]\"",
                        "name: runner-abcdefghi-project-7-concurrent-0-xxxxxxxx-env-1"),
            pod ->
                assertThat(pod)
                    .contains(
                        "kind: Pod", "image: \"busybox:1\"", "image: \"redis:7\"", "- cache"));
    assertThat(text).doesNotContain("s3cret-");
    assertThat(directory.resolve(".runner_system_id")).doesNotExist();
  }

  @Test
  @DisplayName("both clients give the same objects; JSON is one object after the other")
  void json() {
    Map<String, List<Tree>> found = new HashMap<>();
    for (String client : List.of("fabric8", "official")) {
      typed.forgetOut();
      assertThat(execute("plan", "-j", "job.json", "--client", client, "-o", "json")).isZero();
      found.put(
          client,
          Stream.of(typed.out().split("(?<=\n})\n"))
              .map(one -> TreeJson.read(one).orElseThrow())
              .toList());
    }
    assertThat(found.get("fabric8")).hasSize(3);
    assertThat(found.get("official")).hasSize(3);
  }

  @Test
  @DisplayName("a job that would fail says why, with the job's own words, and nothing else")
  void refusedJob() throws IOException {
    Files.writeString(
        directory.resolve("config.toml"), RUNNER.replace("image = \"busybox:1\"", ""));
    assertThat(execute("plan", "--job", "job.json")).isEqualTo(1);
    assertThat(typed.log())
        .isEqualTo(
            "FATAL: this job would fail: check defaults error: no image specified and no default set in config\n");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  @DisplayName("what plan cannot work with is refused with what there is")
  void refusedArguments() throws IOException {
    assertThat(execute("plan")).isEqualTo(1);
    assertThat(execute("plan", "-j", "nowhere.json")).isEqualTo(1);
    assertThat(execute("plan", "-j", "job.json", "--client", "okd")).isEqualTo(1);
    assertThat(execute("plan", "-j", "job.json", "--output", "xml")).isEqualTo(1);
    assertThat(execute("plan", "-j", "job.json", "--runner", "two")).isEqualTo(1);
    assertThat(typed.err())
        .contains(
            "Missing required option: '--job=FILE'",
            "nowhere.json cannot be read",
            "--client: \"okd\" is not known; allowed: fabric8, official",
            "--output: \"xml\" is not known; allowed: yaml, json",
            "has 0 runner(s) of the name \"two\"; the file's runners are: \"one\"");
    Files.writeString(directory.resolve("job.json"), "[]");
    assertThat(execute("plan", "-j", "job.json")).isEqualTo(1);
    Files.writeString(directory.resolve("config.toml"), RUNNER + "limt = 1\n");
    assertThat(execute("plan", "-j", "job.json")).isEqualTo(1);
    assertThat(typed.log())
        .contains("the job file is no job", "config.toml:10:1: unknown key", "is refused for 1");
  }

  @Test
  @DisplayName("with several runners one is named")
  void severalRunners() throws IOException {
    Files.writeString(
        directory.resolve("config.toml"),
        RUNNER + RUNNER.replace("\"one\"", "\"two\"").replace("\"ci\"", "\"ci-two\""));
    assertThat(execute("plan", "-j", "job.json")).isEqualTo(1);
    assertThat(typed.err()).contains("the file's runners are: \"one\", \"two\"");
    assertThat(execute("plan", "-j", "job.json", "--runner", "two")).isZero();
    assertThat(typed.out()).contains("namespace: ci-two");
  }

  @Test
  @DisplayName("lint says every problem and every warning with its place, and exits 1")
  void lint() throws IOException {
    assertThat(execute("lint")).isZero();
    assertThat(typed.out()).isEqualTo(directory.resolve("config.toml") + ": nothing found\n");
    typed.forgetOut();
    Files.writeString(
        directory.resolve("config.toml"),
        """
        concurrent = 2
        [[runners]]
          name = "one"
          url = "https://gitlab.example.com"
          token = "glrt-abcdefghij"
          executor = "kubernetes"
          [runners.docker]
            image = "x"
          [runners.kubernetes]
            memory_limit = "1Gb"
            pull_policy = "allways"
            dns_polcy = "none"
        """);
    assertThat(execute("lint")).isEqualTo(1);
    assertThat(typed.out().replace(directory + "/", "").lines().toList())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("config.toml:1:1: keys of other executors have no effect here: "))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("config.toml:10:5: runners.kubernetes.memory_limit: \"1Gb\""))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("config.toml:11:5: runners.kubernetes.pull_policy: ")
                    .contains("did you mean \"always\"?", "allowed: always, if-not-present, never"))
        .contains(
            "config.toml:9:12: Namespace is empty, therefore assuming 'default'.",
            "config.toml:12:5: unknown key runners.kubernetes.dns_polcy; did you mean \"dns_policy\"?",
            "config.toml: 5 finding(s)");
  }

  @Test
  @DisplayName("lint calls a token with a blank broken, not empty")
  void lintToken() throws IOException {
    Files.writeString(
        directory.resolve("config.toml"),
        """
        [[runners]]
          url = "http://gitlab.example.com"
          token = "glrt-abc "
          executor = "kubernetes"
          [runners.kubernetes]
            namespace = "ci"
        """);
    assertThat(execute("lint")).isEqualTo(1);
    assertThat(typed.out().replace(directory + "/", "").lines().toList())
        .containsExactly(
            "config.toml:3:3: runners.token: holds a blank, a line break or a character that no token has; copy it once more",
            "config.toml: 1 finding(s)");
  }

  @Test
  @DisplayName("lint of a file that is not there, or is no TOML, is a finding")
  void lintNothing() throws IOException {
    Files.writeString(directory.resolve("config.toml"), "concurrent = \n");
    assertThat(execute("lint")).isEqualTo(1);
    Files.delete(directory.resolve("config.toml"));
    assertThat(execute("lint")).isEqualTo(1);
    assertThat(typed.out()).contains("config.toml:1:", "config.toml:1:1: does not exist");
  }
}
