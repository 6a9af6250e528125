package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.electronwill.nightconfig.core.Config;
import com.electronwill.nightconfig.toml.TomlParser;
import dev.slipway.domain.settings.RunnerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a command line says of a runner is what the file would say. */
class ConfigFlagsTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "flags.md");
  private static final Map<String, ConfigFlag> BY_PATH =
      ConfigFlags.all().stream().collect(Collectors.toMap(ConfigFlag::path, flag -> flag));
  private static final Map<String, List<String>> RUNNER =
      Map.of(
          "--url", List.of("https://gitlab.example.com"),
          "--token", List.of("glrt-abcdefghijk"),
          "--executor", List.of("kubernetes"));

  /** Keys of the Kubernetes executor that only a file can give. */
  private static final Set<String> FILE_ONLY =
      Set.of(
          "affinity",
          "container_lifecycle",
          "dns_config",
          "pod_spec",
          "services",
          "volumes",
          "pod_security_context",
          "build_container_security_context",
          "helper_container_security_context",
          "service_container_security_context",
          "init_permissions_container_security_context");

  static Stream<KeyProof> proofs() {
    // An empty list is nothing that a flag could say.
    return KeyProofTest.proofs()
        .filter(proof -> BY_PATH.containsKey(proof.path()) && !proof.toml().equals("[]"));
  }

  @ParameterizedTest
  @DisplayName("a flag means what its key means")
  @MethodSource("proofs")
  void flag(KeyProof proof) {
    Map<String, List<String>> given = new HashMap<>(RUNNER);
    collect(runner(proof.configuration()), "runners", given);

    assertThat(given).containsKey(flagOf(proof).flag());
    assertThat(proof.part().apply(settings(read(Map.of(), given)))).isEqualTo(proof.mapped());
  }

  @ParameterizedTest
  @DisplayName("a variable means what its flag means, and the flag wins")
  @MethodSource("proofs")
  void variable(KeyProof proof) {
    ConfigFlag flag = flagOf(proof);
    Map<String, List<String>> given = new HashMap<>(RUNNER);
    collect(runner(proof.configuration()), "runners", given);
    List<String> values = given.getOrDefault(flag.flag(), List.of());
    if (flag.variable().isPresent() && values.size() == 1) {
      given.remove(flag.flag());
      assertThat(
              proof
                  .part()
                  .apply(settings(read(Map.of(flag.variable().get(), values.getFirst()), given))))
          .isEqualTo(proof.mapped());
      given.put(flag.flag(), values);
    }
    Map<String, String> other = Map.of(flag.variable().orElse("NONE"), "never: [this");
    assertThat(proof.part().apply(settings(read(other, given)))).isEqualTo(proof.mapped());
  }

  @Test
  @DisplayName("every key of the Kubernetes executor has a flag, or only a file can give it")
  void complete() {
    Set<String> without =
        KeyCatalog.load().in("runners.kubernetes").stream()
            .filter(key -> key.status() == KeyStatus.HONOURED)
            .filter(key -> !BY_PATH.containsKey(key.path()))
            .map(CatalogKey::name)
            .collect(Collectors.toSet());
    assertThat(without).isEqualTo(FILE_ONLY);
  }

  @Test
  @DisplayName("host aliases are given as JSON")
  void hostAliases() {
    Map<String, List<String>> given = new HashMap<>(RUNNER);
    given.put(
        "--kubernetes-host_aliases",
        List.of("[{\"ip\": \"192.0.2.7\", \"hostnames\": [\"one\", \"two\"]}]"));
    assertThat(settings(read(Map.of(), given)).runners().getFirst())
        .isEqualTo(
            ConfigText.runner(
                ConfigText.RUNNER
                    + "[[runners.kubernetes.host_aliases]]\nip = \"192.0.2.7\"\nhostnames = [\"one\", \"two\"]\n"));
  }

  @Test
  @DisplayName("a variable of a list is one element, however it looks")
  void oneElement() {
    RunnerSettings runner =
        settings(read(Map.of("KUBERNETES_CAP_ADD", "NET_RAW, NET_ADMIN"), RUNNER))
            .runners()
            .getFirst();
    assertThat(runner)
        .isEqualTo(
            ConfigText.runner(
                ConfigText.RUNNER + "[runners.kubernetes]\ncap_add = [\"NET_RAW, NET_ADMIN\"]\n"));
  }

  @Test
  @DisplayName("a refusal names the flag or the variable, and shows no secret")
  void refused() {
    Map<String, List<String>> given = new HashMap<>(RUNNER);
    given.put("--kubernetes-cpu-limit", List.of("two \"cores\"\n"));
    given.put("--kubernetes-privileged", List.of("perhaps"));
    assertThat(problems(read(Map.of("KUBERNETES_POLL_TIMEOUT", "long"), given)))
        .hasSize(3)
        .anyMatch(problem -> problem.startsWith("--kubernetes-cpu-limit: "))
        .anyMatch(problem -> problem.startsWith("--kubernetes-privileged: "))
        .anyMatch(problem -> problem.startsWith("KUBERNETES_POLL_TIMEOUT: "))
        .noneMatch(problem -> problem.contains("glrt-abcdefghijk"));
  }

  @Test
  @DisplayName("docs/reference/flags.md says what flags.txt says")
  void page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Flags and environment variables of a runner

            <!-- Generated from flags.txt by ConfigFlagsTest; renew with: make golden -->

            `slipway run-single` takes these in place of a `config.toml`. A flag wins over its variable. A list is given
            by repeating its flag; a variable gives one element. A map is given as `KEY:VALUE`, repeated; host aliases
            are a JSON list. A boolean flag alone means `true`; `--flag=false` says no. What each key means:
            [config.toml](config.md).

            | Key | Flag | Variable |
            | --- | --- | --- |
            """);
    for (ConfigFlag flag : ConfigFlags.all()) {
      page.append(
          "| `%s` | `%s` | %s |\n"
              .formatted(
                  flag.path().substring("runners.".length()),
                  flag.flag(),
                  flag.variable().map(name -> "`" + name + "`").orElse("")));
    }
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("%s is stale: renew it with make golden", PAGE)
        .isEqualTo(page.toString());
  }

  private static ConfigFlag flagOf(KeyProof proof) {
    return Objects.requireNonNull(BY_PATH.get(proof.path()));
  }

  private static ConfigAnswer read(
      Map<String, String> environment, Map<String, List<String>> given) {
    return new ConfigReader(environment, ConfigText.DIRECTORY).read(ConfigFlags.all(), given);
  }

  private static dev.slipway.domain.settings.GlobalSettings settings(ConfigAnswer answer) {
    return switch (answer) {
      case ConfigAnswer.Loaded(var settings, var _) -> settings;
      case ConfigAnswer.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private static List<String> problems(ConfigAnswer answer) {
    return switch (answer) {
      case ConfigAnswer.Loaded _ -> List.of();
      case ConfigAnswer.Refused(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }

  private static Config runner(String toml) {
    List<Config> runners = new TomlParser().parse(toml).get("runners");
    return runners.getFirst();
  }

  /** Every value below a table as its flag would say it. */
  private static void collect(Config table, String path, Map<String, List<String>> given) {
    for (Config.Entry entry : table.entrySet()) {
      String key = path + "." + entry.getKey();
      ConfigFlag flag = BY_PATH.get(key);
      Object value = entry.getRawValue();
      if (flag != null) {
        given.put(flag.flag(), texts(value));
      } else if (value instanceof Config below) {
        collect(below, key, given);
      }
    }
  }

  private static List<String> texts(Object value) {
    return switch (value) {
      case Config map ->
          map.entrySet().stream().map(e -> e.getKey() + ":" + e.getRawValue()).toList();
      case List<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of(String.valueOf(value));
    };
  }
}
