package dev.slipway.ports.cluster;

/** How long a deleted pod's processes may take to end. */
public sealed interface GracePeriod {
  /** What the pod's own specification says. */
  record OfThePod() implements GracePeriod {}

  /** This many seconds; 0 kills at once. */
  record Seconds(long seconds) implements GracePeriod {}
}
