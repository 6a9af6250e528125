package dev.slipway.domain.sources;

import static dev.slipway.domain.sources.PayloadFixture.payload;
import static dev.slipway.domain.sources.PayloadFixture.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.sources.DirectoryChoice.Chosen;
import dev.slipway.domain.sources.DirectoryChoice.Refused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A job's directories")
class BuildDirectoriesTest {
  private static final String URL = "https://gitlab-ci-token:T@gl.example/g/sub/p.git";

  @Test
  @DisplayName("come from the repository's path")
  void standard() {
    assertThat(choose(rules(false, true), URL))
        .isEqualTo(
            new Chosen(
                new BuildDirectories(
                    "/builds", "/builds/g/sub/p", "/builds/g/sub/p.tmp", "/cache/g/sub/p")));
  }

  @Test
  @DisplayName("have the runner and the slot in them where the volume outlives the pod")
  void shared() {
    assertThat(project(choose(rules(true, true), URL, "CI_CONCURRENT_PROJECT_ID", "2")))
        .isEqualTo("/builds/shorttok/2/g/sub/p");
  }

  @Test
  void emptyStrategy() {
    DirectoryChoice choice = choose(rules(false, true), URL, "GIT_STRATEGY", "empty");

    assertThat(choice)
        .isEqualTo(
            new Chosen(
                new BuildDirectories(
                    "/builds",
                    "/builds/g/sub/p-empty",
                    "/builds/g/sub/p-empty.tmp",
                    "/cache/g/sub/p-empty")));
  }

  @ParameterizedTest
  @CsvSource({
    "git@gl.example:g/p.git, project-7",
    "https://gl.example, project-7",
    "https://gl.example/.git, project-7",
    "https://gl.example/a/../../etc.git, project-7",
    "https://gl.example//a/./b.git, a/b",
    "https://gl.example/g/p%2Eq.git, g/p.q",
    "https://gl.example/g/p.git.git, g/p.git",
  })
  void slug(String url, String slug) {
    assertThat(project(choose(rules(false, true), url))).isEqualTo("/builds/" + slug);
  }

  @ParameterizedTest
  @CsvSource({
    "/builds/mine, /builds/mine",
    "$CI_BUILDS_DIR/go/./src/../x, /builds/go/x",
    "/builds, /builds",
  })
  void clonePath(String asked, String project) {
    DirectoryChoice choice =
        choose(rules(false, true), URL, "CI_BUILDS_DIR", "/builds", "GIT_CLONE_PATH", asked);

    assertThat(project(choice)).isEqualTo(project);
  }

  @ParameterizedTest
  @CsvSource({"/x", "/buildsx/y", "/builds/../etc", "relative", "$CI_BUILDS_DIR/../x"})
  void clonePathOutside(String asked) {
    DirectoryChoice choice =
        choose(rules(false, true), URL, "CI_BUILDS_DIR", "/builds", "GIT_CLONE_PATH", asked);

    String shown = asked.replace("$CI_BUILDS_DIR", "/builds");
    assertThat(choice)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.failure().text())
                  .isEqualTo(
                      "the GIT_CLONE_PATH=\"%s\" has to be within \"/builds\"".formatted(shown));
              assertThat(refused.failure().reason())
                  .isEqualTo(FailureReason.RUNNER_CONFIGURATION_ERROR);
            });
  }

  @Test
  void clonePathNotAllowed() {
    assertThat(choose(rules(false, false), URL, "GIT_CLONE_PATH", "/builds/x"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.failure().text())
                    .isEqualTo(
                        "setting GIT_CLONE_PATH is not allowed, enable `custom_build_dir` feature"));
  }

  private static BuildDirectories.Rules rules(boolean shared, boolean custom) {
    return new BuildDirectories.Rules("/builds/", "/cache", shared, custom);
  }

  private static DirectoryChoice choose(
      BuildDirectories.Rules rules, String url, String... keysAndValues) {
    return BuildDirectories.choose(rules, payload(url), variables(keysAndValues), "shorttok");
  }

  private static String project(DirectoryChoice choice) {
    return switch (choice) {
      case Chosen(BuildDirectories directories) -> directories.project();
      case Refused(var failure) -> throw new AssertionError(failure.text());
    };
  }
}
