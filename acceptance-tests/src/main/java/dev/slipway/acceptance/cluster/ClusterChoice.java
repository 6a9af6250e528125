package dev.slipway.acceptance.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Which cluster the environment asks for: its variables {@code CLUSTER} and {@code KUBECONFIG}. */
enum ClusterChoice {
  /** k3s in a container. */
  K3S,
  /** The one that {@code KUBECONFIG} names. */
  KUBECONFIG,
  /** The one of {@code acceptance-tests/cluster}, on this machine. */
  LOCAL;

  /**
   * The choice. {@code auto}, also where nothing is said, takes the first of the three that can be
   * had without a download.
   *
   * @param k3sAtHand whether a container engine runs that has k3s's image; asked only for {@code
   *     auto}
   * @throws IllegalStateException for a word that is not known, and for {@code kubeconfig} without
   *     a file
   */
  static ClusterChoice of(Map<String, String> environment, BooleanSupplier k3sAtHand) {
    String wanted = environment.getOrDefault("CLUSTER", "");
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "k3s" -> K3S;
      case "kubeconfig" -> {
        if (kubeconfig(environment).isEmpty()) {
          throw new IllegalStateException(
              "CLUSTER=kubeconfig, but KUBECONFIG names no file that can be read");
        }
        yield KUBECONFIG;
      }
      case "local" -> LOCAL;
      case "auto", "" -> {
        if (k3sAtHand.getAsBoolean()) {
          yield K3S;
        }
        yield kubeconfig(environment).isPresent() ? KUBECONFIG : LOCAL;
      }
      default ->
          throw new IllegalStateException(
              "CLUSTER=" + wanted + " is not known: use auto, k3s, kubeconfig or local");
    };
  }

  /** The first file of {@code KUBECONFIG}; empty where it cannot be read. */
  static Optional<Path> kubeconfig(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("KUBECONFIG"))
        .map(named -> named.split(File.pathSeparator, -1)[0])
        .filter(named -> !named.isEmpty())
        .map(Path::of)
        .filter(Files::isReadable);
  }
}
