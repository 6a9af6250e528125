package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemIdTest {
  @TempDir Path directory;
  private Path config;
  private Path saved;
  private Path machineId;

  @BeforeEach
  void paths() {
    config = directory.resolve("etc/config.toml");
    saved = directory.resolve("etc/.runner_system_id");
    machineId = directory.resolve("machine-id");
  }

  private SystemId id(long seed) {
    return SystemId.of(config, List.of(directory.resolve("nowhere"), machineId), new Random(seed));
  }

  @Test
  @DisplayName("a machine with an id of its own always has the same one, made of a digest")
  void machine() throws IOException {
    Files.writeString(machineId, "5f1a0f6f2a5c4b0d9e8f7a6b5c4d3e2f\n");
    SystemId first = id(1);
    // HMAC-SHA256 with the machine id as key, by: printf gitlab-runner | openssl dgst -sha256 -hmac
    assertThat(first.value()).isEqualTo("s_463b58cae0cd");
    assertThat(first.warning()).isEmpty();
    Files.delete(saved);
    assertThat(id(2)).isEqualTo(first);
  }

  @Test
  @DisplayName("one without gets a random one, and keeps it")
  void random() throws IOException {
    SystemId first = id(1);
    assertThat(first.value()).matches("r_[0-9a-zA-Z]{12}");
    assertThat(Files.readString(saved)).isEqualTo(first.value());
    assertThat(id(2)).isEqualTo(first);
    Files.delete(saved);
    assertThat(id(2)).isNotEqualTo(first);
  }

  @Test
  @DisplayName("file and directory are the owner's alone")
  void modes() throws IOException {
    id(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved.getParent())))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @DisplayName("a saved id that is none is replaced")
  @ValueSource(strings = {"", "x_abcdefghijkl", "r_abc", "r_abcdefghijkl0", "r_abcdefghij!l"})
  void invalid(String text) throws IOException {
    Files.createDirectories(saved.getParent());
    Files.writeString(saved, text);
    SystemId made = id(1);
    assertThat(made.value()).matches("r_[0-9a-zA-Z]{12}");
    assertThat(Files.readString(saved)).isEqualTo(made.value());
  }

  @Test
  @DisplayName("one from gitlab-runner is taken over, white space and all")
  void takenOver() throws IOException {
    Files.createDirectories(saved.getParent());
    Files.writeString(saved, " s_0123456789ab\n");
    assertThat(id(1).value()).isEqualTo("s_0123456789ab");
  }

  @Test
  @DisplayName("where it cannot be saved, the id is used all the same, with a warning")
  void unwritable() throws IOException {
    Files.writeString(directory.resolve("etc"), "a file where the directory should be");
    SystemId made = id(1);
    assertThat(made.value()).matches("r_[0-9a-zA-Z]{12}");
    assertThat(made.warning().orElse("")).contains(saved.toString());
  }
}
