package dev.slipway.acceptance.behaviour;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One folder of {@code acceptance-tests/behaviours}. */
public record Behaviour(Path folder) {
  private static final String BY_EXEC = "expect-by-exec.yaml";

  /** All of them, by name. */
  public static List<Behaviour> all() {
    try (Stream<Path> folders = Files.list(home())) {
      return folders.filter(Files::isDirectory).sorted().map(Behaviour::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + home(), e);
    }
  }

  /** The folder of all behaviours. */
  public static Path home() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("acceptance-tests/behaviours");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    throw new IllegalStateException("acceptance-tests/behaviours is not found from here upwards");
  }

  public String name() {
    return folder.getFileName().toString();
  }

  /** The first line of its README without the heading's mark. */
  public String title() {
    return read("README.md").lines().findFirst().orElse("").replaceFirst("^#+ *", "");
  }

  /** What its README says below the first line; may be empty. */
  public String text() {
    return read("README.md").lines().skip(1).collect(Collectors.joining("\n")).strip();
  }

  /** The jobs to offer one after another: job.json, then job-2.json and so on. */
  public List<JobSpec> jobs() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("job(-\\d)?\\.json"))
          .sorted(
              Comparator.comparingInt((Path file) -> file.toString().length())
                  .thenComparing(file -> file))
          .map(JobSpec::ofFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + folder, e);
    }
  }

  /** config.toml with its placeholders. */
  public String config() {
    return read("config.toml");
  }

  public Expectation expectation() {
    return Expectation.read(folder.resolve("expect.yaml"));
  }

  /** Replaces what is expected; for a person to look at before it is committed. */
  public void expect(Expectation seen) {
    seen.write(folder.resolve("expect.yaml"));
  }

  /** What is expected where each script runs by an exec, if it is another thing. */
  public Optional<Expectation> expectationByExec() {
    return Optional.of(folder.resolve(BY_EXEC)).filter(Files::exists).map(Expectation::read);
  }

  /** Replaces that. */
  public void expectByExec(Expectation seen) {
    seen.write(folder.resolve(BY_EXEC));
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder.resolve(file), e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
