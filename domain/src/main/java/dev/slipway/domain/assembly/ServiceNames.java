package dev.slipway.domain.assembly;

import dev.slipway.domain.stage.ContainerRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How services are called: their containers, and their hosts. */
final class ServiceNames {
  private static final int LABEL_MAX = 63;
  private static final int SUBDOMAIN_MAX = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Containers that are not services; a service of such an alias gets another container name. */
  private static final Set<String> RESERVED =
      Set.of(
          ContainerRole.BUILD.container(),
          ContainerRole.HELPER.container(),
          "init-permissions",
          "init-build-uid-gid-collector");

  private ServiceNames() {}

  /**
   * A container name for each service, in order: its first alias that can be one and is not taken,
   * else {@code svc-} with the number of services so far that had none.
   *
   * @param aliases of each service
   */
  static List<String> containers(List<List<String>> aliases) {
    Set<String> taken = new HashSet<>(RESERVED);
    List<String> byAlias = new ArrayList<>();
    for (List<String> own : aliases) {
      String name =
          own.stream().filter(a -> isLabel(a) && !taken.contains(a)).findFirst().orElse("");
      byAlias.add(name);
      taken.add(name);
    }
    List<String> names = new ArrayList<>();
    int number = 0;
    for (String name : byAlias) {
      String chosen = name;
      while (chosen.isEmpty()) {
        String numbered = "svc-" + number;
        number++;
        chosen = taken.add(numbered) ? numbered : "";
      }
      names.add(chosen);
    }
    return names;
  }

  private static boolean isLabel(String name) {
    return name.length() <= LABEL_MAX && LABEL.matcher(name).matches();
  }

  /** Whether it can stand in a hosts file: an RFC 1123 subdomain. */
  static boolean isHostname(String name) {
    return name.length() <= SUBDOMAIN_MAX && SUBDOMAIN.matcher(name).matches();
  }

  /** The parts of a declared alias: host names parted by spaces or commas. */
  static List<String> split(String alias) {
    return Stream.of(alias.split("[\\s,]+")).filter(part -> !part.isEmpty()).toList();
  }

  static String withoutTag(String image) {
    return image.replaceAll("@.*$", "").replaceAll(":[^/]*$", "");
  }

  /**
   * The host names that an image's name gives: without port, tag and digest, {@code /} become
   * {@code __} or {@code -}. Those that are no host names are left out.
   */
  static List<String> ofImage(String image) {
    String name = withoutTag(image).replaceFirst("^([^/]+):[0-9]+/", "$1/");
    return Stream.of(name.replace("/", "__"), name.replace("/", "-"))
        .distinct()
        .filter(ServiceNames::isHostname)
        .toList();
  }
}
