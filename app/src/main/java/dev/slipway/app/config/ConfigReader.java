package dev.slipway.app.config;

import dev.slipway.domain.settings.GlobalSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads {@code config.toml}. Keeps nothing, so the same reader can read a changed file again. */
public final class ConfigReader {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final KeyCatalog catalog = KeyCatalog.load();
  private final Map<String, String> environment;
  private final Path workingDirectory;

  /**
   * A reader.
   *
   * @param environment for {@code $VAR} in {@code url} and {@code token}
   * @param workingDirectory to which relative paths in the file belong
   */
  public ConfigReader(Map<String, String> environment, Path workingDirectory) {
    this.environment = Map.copyOf(environment);
    this.workingDirectory = workingDirectory;
  }

  /** Reads a file; one that does not exist counts as empty, with a warning. */
  public ConfigAnswer read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return read(
          file.toString(),
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException e) {
      return new ConfigAnswer.Loaded(
          GlobalSettings.DEFAULTS,
          List.of(
              "%s does not exist: there are no runners. Create it, or name another file with --config."
                  .formatted(file)));
    } catch (CharacterCodingException e) {
      return refused(file, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      return refused(file, "cannot be read: " + e);
    }
  }

  private static ConfigAnswer refused(Path file, String why) {
    return new ConfigAnswer.Refused(List.of(new Problem(file.toString(), 1, 1, why)));
  }

  /** Reads a text; {@code file} is what problems call it. */
  public ConfigAnswer read(String file, String text) {
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return switch (TomlDocument.parse(file, plain)) {
      case TomlDocument.Parsed.Broken(Problem problem) ->
          new ConfigAnswer.Refused(List.of(problem));
      case TomlDocument.Parsed.Document(var root, var index) -> read(file, root, index);
    };
  }

  private ConfigAnswer read(String file, Map<String, Object> root, KeyIndex index) {
    Findings findings = new Findings(file, index);
    new KeyWalk(catalog, findings).walk(root);
    Table top = new Table(catalog, findings, "", KeyPath.TOP, root);
    GlobalSettings settings =
        new GlobalReader(new RunnerReader(environment, workingDirectory)).read(top);
    return findings.problems().isEmpty()
        ? new ConfigAnswer.Loaded(settings, findings.warnings())
        : new ConfigAnswer.Refused(findings.problems());
  }
}
