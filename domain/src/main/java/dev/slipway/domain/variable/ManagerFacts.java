package dev.slipway.domain.variable;

/**
 * What a job is told of the manager that runs it.
 *
 * @param product the word before the version in git's user agent, {@code gitlab-runner}
 * @param version for example {@code 19.3.0}
 * @param revision eight hex digits
 * @param platform operating system and architecture, for example {@code linux/amd64}
 * @param hostname the manager's host name; empty where it is not known
 */
public record ManagerFacts(
    String product, String version, String revision, String platform, String hostname) {

  /** The user agent of git's requests, for example {@code gitlab-runner 19.3.0 linux/amd64}. */
  public String userAgent() {
    return "%s %s %s".formatted(product, version, platform);
  }
}
