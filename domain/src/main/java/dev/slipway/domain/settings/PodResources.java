package dev.slipway.domain.settings;

/** Resources by container. */
public record PodResources(ContainerResources build, ContainerResources helper) {
  /** Nothing asked, nothing limited. */
  public static final PodResources NONE =
      new PodResources(ContainerResources.NONE, ContainerResources.NONE);
}
