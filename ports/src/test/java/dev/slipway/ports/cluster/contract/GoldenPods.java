package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.VolumePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The plans whose rendering is kept in golden files, by the file's name. */
public final class GoldenPods {
  private static final SecurityPlan PLAIN = new SecurityPlan(List.of(), List.of());

  private GoldenPods() {}

  /** Pods. */
  public static Map<String, PodPlan> pods() {
    Map<String, PodPlan> plans = new TreeMap<>();
    plans.put("pod-bare", bare());
    plans.put("pod-every-field", everyField());
    plans.put("pod-resources", resources());
    return plans;
  }

  /** Secrets; what comes out holds no value. */
  public static Map<String, SecretPlan> secrets() {
    return new TreeMap<>(
        Map.of(
            "secret-record",
            new SecretPlan(
                "ci", "record-1", Map.of("b", "2", "a", "1"), "Opaque", Map.of(), Optional.empty()),
            "secret-owned",
            new SecretPlan(
                "ci",
                "variables-1",
                Map.of("job", "1"),
                "Opaque",
                Map.of("v0001", "s3cret", "v0002", "t0ken"),
                Optional.of(new PodOwner("job-1", "uid-1")))));
  }

  /** A pod with one container that has a name and an image. */
  public static PodPlan bare() {
    return pod(List.of(), List.of(container("build", ResourcesPlan.NONE)));
  }

  private static PodPlan resources() {
    return pod(
        List.of(),
        List.of(
            container(
                "build",
                new ResourcesPlan(
                    Map.of("cpu", "0.5", "memory", "1024Mi", "ephemeral-storage", "1.5G"),
                    Map.of("cpu", "100000000n", "memory", "0.1Gi", "example.com/gpu", "2"))),
            container("helper", new ResourcesPlan(Map.of("cpu", "100m"), Map.of()))));
  }

  /** A pod with every field set. */
  public static PodPlan everyField() {
    ContainerPlan build =
        new ContainerPlan(
            "build",
            "registry.example/image:1@sha256:00",
            Optional.of(PullPolicy.IF_NOT_PRESENT),
            List.of("sh", "-c"),
            List.of("echo \"$A\"\n", "", "ü"),
            List.of(
                new EnvPlan("Z", "variables-1", "v0001"), new EnvPlan("A", "variables-1", "v0002")),
            List.of(new MountPlan("scripts", "/scripts-1-1"), new MountPlan("repo", "/builds")),
            ResourcesPlan.NONE,
            new SecurityPlan(List.of("NET_BIND_SERVICE", "SYS_TIME"), List.of("NET_RAW")),
            true);
    ContainerPlan silent =
        new ContainerPlan(
            "service",
            "redis",
            Optional.of(PullPolicy.NEVER),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            ResourcesPlan.NONE,
            new SecurityPlan(List.of(), List.of("ALL")),
            false);
    return new PodPlan(
        new PodName("ci", "runner-abc-project-1-concurrent-0-xyz"),
        Map.of("b.example/two", "2", "a.example/one", "1"),
        Map.of("note", "yes: \"quoted\"", "number", "1"),
        List.of(container("init-permissions", ResourcesPlan.NONE)),
        List.of(build, silent),
        List.of(new VolumePlan.EmptyDir("scripts"), new VolumePlan.EmptyDir("repo")),
        List.of("pull-b", "pull-a"),
        Map.of("kubernetes.io/arch", "amd64", "disk", "ssd"),
        Optional.of("builder"),
        Optional.of(0L),
        Optional.of(3_000_000_000L));
  }

  private static ContainerPlan container(String name, ResourcesPlan resources) {
    return new ContainerPlan(
        name,
        "busybox",
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        resources,
        PLAIN,
        false);
  }

  private static PodPlan pod(List<ContainerPlan> init, List<ContainerPlan> containers) {
    return new PodPlan(
        new PodName("ci", "job-1"),
        Map.of(),
        Map.of(),
        init,
        containers,
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
