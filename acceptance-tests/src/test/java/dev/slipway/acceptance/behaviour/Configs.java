package dev.slipway.acceptance.behaviour;

/** Configurations for tests that are more than one folder can say. */
final class Configs {
  private static final String EXECUTOR = "  executor = \"kubernetes\"\n";

  private static final String KUBERNETES =
      """
        [runners.kubernetes]
          {{cluster}}
          client = "{{client}}"
          namespace = "{{namespace}}"
          image = "localhost/debian-ci:1"
          helper_image = "localhost/helper:1"
          pull_policy = "if-not-present"
          pod_termination_grace_period_seconds = 1
          cleanup_grace_period_seconds = 1
      """;

  /** One runner, four jobs at once. */
  static final String ONE_RUNNER =
      """
      concurrent = 4
      check_interval = 1

      [[runners]]
        name = "one"
        url = "{{url}}"
        token = "{{token}}"
        request_concurrency = 4
        executor = "kubernetes"
      """
          + KUBERNETES;

  /** One runner for the example project, with a cache on a volume of the node. */
  static final String EXAMPLE =
      ONE_RUNNER
              .replace("localhost/helper:1", "{{helper}}")
              .replace(
                  "  executor = \"kubernetes\"\n",
                  "  executor = \"kubernetes\"\n  environment = [\"SHOP_IMAGE=localhost/busybox:1\"]\n")
          + """
              [[runners.kubernetes.volumes.host_path]]
                name = "cache"
                mount_path = "/cache"
                host_path = "{{cache}}"
          """;

  /** One runner whose jobs may print much. */
  static final String LARGE_LOG =
      ONE_RUNNER.replace(
          "  request_concurrency = 4\n", "  request_concurrency = 4\n  output_limit = 65536\n");

  /** Two runners, ten jobs at once, at most six of the second. */
  static final String TWO_RUNNERS =
      ONE_RUNNER.replace("concurrent = 4\n", "concurrent = 10\n")
          + """

      [[runners]]
        name = "two"
        url = "{{url}}"
        token = "{{token2}}"
        limit = 6
        request_concurrency = 4
        executor = "kubernetes"
      """
          + KUBERNETES;

  private Configs() {}

  /** The same with the exec strategy. */
  static String byExec(String config) {
    return config.replace(
        EXECUTOR,
        EXECUTOR + "  environment = [\"FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY=true\"]\n");
  }
}
