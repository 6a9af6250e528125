package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.pod.AffinityPlan;
import dev.slipway.domain.pod.AffinityPlan.NodeAffinity;
import dev.slipway.domain.pod.AffinityPlan.NodeTerm;
import dev.slipway.domain.pod.AffinityPlan.PodAffinity;
import dev.slipway.domain.pod.AffinityPlan.PodTerm;
import dev.slipway.domain.pod.AffinityPlan.Requirement;
import dev.slipway.domain.pod.AffinityPlan.Selector;
import dev.slipway.domain.pod.AffinityPlan.WeightedNodeTerm;
import dev.slipway.domain.pod.AffinityPlan.WeightedPodTerm;
import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.DnsPolicy;
import dev.slipway.domain.pod.LifecycleHook;
import dev.slipway.domain.pod.LifecycleHook.Header;
import dev.slipway.domain.pod.LifecyclePlan;
import dev.slipway.domain.pod.NetworkPlan;
import dev.slipway.domain.pod.NetworkPlan.DnsOption;
import dev.slipway.domain.pod.NetworkPlan.DnsPlan;
import dev.slipway.domain.pod.NetworkPlan.HostAlias;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PodSecurityPlan;
import dev.slipway.domain.pod.ProcMount;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.RunAs;
import dev.slipway.domain.pod.SchedulingPlan;
import dev.slipway.domain.pod.SchedulingPlan.Toleration;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.SecurityProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Golden pods of one concern each, with every field of it. */
final class GoldenConcerns {
  private GoldenConcerns() {}

  static PodPlan security() {
    return APod.named("ci", "job-1")
        .security(
            new PodSecurityPlan(
                Optional.of(59417L),
                List.of(1001L, 1002L),
                new RunAs(Optional.of(59417L), Optional.of(0L), Optional.of(true)),
                new Confinement(
                    Optional.of("spc_t"),
                    Optional.of(new SecurityProfile.RuntimeDefault()),
                    Optional.of(new SecurityProfile.Unconfined()))))
        .containers(
            AContainer.of("build", "busybox")
                .security(
                    new SecurityPlan(
                        List.of("NET_ADMIN", "SYS_TIME"),
                        List.of("ALL"),
                        Optional.of(false),
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(ProcMount.UNMASKED),
                        new RunAs(Optional.of(0L), Optional.of(65534L), Optional.of(false)),
                        new Confinement(
                            Optional.of("container_t"),
                            Optional.of(new SecurityProfile.Localhost("profiles/ci.json")),
                            Optional.of(new SecurityProfile.Localhost("ci")))))
                .build(),
            AContainer.of("helper", "busybox").build())
        .build();
  }

  static PodPlan scheduling() {
    Requirement fast = new Requirement("cpu_speed", "In", List.of("fast", "faster"));
    Requirement name = new Requirement("metadata.name", "NotIn", List.of("node-1"));
    Selector selector =
        new Selector(Map.of("app", "web"), List.of(new Requirement("b", "Exists", List.of())));
    PodTerm term =
        new PodTerm(
            Optional.of(selector),
            List.of("one", "two"),
            "zone",
            Optional.of(selector),
            List.of("match"),
            List.of("mismatch"));
    PodTerm plain =
        new PodTerm(Optional.empty(), List.of(), "host", Optional.empty(), List.of(), List.of());
    PodAffinity pods =
        new PodAffinity(List.of(term, plain), List.of(new WeightedPodTerm(100, term)));
    return APod.named("ci", "job-1")
        .containers(AContainer.of("build", "busybox").build())
        .scheduling(
            new SchedulingPlan(
                Map.of("disk", "ssd"),
                List.of(
                    new Toleration("a", Optional.of("b"), "NoSchedule"),
                    new Toleration("empty.value", Optional.of(""), "PreferNoSchedule"),
                    new Toleration("onlyKey", Optional.empty(), ""),
                    new Toleration("", Optional.empty(), "NoExecute")),
                new AffinityPlan(
                    new NodeAffinity(
                        List.of(new NodeTerm(List.of(fast), List.of(name))),
                        List.of(new WeightedNodeTerm(50, new NodeTerm(List.of(fast), List.of())))),
                    pods,
                    new PodAffinity(List.of(term), List.of())),
                Optional.of("gvisor"),
                Optional.of("ci-high"),
                Optional.of("batch-scheduler")))
        .build();
  }

  static PodPlan network() {
    return APod.named("ci", "job-1")
        .containers(AContainer.of("build", "busybox").ports(80, 8443).build())
        .resources(new ResourcesPlan(Map.of("cpu", "1"), Map.of("memory", "2Gi")))
        .network(
            new NetworkPlan(
                Optional.of(DnsPolicy.NONE),
                new DnsPlan(
                    List.of("1.2.3.4"),
                    List.of("a.example", "b.example"),
                    List.of(
                        new DnsOption("ndots", Optional.of("2")),
                        new DnsOption("edns0", Optional.empty()))),
                List.of(
                    new HostAlias("127.0.0.1", List.of("redis", "db")),
                    new HostAlias("192.168.1.1", List.of("web14")))))
        .build();
  }

  static PodPlan lifecycle() {
    LifecycleHook http =
        new LifecycleHook.HttpGet(
            Optional.of("localhost"),
            Optional.of("/test"),
            8080,
            Optional.of("HTTPS"),
            List.of(new Header("X-One", "1"), new Header("X-Two", "")));
    return APod.named("ci", "job-1")
        .containers(
            AContainer.of("build", "busybox")
                .lifecycle(
                    new LifecyclePlan(
                        Optional.of(new LifecycleHook.Exec(List.of("touch", "/x"))),
                        Optional.of(http)))
                .build(),
            AContainer.of("helper", "busybox")
                .lifecycle(
                    new LifecyclePlan(
                        Optional.empty(),
                        Optional.of(new LifecycleHook.TcpSocket(Optional.empty(), 9))))
                .build())
        .build();
  }
}
