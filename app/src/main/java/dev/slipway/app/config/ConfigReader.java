package dev.slipway.app.config;

import dev.slipway.domain.settings.GlobalSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code config.toml}. Keeps nothing, so the same reader can read a changed file again. */
public final class ConfigReader {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final KeyCatalog catalog = KeyCatalog.load();
  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final HostCertificates certificates;

  /**
   * A reader that knows no certificates but those of the file.
   *
   * @param environment for {@code $VAR} in {@code url} and {@code token}
   * @param workingDirectory to which relative paths in the file belong
   */
  public ConfigReader(Map<String, String> environment, Path workingDirectory) {
    this(environment, workingDirectory, HostCertificates.NONE);
  }

  private ConfigReader(
      Map<String, String> environment, Path workingDirectory, HostCertificates certificates) {
    this.environment = Map.copyOf(environment);
    this.workingDirectory = workingDirectory;
    this.certificates = certificates;
  }

  /**
   * The same reader; for what is not configured it takes {@code HOST.crt}, {@code HOST.auth.crt}
   * and {@code HOST.auth.key} of a directory where they are there, HOST being that of the url.
   */
  public ConfigReader withCertificates(Path directory) {
    return new ConfigReader(
        environment, workingDirectory, new HostCertificates(Optional.of(directory)));
  }

  /**
   * Everything there is to say of a file, problems and warnings, in the file's order; empty for one
   * that is beyond reproach.
   */
  public List<Problem> lint(Path file) {
    Seen seen = look(file);
    return Stream.concat(seen.problems().stream(), seen.warnings().stream())
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  /** Reads a file; one that does not exist counts as empty, with a warning. */
  public ConfigAnswer read(Path file) {
    return answer(look(file));
  }

  /** Reads a text; {@code file} is what problems call it. */
  public ConfigAnswer read(String file, String text) {
    return answer(look(file, text));
  }

  /**
   * Reads what flags say of one runner, and for what no flag says the environment.
   *
   * @param given by flag, each with its values in their order
   * @param flags that the command line knows
   */
  public ConfigAnswer read(List<ConfigFlag> flags, Map<String, List<String>> given) {
    List<FlagsAsToml.Given> all = new ArrayList<>();
    for (ConfigFlag flag : flags) {
      List<String> values = given.getOrDefault(flag.flag(), List.of());
      String variable = flag.variable().orElse("");
      String fromEnvironment = environment.getOrDefault(variable, "");
      if (!values.isEmpty()) {
        all.add(new FlagsAsToml.Given(flag, flag.flag(), values));
      } else if (!fromEnvironment.isEmpty()) {
        all.add(new FlagsAsToml.Given(flag, variable, List.of(fromEnvironment)));
      }
    }
    FlagsAsToml toml = new FlagsAsToml(all);
    Seen seen = look("", toml.text());
    return answer(
        new Seen(seen.settings(), toml.named(seen.problems()), toml.named(seen.warnings())));
  }

  /** What was seen in a file; its settings are of use only where there is no problem. */
  private record Seen(GlobalSettings settings, List<Problem> problems, List<Problem> warnings) {
    static Seen broken(Problem problem) {
      return new Seen(GlobalSettings.DEFAULTS, List.of(problem), List.of());
    }
  }

  private static ConfigAnswer answer(Seen seen) {
    return seen.problems().isEmpty()
        ? new ConfigAnswer.Loaded(
            seen.settings(), seen.warnings().stream().map(Problem::toString).toList())
        : new ConfigAnswer.Refused(seen.problems());
  }

  private Seen look(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return look(
          file.toString(),
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException e) {
      return new Seen(
          GlobalSettings.DEFAULTS,
          List.of(),
          List.of(
              new Problem(
                  file.toString(),
                  1,
                  1,
                  "does not exist: there are no runners. Create it, or name another file with --config.")));
    } catch (CharacterCodingException e) {
      return refused(file, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      return refused(file, "cannot be read: " + e);
    }
  }

  private static Seen refused(Path file, String why) {
    return Seen.broken(new Problem(file.toString(), 1, 1, why));
  }

  private Seen look(String file, String text) {
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return switch (TomlDocument.parse(file, plain)) {
      case TomlDocument.Parsed.Broken(Problem problem) -> Seen.broken(problem);
      case TomlDocument.Parsed.Document(var root, var index) -> look(file, root, index);
    };
  }

  private Seen look(String file, Map<String, Object> root, KeyIndex index) {
    Findings findings = new Findings(file, index);
    new KeyWalk(catalog, findings).walk(root);
    Table top = new Table(catalog, findings, "", KeyPath.TOP, root);
    GlobalSettings settings =
        new GlobalReader(new RunnerReader(environment, workingDirectory, certificates)).read(top);
    return new Seen(settings, findings.problems(), findings.warnings());
  }
}
