package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.app.config.ConfigReader;
import dev.slipway.app.wiring.PlanPrinter;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.cluster.contract.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations as people know them from GitLab Runner's documentation of its Kubernetes executor.
 * Each loads and gives the pod in the file beside it, through both clients. What such an example
 * leaves to its reader (address, token, and a number that a template fills in) is filled in.
 */
class ExamplesTest {
  private static final Path FOLDER = folder();

  private static final String JOB =
      """
      {"id": 5, "token": "t", "job_info": {"project_id": 7, "project_name": "app"},
       "git_info": {"repo_url": "https://gitlab.example.com/g/app.git", "sha": "0123456789"},
       "image": {"name": "ruby:3.3"}, "steps": [{"name": "script", "script": ["true"]}]}
      """;

  @TempDir Path directory;

  @BeforeEach
  void systemId() throws IOException {
    Files.writeString(directory.resolve(".runner_system_id"), "s_0123456789ab");
  }

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    Path module = here.endsWith("app") ? here : here.resolve("app");
    return module.resolve("src/test/resources/examples");
  }

  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".toml") && !name.equals("windows.toml"))
          .map(name -> name.replace(".toml", ""))
          .sorted()
          .toList();
    }
  }

  private static String completed(String example) throws IOException {
    String text =
        Files.readString(FOLDER.resolve(example + ".toml"))
            .replace("%(concurrent)s", "4")
            .replace("\"gitlab.example.com\"", "\"https://gitlab.example.com\"");
    if (!text.contains("[[runners]]")) {
      text = "[[runners]]\nexecutor = \"kubernetes\"\n" + text;
    }
    String missing = "";
    if (!text.contains("url =")) {
      missing += "url = \"https://gitlab.example.com\"\n";
    }
    if (!text.contains("token =")) {
      missing += "token = \"glrt-abcdefghij\"\n";
    }
    return text.replaceFirst("\\[\\[runners]]\n", "[[runners]]\n" + missing);
  }

  private RunnerSettings runner(String example) throws IOException {
    return switch (new ConfigReader(Map.of(), directory).read("config.toml", completed(example))) {
      case ConfigAnswer.Loaded(var settings, var _) -> settings.runners().getFirst();
      case ConfigAnswer.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private String pod(RunnerSettings runner, ClusterClient client) throws FailureException {
    PlanAnswer answer =
        new PlanPrinter()
            .plan(
                runner.withKubernetes(runner.kubernetes().withClient(client)),
                new PlanOptions(directory.resolve("config.toml"), JOB));
    return answer.objects().stream()
        .filter(one -> ((Tree.Branch) one).get("kind").equals(Optional.of(new Tree.Text("Pod"))))
        .map(one -> CanonicalJson.of(TreeJson.write(bare(one))))
        .findFirst()
        .orElseThrow();
  }

  /** Without the variables and the waiting shell, which are the same in all of them. */
  private static Tree bare(Tree tree) {
    return switch (tree) {
      case Tree.Branch(Map<String, Tree> entries) -> {
        Tree.Branch left = Tree.Branch.EMPTY;
        for (Map.Entry<String, Tree> entry : entries.entrySet()) {
          if (!entry.getKey().equals("env")) {
            left = left.with(entry.getKey(), bare(entry.getValue()));
          }
        }
        yield left;
      }
      case Tree.Items(List<Tree> list) ->
          new Tree.Items(list.stream().map(ExamplesTest::bare).toList());
      case Tree.Text(String text) when text.startsWith("for s in /") -> new Tree.Text("the shell");
      case Tree.Text _, Tree.Word _ -> tree;
    };
  }

  @ParameterizedTest
  @DisplayName("an example loads and gives its pod, through both clients")
  @MethodSource("examples")
  void planned(String example) throws IOException, FailureException {
    RunnerSettings runner = runner(example);
    String pod = pod(runner, ClusterClient.FABRIC8);
    Path golden = FOLDER.resolve(example + ".json");
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(golden, pod);
    }
    assertThat(pod).isEqualTo(Files.readString(golden));
    assertThat(pod(runner, ClusterClient.OFFICIAL)).isEqualTo(pod);
  }

  @Test
  @DisplayName("an example for Windows nodes says that there are none")
  void windows() throws IOException {
    RunnerSettings runner = runner("windows");
    assertThat(catchThrowable(() -> pod(runner, ClusterClient.FABRIC8)))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("unsupported OSType \"windows\"");
  }
}
