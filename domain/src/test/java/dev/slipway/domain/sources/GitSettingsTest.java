package dev.slipway.domain.sources;

import static dev.slipway.domain.sources.PayloadFixture.payload;
import static dev.slipway.domain.sources.PayloadFixture.variables;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a job says about its sources")
class GitSettingsTest {

  @Test
  void defaults() {
    Read read = read();

    assertThat(read.settings)
        .isEqualTo(
            new GitSettings(
                GitStrategy.FETCH,
                20,
                true,
                List.of("-ffdx"),
                List.of("--prune", "--quiet"),
                List.of(),
                SubmoduleStrategy.NONE,
                20,
                List.of(),
                List.of(),
                false,
                List.of("-ffdx"),
                false));
    assertThat(read.warnings).isEmpty();
    assertThat(read.settings.refusal()).isEmpty();
  }

  @Test
  @DisplayName("without leave to fetch, clone is the default")
  void cloneByDefault() {
    SettingReader reader = new SettingReader(variables());

    assertThat(GitSettingsReader.read(payload("", false, 0), reader).strategy())
        .isEqualTo(GitStrategy.CLONE);
  }

  @Test
  void everythingSet() {
    Read read =
        read(
            "GIT_STRATEGY", "clone",
            "GIT_CHECKOUT", "false",
            "GIT_CLEAN_FLAGS", " -ffdx  -e cache/ ",
            "GIT_FETCH_EXTRA_FLAGS", "--tags",
            "GIT_CLONE_EXTRA_FLAGS", "--filter=blob:none",
            "GIT_SUBMODULE_STRATEGY", "recursive",
            "GIT_SUBMODULE_DEPTH", "3",
            "GIT_SUBMODULE_PATHS", "a b :(exclude)c",
            "GIT_SUBMODULE_UPDATE_FLAGS", "--remote --jobs 4",
            "GIT_SUBMODULE_FORCE_HTTPS", "true",
            "GIT_LFS_SKIP_SMUDGE", "1");

    assertThat(read.settings)
        .isEqualTo(
            new GitSettings(
                GitStrategy.CLONE,
                20,
                false,
                List.of("-ffdx", "-e", "cache/"),
                List.of("--tags"),
                List.of("--filter=blob:none"),
                SubmoduleStrategy.RECURSIVE,
                3,
                List.of("a", "b", ":(exclude)c"),
                List.of("--remote", "--jobs", "4"),
                true,
                List.of("-ffdx", "-e", "cache/"),
                true));
    assertThat(read.settings.refusal()).isEmpty();
  }

  @Test
  @DisplayName("the word none means no flags, but submodules are cleaned all the same")
  void none() {
    GitSettings settings =
        read("GIT_CLEAN_FLAGS", "none", "GIT_FETCH_EXTRA_FLAGS", "none").settings;

    assertThat(settings.cleanFlags()).isEmpty();
    assertThat(settings.fetchFlags()).isEmpty();
    assertThat(settings.submoduleCleanFlags()).containsExactly("-ffdx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "empty"})
  @DisplayName("without git there is no checkout and no submodule")
  void withoutGit(String strategy) {
    GitSettings settings =
        read("GIT_STRATEGY", strategy, "GIT_SUBMODULE_STRATEGY", "normal").settings;

    assertThat(settings.checkout()).isFalse();
    assertThat(settings.submodules()).isEqualTo(SubmoduleStrategy.NONE);
  }

  @Test
  @DisplayName("a value that is none of the words is a warning")
  void warnings() {
    Read read =
        read(
            "GIT_STRATEGY", "fech",
            "GIT_CHECKOUT", "yes",
            "GIT_SUBMODULE_STRATEGY", "all",
            "GIT_SUBMODULE_DEPTH", "x");

    assertThat(read.warnings)
        .containsExactly(
            "GIT_STRATEGY: expected either 'clone', 'fetch', 'none' or 'empty' got \"fech\", using default value 'fetch'",
            "GIT_CHECKOUT: expected bool got \"yes\", using default value: true",
            "GIT_SUBMODULE_STRATEGY: expected either 'normal', 'recursive' or 'none' got \"all\"",
            "GIT_SUBMODULE_DEPTH: expected int got \"x\", using default value: 20");
    assertThat(read.settings.refusal()).contains("unknown GIT_SUBMODULE_STRATEGY");
  }

  @Test
  void excludeWithoutPath() {
    assertThat(
            read("GIT_SUBMODULE_STRATEGY", "normal", "GIT_SUBMODULE_PATHS", "a :(exclude) b")
                .settings
                .refusal()
                .orElseThrow())
        .startsWith("GIT_SUBMODULE_PATHS: invalid submodule pathspec [a :(exclude) b]");
  }

  private record Read(GitSettings settings, List<String> warnings) {}

  private static Read read(String... keysAndValues) {
    SettingReader reader = new SettingReader(variables(keysAndValues));
    return new Read(GitSettingsReader.read(payload(""), reader), reader.warnings());
  }
}
