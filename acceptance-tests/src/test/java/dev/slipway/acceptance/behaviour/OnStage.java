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
  private static final String EXECUTOR = "  executor = \"kubernetes\"\n";
  private static final String EXEC_FLAG =
      "  environment = [\"FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY=true\"]\n";

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
    return byExec
        ? SoloRunner.but(stage(), client, EXECUTOR, EXECUTOR + EXEC_FLAG, lines)
        : SoloRunner.with(stage(), client, lines);
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
