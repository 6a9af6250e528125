package dev.slipway.domain.settings;

/**
 * Resources by container.
 *
 * @param service of each service container
 * @param pod of the whole pod; CPU and memory only
 */
public record PodResources(
    ContainerResources build,
    ContainerResources helper,
    ContainerResources service,
    ContainerResources pod) {
  /** Nothing asked, nothing limited. */
  public static final PodResources NONE =
      new PodResources(
          ContainerResources.NONE,
          ContainerResources.NONE,
          ContainerResources.NONE,
          ContainerResources.NONE);
}
