package dev.slipway.acceptance.behaviour;

import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a class one {@link Stage} for all of its tests. A class with {@link ByExec} runs them with
 * the exec strategy.
 */
final class OnStage implements BeforeAllCallback, AfterAllCallback {
  private final String word;
  private boolean byExec;
  private @Nullable Stage stage;

  /**
   * @param word what the namespace's name begins with
   */
  OnStage(String word) {
    this.word = word;
  }

  Stage stage() {
    return Objects.requireNonNull(stage, "the class has not begun");
  }

  /** A manager with one runner, as most tests need it. */
  SoloRunner runner(ClusterClient client) {
    return runnerWith(client, "");
  }

  /** With more lines in {@code [runners.kubernetes]}. */
  SoloRunner runnerWith(ClusterClient client, String lines) {
    return SoloRunner.changed(stage(), client, config -> strategy(config) + lines.indent(4));
  }

  /** With lines before {@code [runners.kubernetes]}, and the helper that carries files. */
  SoloRunner runnerThatCarries(ClusterClient client, String lines) {
    String config =
        Configs.ONE_RUNNER
            .replace("localhost/helper:1", "{{helper}}")
            .replace("  [runners.kubernetes]\n", lines.indent(2) + "  [runners.kubernetes]\n");
    return SoloRunner.configured(stage(), client, strategy(config));
  }

  /** With the cluster reached over this network. */
  SoloRunner runnerOver(CutNetwork network, ClusterClient client) {
    return SoloRunner.changed(stage(), client, config -> network.through(strategy(config)));
  }

  private String strategy(String config) {
    return byExec ? Configs.byExec(config) : config;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    byExec = context.getRequiredTestClass().isAnnotationPresent(ByExec.class);
    stage = new Stage(word);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    stage().close();
  }
}
