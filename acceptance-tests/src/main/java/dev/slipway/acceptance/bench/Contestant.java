package dev.slipway.acceptance.bench;

import java.net.URI;
import java.nio.file.Path;

/**
 * A runner to measure.
 *
 * @param name heads its column
 * @param program takes {@code run --config FILE}
 * @param clientLine a line of TOML that only Slipway knows, or nothing
 * @param helperImage an image that the nodes have
 */
record Contestant(String name, Path program, String clientLine, String helperImage) {
  /**
   * Its configuration.
   *
   * @param clusterKeys lines of TOML that lead to the cluster
   */
  String config(URI url, String token, String namespace, String clusterKeys, int atOnce) {
    return """
    concurrent = %d
    check_interval = 1
    [[runners]]
      name = "bench"
      url = "%s"
      token = "%s"
      request_concurrency = %d
      executor = "kubernetes"
      [runners.kubernetes]
    %s
        %s
        namespace = "%s"
        image = "localhost/debian-ci:1"
        helper_image = "%s"
        pull_policy = "if-not-present"
        cleanup_grace_period_seconds = 1
    """
        .formatted(atOnce, url, token, atOnce, clusterKeys, clientLine, namespace, helperImage);
  }
}
