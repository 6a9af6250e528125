package dev.slipway.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Certificate files named after GitLab's host")
class HostCertificatesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("count where nothing is configured, whatever the url's port and path")
  void found() throws IOException {
    Path ca = make("gitlab.test.crt");
    Path cert = make("gitlab.test.auth.crt");
    Path key = make("gitlab.test.auth.key");

    ConfigAnswer.Loaded loaded = read("");

    assertThat(tls(loaded))
        .isEqualTo(new TlsFiles(Optional.of(ca), Optional.of(cert), Optional.of(key)));
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  @DisplayName("of another host, or none, are nothing")
  void ofOthers() throws IOException {
    make("other.test.crt");
    Files.createDirectory(folder.resolve("gitlab.test.crt"));

    assertThat(tls(read(""))).isEqualTo(TlsFiles.NONE);
  }

  @Test
  @DisplayName("give way to what is configured")
  void configured() throws IOException {
    make("gitlab.test.crt");
    make("gitlab.test.auth.crt");
    make("gitlab.test.auth.key");

    assertThat(
            tls(
                read(
                    "tls-ca-file = \"/ca\"\ntls-cert-file = \"/cert\"\ntls-key-file = \"/key\"\n")))
        .isEqualTo(
            new TlsFiles(
                Optional.of(Path.of("/ca")),
                Optional.of(Path.of("/cert")),
                Optional.of(Path.of("/key"))));
  }

  @Test
  @DisplayName("that are one half of a pair are told, not used")
  void lonely() throws IOException {
    Path cert = make("gitlab.test.auth.crt");

    ConfigAnswer.Loaded loaded = read("");

    assertThat(tls(loaded)).isEqualTo(TlsFiles.NONE);
    assertThat(loaded.warnings())
        .singleElement()
        .asString()
        .contains(cert + " is not used: it needs gitlab.test.auth.key beside it");
  }

  private Path make(String name) throws IOException {
    return Files.createFile(folder.resolve(name));
  }

  private ConfigAnswer.Loaded read(String more) {
    String text =
        "[[runners]]\nurl = \"https://gitlab.test:8443/x\"\ntoken = \"glrt-a\"\nexecutor = \"kubernetes\"\n";
    ConfigAnswer answer =
        new ConfigReader(Map.of(), Path.of("/"))
            .withCertificates(folder)
            .read("config.toml", text + more + "[runners.kubernetes]\nnamespace = \"ci\"\n");
    assertThat(answer).isInstanceOf(ConfigAnswer.Loaded.class);
    return (ConfigAnswer.Loaded) answer;
  }

  private static TlsFiles tls(ConfigAnswer.Loaded loaded) {
    assertThat(loaded.settings().runners()).hasSize(1);
    return loaded.settings().runners().getFirst().gitlab().tls();
  }
}
