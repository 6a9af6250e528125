package dev.slipway.domain.watch;

/** A container's state in Kubernetes' words; reason and message may be empty. */
public sealed interface ContainerState {
  record Waiting(String reason, String message) implements ContainerState {}

  record Running() implements ContainerState {}

  record Terminated(int exitCode, String reason, String message) implements ContainerState {}
}
