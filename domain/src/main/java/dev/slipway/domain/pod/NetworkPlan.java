package dev.slipway.domain.pod;

import java.util.List;
import java.util.Optional;

/**
 * How names are found in the pod.
 *
 * @param hostAliases lines of the hosts file, in order
 */
public record NetworkPlan(Optional<DnsPolicy> dnsPolicy, DnsPlan dns, List<HostAlias> hostAliases) {
  /** What the cluster gives. */
  public static final NetworkPlan DEFAULT =
      new NetworkPlan(Optional.empty(), DnsPlan.NONE, List.of());

  public NetworkPlan {
    hostAliases = List.copyOf(hostAliases);
  }

  /** One line of the hosts file. */
  public record HostAlias(String ip, List<String> hostnames) {
    public HostAlias {
      hostnames = List.copyOf(hostnames);
    }
  }

  /** The pod's own additions to its resolver. */
  public record DnsPlan(List<String> nameservers, List<String> searches, List<DnsOption> options) {
    /** None. */
    public static final DnsPlan NONE = new DnsPlan(List.of(), List.of(), List.of());

    public DnsPlan {
      nameservers = List.copyOf(nameservers);
      searches = List.copyOf(searches);
      options = List.copyOf(options);
    }
  }

  /** An option of the resolver, such as {@code ndots} with 2, or {@code edns0} without a value. */
  public record DnsOption(String name, Optional<String> value) {}
}
