package dev.slipway.app.config;

import static dev.slipway.app.config.ConfigText.RUNNER;
import static dev.slipway.app.config.ConfigText.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.RunnerSettings;
import java.util.Locale;
import java.util.function.Function;

/**
 * Shows that a key does something: what holds without it, and what another value of it becomes.
 * Reads as {@code proveMapping("limit", …).from("7").to(7).defaultsTo(0)}.
 */
record KeyProof(
    String path,
    Function<GlobalSettings, Object> part,
    String toml,
    Object mapped,
    Object otherwise) {

  static Start proveMapping(String key, Function<GlobalSettings, Object> part) {
    return new Start(key, part);
  }

  static Start proveRunner(String key, Function<RunnerSettings, Object> part) {
    return new Start("runners." + key, all -> part.apply(all.runners().getFirst()));
  }

  static Start proveKubernetes(String key, Function<KubernetesSettings, Object> part) {
    return proveRunner("kubernetes." + key, runner -> part.apply(runner.kubernetes()));
  }

  record Start(String path, Function<GlobalSettings, Object> part) {
    Mapping from(String toml) {
      return new Mapping(this, toml);
    }
  }

  record Mapping(Start start, String toml) {
    Mapped to(Object mapped) {
      return new Mapped(start, toml, mapped);
    }
  }

  record Mapped(Start start, String toml, Object mapped) {
    KeyProof defaultsTo(Object otherwise) {
      return new KeyProof(start.path(), start.part(), toml, mapped, otherwise);
    }
  }

  void check() {
    assertThat(otherwise).as("a proof needs another value than the default").isNotEqualTo(mapped);
    assertThat(part.apply(settings(RUNNER))).as("without %s", path).isEqualTo(otherwise);
    assertThat(part.apply(settings(with(key())))).as("with %s = %s", path, toml).isEqualTo(mapped);
    assertThat(part.apply(settings(with(key().toUpperCase(Locale.ROOT)))))
        .as("with %s in upper case", path)
        .isEqualTo(mapped);
  }

  private String key() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private String with(String key) {
    String line = "%s = %s\n".formatted(key, toml);
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return line + RUNNER;
    }
    String section = path.substring(0, dot);
    return section.equals("runners") ? RUNNER + line : RUNNER + "[" + section + "]\n" + line;
  }

  @Override
  public String toString() {
    return path;
  }
}
