package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A script as it must come out; with {@code -Dgolden=write} it is written instead of compared. */
record ScriptGolden(String name) {
  private static final Path HERE = Path.of("src", "test", "resources", "scripts");

  void check(String actual) throws IOException {
    Path module = Path.of("").toAbsolutePath();
    Path file = (module.endsWith("domain") ? module : module.resolve("domain")).resolve(HERE);
    file = file.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).as("make it with `make golden` and read it").exists();
    assertThat(actual).as("golden file %s", name).isEqualTo(Files.readString(file));
  }
}
