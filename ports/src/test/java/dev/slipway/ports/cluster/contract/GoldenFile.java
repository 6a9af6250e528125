package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of what must come out. With {@code -Dgolden=write} it is written instead of compared; then
 * the difference shows in version control.
 */
public record GoldenFile(String name) {
  private static final Path MODULE = Path.of("ports", "src", "test");
  private static final Path FOLDER = MODULE.resolve(Path.of("resources", "golden"));

  /** Compares, or writes. */
  public void check(String actual) {
    if ("write".equals(System.getProperty("golden"))) {
      write(actual);
    } else {
      assertThat(actual).as("golden file %s", name).isEqualTo(read());
    }
  }

  private String read() {
    try (InputStream file = GoldenFile.class.getResourceAsStream("/golden/" + name)) {
      if (file == null) {
        throw new AssertionError(
            "there is no golden file " + name + ": make it with `make golden` and read it");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String actual) {
    try {
      for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
        if (Files.isDirectory(up.resolve(MODULE))) {
          Files.createDirectories(up.resolve(FOLDER));
          Files.writeString(up.resolve(FOLDER).resolve(name), actual);
          return;
        }
      }
      throw new AssertionError("the ports module is not above " + Path.of("").toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
