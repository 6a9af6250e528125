package dev.slipway.domain.script;

import java.util.Optional;

/**
 * What {@code [[runners]]} says about scripts and sources. Texts are empty where not set.
 *
 * @param shell {@code bash} or {@code sh}
 * @param url GitLab's address
 * @param cleanGitConfig empty where not set: then on, unless the strategy is {@code none}
 */
public record RunnerScripts(
    String shell,
    String url,
    String cloneUrl,
    String preGetSources,
    String postGetSources,
    String preBuild,
    String postBuild,
    boolean safeDirectoryCheckout,
    Optional<Boolean> cleanGitConfig,
    boolean debugTraceDisabled) {

  /** A runner that only has an address. */
  public static RunnerScripts standard(String url) {
    return new RunnerScripts("bash", url, "", "", "", "", "", true, Optional.empty(), false);
  }
}
