package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.cli.PlanOptions;
import dev.slipway.app.wiring.PlanPrinter;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.RunnerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Writes configurations by chance, from the catalogue of keys: each ends in a plan or a refusal.
 */
class AnyConfigTest {
  private static final int CONFIGS_PER_SEED = 60;
  private static final int DEPTH_MAX = 7;
  private static final Pattern WORD = Pattern.compile("`([A-Za-z-]+)`");
  private static final KeyCatalog CATALOG = KeyCatalog.load();

  private static final List<String> TEXTS =
      List.of("a", "b-1", "x.example.com", "/data", "/builds", "$CI_JOB_ID", "1", "é", "", "A B");

  private static final String JOB =
      """
      {"id": 5, "token": "t", "job_info": {"project_id": 7, "project_name": "app"},
       "git_info": {"repo_url": "https://gitlab.example.com/g/app.git", "sha": "0123456789"},
       "variables": [{"key": "FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "value": "true"},
         {"key": "KUBERNETES_CPU_LIMIT", "value": "1"}, {"key": "KUBERNETES_POD_LABELS_1", "value": "a=b"}],
       "image": {"name": "ruby:3.3"}, "services": [{"name": "redis", "alias": "b-1"}],
       "credentials": [{"type": "registry", "url": "r", "username": "u", "password": "p"}],
       "steps": [{"name": "script", "script": ["true"]}]}
      """;

  @ParameterizedTest
  @DisplayName("no configuration makes the reader or the planner fail in a way of its own")
  @MethodSource("seeds")
  void ended(long seed) {
    Random random = new Random(seed);
    int planned = 0;
    for (int i = 0; i < CONFIGS_PER_SEED; i++) {
      // Some with few keys, so that most of them are good.
      Author author = new Author(random, 1 + random.nextInt(25));
      String text =
          ConfigText.RUNNER + "kubernetes = " + author.table("runners.kubernetes", 0) + "\n";
      switch (ConfigText.read(text)) {
        case ConfigAnswer.Refused(var problems) ->
            assertThat(problems).as(text).isNotEmpty().allMatch(problem -> problem.line() >= 1);
        case ConfigAnswer.Loaded(var settings, var _) -> {
          for (ClusterClient client : ClusterClient.values()) {
            planned += plan(text, settings.runners().getFirst(), client);
          }
        }
      }
    }
    assertThat(planned).as("plans made").isGreaterThan(4);
  }

  private static int plan(String text, RunnerSettings runner, ClusterClient client) {
    try {
      var objects =
          new PlanPrinter()
              .plan(
                  runner.withKubernetes(runner.kubernetes().withClient(client)),
                  new PlanOptions(Path.of("/absent/config.toml"), JOB))
              .objects();
      assertThat(objects).as(text).hasSizeGreaterThanOrEqualTo(3);
      return 1;
    } catch (FailureException e) {
      assertThat(e.failure().text()).as(text).isNotBlank();
      return 0;
    } catch (RuntimeException e) {
      throw new AssertionError("fails for " + text, e);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 8);
  }

  private record Author(Random random, int percent) {
    String table(String section, int depth) {
      List<String> entries = new ArrayList<>();
      for (CatalogKey key : CATALOG.in(section)) {
        if (key.defaultText().equals("required") || random.nextInt(100) < percent) {
          if (!key.isTable() || depth < DEPTH_MAX) {
            entries.add(key.name() + " = " + value(key, depth));
          }
        }
      }
      return "{ " + String.join(", ", entries) + " }";
    }

    private String value(CatalogKey key, int depth) {
      if (random.nextInt(60) == 0) {
        return List.of("1", "\"x\"", "true", "[]", "{}", "1.5", "-1").get(random.nextInt(7));
      }
      return switch (key.type()) {
        case "table" -> table(key.path(), depth + 1);
        case "tables" -> list(() -> table(key.path(), depth + 1));
        case "boolean" -> random.nextBoolean() ? "true" : "false";
        case "quantity" -> "\"" + List.of("1", "500m", "2Gi", "0").get(random.nextInt(4)) + "\"";
        case "map" -> "{ \"" + "k".repeat(1 + random.nextInt(3)) + "\" = " + text() + " }";
        case "list", "list of patterns" -> list(this::text);
        case "list of integers" -> list(() -> Integer.toString(random.nextInt(5)));
        case "choice", "text or list" -> choice(key);
        case "IP address" -> "\"10.0.0." + random.nextInt(300) + "\"";
        case "duration" -> "\"" + random.nextInt(100) + "s\"";
        case "url" -> "\"https://h" + random.nextInt(5) + "\"";
        case "path", "absolute path" -> "\"/p" + random.nextInt(5) + "\"";
        default ->
            key.type().startsWith("integer") ? Integer.toString(random.nextInt(200)) : text();
      };
    }

    private String text() {
      return "\"" + TEXTS.get(random.nextInt(TEXTS.size())) + "\"";
    }

    private String choice(CatalogKey key) {
      List<String> words = new ArrayList<>();
      Matcher word = WORD.matcher(key.meaning());
      while (word.find()) {
        words.add(word.group(1));
      }
      return words.isEmpty() ? text() : "\"" + words.get(random.nextInt(words.size())) + "\"";
    }

    private String list(Supplier<String> entry) {
      List<String> entries = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        entries.add(entry.get());
      }
      return "[" + String.join(", ", entries) + "]";
    }
  }
}
