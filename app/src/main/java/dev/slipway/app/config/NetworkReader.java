package dev.slipway.app.config;

import dev.slipway.domain.pod.DnsPolicy;
import dev.slipway.domain.pod.NetworkPlan;
import dev.slipway.domain.pod.NetworkPlan.DnsOption;
import dev.slipway.domain.pod.NetworkPlan.DnsPlan;
import dev.slipway.domain.pod.NetworkPlan.HostAlias;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of {@code [runners.kubernetes]} that decide how pods find names. */
final class NetworkReader {
  private static final Map<String, DnsPolicy> POLICIES =
      Map.of(
          "none", DnsPolicy.NONE,
          "default", DnsPolicy.DEFAULT,
          "cluster-first", DnsPolicy.CLUSTER_FIRST,
          "cluster-first-with-host-net", DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET);

  /** RFC 1123 subdomain. */
  private static final Pattern HOSTNAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private static final String WHAT_TO_DO = "write it or remove the entry";

  private NetworkReader() {}

  static NetworkPlan read(Table table) {
    DnsPolicy policy = table.choice("dns_policy", POLICIES).orElse(DnsPolicy.CLUSTER_FIRST);
    DnsPlan dns = dns(table.table("dns_config"));
    if (policy == DnsPolicy.NONE && dns.nameservers().isEmpty()) {
      table.problem(
          "dns_policy", "\"none\" leaves the pod without a resolver; write dns_config.nameservers");
    }
    return new NetworkPlan(Optional.of(policy), dns, aliases(table));
  }

  private static DnsPlan dns(Table table) {
    List<String> nameservers = table.texts("nameservers");
    for (int i = 0; i < nameservers.size(); i++) {
      if (!isAddress(nameservers.get(i))) {
        table.entryProblem("nameservers", i, notAnAddress(nameservers.get(i)));
      }
    }
    List<DnsOption> options = new ArrayList<>();
    for (Table entry : table.tables("options")) {
      Optional<String> value = entry.text("value");
      entry
          .required("name", WHAT_TO_DO, text -> text)
          .ifPresent(name -> options.add(new DnsOption(name, value)));
    }
    return new DnsPlan(nameservers, table.texts("searches"), options);
  }

  private static List<HostAlias> aliases(Table table) {
    List<HostAlias> aliases = new ArrayList<>();
    for (Table entry : table.tables("host_aliases")) {
      List<String> hostnames = entry.texts("hostnames");
      for (int i = 0; i < hostnames.size(); i++) {
        if (!HOSTNAME.matcher(hostnames.get(i)).matches()) {
          entry.entryProblem(
              "hostnames",
              i,
              "\"%s\" is no host name: lower-case letters, digits, \"-\" and \".\""
                  .formatted(hostnames.get(i)));
        }
      }
      entry
          .required("ip", WHAT_TO_DO, NetworkReader::address)
          .ifPresent(ip -> aliases.add(new HostAlias(ip, hostnames)));
    }
    return aliases;
  }

  private static String address(String text) {
    if (!isAddress(text)) {
      throw new IllegalArgumentException(notAnAddress(text));
    }
    return text;
  }

  private static boolean isAddress(String text) {
    try {
      // Never asks a resolver. It takes shortened IPv4 addresses, which Kubernetes does not.
      return !InetAddress.ofLiteral(text).getHostAddress().isEmpty()
          && (text.contains(":") || text.split("\\.").length == 4);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String notAnAddress(String text) {
    return "\"%s\" is no IP address; write for example \"10.0.0.1\" or \"fd00::1\"".formatted(text);
  }
}
