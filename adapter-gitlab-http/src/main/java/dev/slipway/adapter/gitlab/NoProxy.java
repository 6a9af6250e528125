package dev.slipway.adapter.gitlab;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code NO_PROXY}: hosts that are reached directly. Entries are names (with their sub-domains;
 * only those where the entry begins with a dot), addresses, address ranges in CIDR form, {@code *},
 * each perhaps with a port.
 */
record NoProxy(List<String> entries) {

  static NoProxy of(String value) {
    return new NoProxy(
        Arrays.stream(value.split(","))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  /** Whether {@code host} is reached directly; the loopback always is. */
  boolean covers(String host, int port) {
    String name = bare(host.toLowerCase(Locale.ROOT));
    Optional<InetAddress> address = address(name);
    if (name.equals("localhost") || address.map(InetAddress::isLoopbackAddress).orElse(false)) {
      return true;
    }
    return entries.stream().anyMatch(entry -> covers(entry, name, address, port));
  }

  private static boolean covers(
      String entry, String name, Optional<InetAddress> address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.contains("/")) {
      return address.isPresent() && inRange(entry, address.get());
    }
    String wanted = entry;
    int colon = entry.lastIndexOf(':');
    boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
    if (hasPort) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      wanted = entry.substring(0, colon);
    }
    wanted = bare(wanted);
    if (address.isPresent()) {
      return address(wanted).filter(address.get()::equals).isPresent();
    }
    if (wanted.startsWith("*.")) {
      wanted = wanted.substring(1);
    }
    return wanted.startsWith(".")
        ? name.endsWith(wanted)
        : name.equals(wanted) || name.endsWith("." + wanted);
  }

  private static boolean inRange(String range, InetAddress address) {
    String[] parts = range.split("/", 2);
    Optional<Long> bits = Numbers.parse(parts[1]);
    Optional<InetAddress> base = address(bare(parts[0]));
    if (bits.isEmpty() || base.isEmpty()) {
      return false;
    }
    byte[] a = base.get().getAddress();
    byte[] b = address.getAddress();
    if (a.length != b.length || bits.get() > a.length * 8L) {
      return false;
    }
    for (int bit = 0; bit < bits.get(); bit++) {
      int mask = 0x80 >> (bit % 8);
      if (((a[bit / 8] ^ b[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Without the brackets of an IPv6 literal. */
  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The address a literal names; never asks a name server. */
  private static Optional<InetAddress> address(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
