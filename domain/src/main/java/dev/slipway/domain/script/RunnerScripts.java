package dev.slipway.domain.script;

import dev.slipway.domain.settings.Shell;
import java.util.Optional;

/**
 * What {@code [[runners]]} says about scripts and sources. Texts are empty where not set.
 *
 * @param shell of what users write
 * @param url GitLab's address
 * @param cleanGitConfig empty where not set: then on, unless the strategy is {@code none}
 */
public record RunnerScripts(
    Shell shell,
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
    return new RunnerScripts(Shell.BASH, url, "", "", "", "", "", true, Optional.empty(), false);
  }
}
