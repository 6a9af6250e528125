package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveKubernetes;

import dev.slipway.domain.pod.DnsPolicy;
import dev.slipway.domain.pod.LifecycleHook;
import dev.slipway.domain.pod.LifecycleHook.HttpGet;
import dev.slipway.domain.pod.LifecycleHook.TcpSocket;
import dev.slipway.domain.pod.LifecyclePlan;
import dev.slipway.domain.pod.NetworkPlan.HostAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The proofs of how pods find names, and of lifecycle hooks. */
final class NetworkProofs {
  private NetworkProofs() {}

  static List<KeyProof> all() {
    List<KeyProof> proofs = new ArrayList<>(network());
    proofs.addAll(hook("post_start", LifecyclePlan::postStart));
    proofs.addAll(hook("pre_stop", LifecyclePlan::preStop));
    return proofs;
  }

  private static List<KeyProof> network() {
    return List.of(
        proveKubernetes("dns_policy", k -> k.network().dnsPolicy())
            .from("\"cluster-first-with-host-net\"")
            .to(Optional.of(DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET))
            .defaultsTo(Optional.of(DnsPolicy.CLUSTER_FIRST)),
        proveKubernetes("dns_config.nameservers", k -> k.network().dns().nameservers())
            .from("[\"1.2.3.4\", \"fd00::1\"]")
            .to(List.of("1.2.3.4", "fd00::1"))
            .defaultsTo(List.of()),
        proveKubernetes("dns_config.searches", k -> k.network().dns().searches())
            .from("[\"my.example\"]")
            .to(List.of("my.example"))
            .defaultsTo(List.of()),
        proveKubernetes(
                "dns_config.options.name", k -> k.network().dns().options().getFirst().name())
            .from("\"edns0\"")
            .to("edns0")
            .required(),
        proveKubernetes(
                "dns_config.options.value", k -> k.network().dns().options().getFirst().value())
            .beside("name = \"ndots\"")
            .from("\"2\"")
            .to(Optional.of("2"))
            .defaultsTo(Optional.empty()),
        proveKubernetes("host_aliases.ip", k -> k.network().hostAliases())
            .from("\"10.0.0.1\"")
            .to(List.of(new HostAlias("10.0.0.1", List.of())))
            .required(),
        proveKubernetes("host_aliases.hostnames", k -> k.network().hostAliases())
            .beside("ip = \"::1\"")
            .from("[\"web1\", \"web2.example\"]")
            .to(List.of(new HostAlias("::1", List.of("web1", "web2.example"))))
            .defaultsTo(List.of(new HostAlias("::1", List.of()))));
  }

  private static List<KeyProof> hook(
      String name, Function<LifecyclePlan, Optional<LifecycleHook>> hook) {
    String http = name + ".http_get.";
    String tcp = name + ".tcp_socket.";
    return List.of(
        prove(name + ".exec.command", hook, LifecycleHook.Exec.class, LifecycleHook.Exec::command)
            .from("[\"touch\", \"/x\"]")
            .to(List.of("touch", "/x"))
            .required(),
        prove(http + "port", hook, HttpGet.class, HttpGet::port).from("80").to(80).required(),
        prove(http + "host", hook, HttpGet.class, HttpGet::host)
            .beside("port = 80")
            .from("\"localhost\"")
            .to(Optional.of("localhost"))
            .defaultsTo(Optional.empty()),
        prove(http + "path", hook, HttpGet.class, HttpGet::path)
            .beside("port = 80")
            .from("\"/test\"")
            .to(Optional.of("/test"))
            .defaultsTo(Optional.empty()),
        prove(http + "scheme", hook, HttpGet.class, HttpGet::scheme)
            .beside("port = 80")
            .from("\"https\"")
            .to(Optional.of("HTTPS"))
            .defaultsTo(Optional.empty()),
        prove(http + "http_headers.name", hook, HttpGet.class, h -> h.headers().getFirst().name())
            .within(
                "[runners.kubernetes.container_lifecycle.%s.http_get]\nport = 80".formatted(name))
            .from("\"X-Test\"")
            .to("X-Test")
            .required(),
        prove(http + "http_headers.value", hook, HttpGet.class, h -> h.headers().getFirst().value())
            .within(
                "[runners.kubernetes.container_lifecycle.%s.http_get]\nport = 80".formatted(name))
            .beside("name = \"X\"")
            .from("\"y\"")
            .to("y")
            .defaultsTo(""),
        prove(tcp + "port", hook, TcpSocket.class, TcpSocket::port).from("80").to(80).required(),
        prove(tcp + "host", hook, TcpSocket.class, TcpSocket::host)
            .beside("port = 80")
            .from("\"other\"")
            .to(Optional.of("other"))
            .defaultsTo(Optional.empty()));
  }

  private static <T> KeyProof.Start prove(
      String key,
      Function<LifecyclePlan, Optional<LifecycleHook>> hook,
      Class<T> kind,
      Function<T, Object> part) {
    return proveKubernetes(
        "container_lifecycle." + key,
        k -> part.apply(kind.cast(hook.apply(k.lifecycle()).orElseThrow())));
  }
}
