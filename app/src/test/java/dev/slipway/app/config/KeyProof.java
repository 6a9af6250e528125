package dev.slipway.app.config;

import static dev.slipway.app.config.ConfigText.RUNNER;
import static dev.slipway.app.config.ConfigText.problems;
import static dev.slipway.app.config.ConfigText.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.RunnerSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Shows that a key does something: what holds without it, and what another value of it becomes.
 * Reads as {@code proveMapping("limit", …).from("7").to(7).defaultsTo(0)}.
 */
record KeyProof(
    String path,
    Function<GlobalSettings, Object> part,
    String within,
    String beside,
    String toml,
    Object mapped,
    Optional<Object> otherwise) {

  static Start proveMapping(String key, Function<GlobalSettings, Object> part) {
    return new Start(key, part, "", "");
  }

  static Start proveRunner(String key, Function<RunnerSettings, Object> part) {
    return new Start("runners." + key, all -> part.apply(all.runners().getFirst()), "", "");
  }

  static Start proveKubernetes(String key, Function<KubernetesSettings, Object> part) {
    return proveRunner("kubernetes." + key, runner -> part.apply(runner.kubernetes()));
  }

  record Start(String path, Function<GlobalSettings, Object> part, String within, String beside) {
    /** Lines of the same table without which the key means nothing. */
    Start beside(String lines) {
      return new Start(path, part, within, lines + "\n");
    }

    /** Entries of tables above the key's own. */
    Start within(String tables) {
      return new Start(path, part, tables + "\n", beside);
    }

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
      return new KeyProof(
          start.path(),
          start.part(),
          start.within(),
          start.beside(),
          toml,
          mapped,
          Optional.of(otherwise));
    }

    /** Without the key, its table is refused. */
    KeyProof required() {
      return new KeyProof(
          start.path(),
          start.part(),
          start.within(),
          start.beside(),
          toml,
          mapped,
          Optional.empty());
    }
  }

  void check() {
    assertThat(otherwise.equals(Optional.of(mapped)))
        .as("a proof needs another value than the default")
        .isFalse();
    otherwise.ifPresentOrElse(
        value ->
            assertThat(part.apply(settings(without()))).as("without %s", path).isEqualTo(value),
        () ->
            assertThat(problems(without()))
                .as("without %s", path)
                .anyMatch(problem -> problem.contains(key() + " is missing")));
    assertThat(part.apply(settings(with(key())))).as("with %s = %s", path, toml).isEqualTo(mapped);
    assertThat(part.apply(settings(with(key().toUpperCase(Locale.ROOT)))))
        .as("with %s in upper case", path)
        .isEqualTo(mapped);
  }

  /** A configuration with the key. */
  String configuration() {
    return with(key());
  }

  /** The same without it; empty where that is refused. */
  Optional<String> configurationWithout() {
    return otherwise.isPresent() ? Optional.of(without()) : Optional.empty();
  }

  private String key() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private String without() {
    return beside.isEmpty() && within.isEmpty() && otherwise.isPresent() ? RUNNER : inTable(beside);
  }

  private String with(String key) {
    // The key comes last: what it is from may hold lines of its own.
    return inTable(beside + "%s = %s\n".formatted(key, toml));
  }

  private String inTable(String lines) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return lines + RUNNER;
    }
    String section = path.substring(0, dot);
    if (section.equals("runners")) {
      return RUNNER + lines;
    }
    return RUNNER + within + (isListed(section) ? "[[%s]]\n" : "[%s]\n").formatted(section) + lines;
  }

  private static boolean isListed(String section) {
    return KeyCatalog.load().keys().stream()
        .anyMatch(key -> key.path().equals(section) && key.type().equals("tables"));
  }

  @Override
  public String toString() {
    return path;
  }
}
