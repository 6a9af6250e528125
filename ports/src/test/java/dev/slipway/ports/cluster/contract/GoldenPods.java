package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.patch.PatchType;
import dev.slipway.domain.patch.PodSpecPatch;
import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.LifetimePlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.MountPropagation;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SchedulingPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pod.SecretPlan.PodOwner;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.VolumePlan;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The plans whose rendering is kept in golden files, by the file's name. */
public final class GoldenPods {
  private GoldenPods() {}

  /** Pods. */
  public static Map<String, PodPlan> pods() {
    Map<String, PodPlan> plans = new TreeMap<>();
    plans.put("pod-bare", bare());
    plans.put("pod-every-field", everyField());
    plans.put("pod-resources", resources());
    plans.put("pod-volumes", volumes());
    plans.put("pod-security", GoldenConcerns.security());
    plans.put("pod-scheduling", GoldenConcerns.scheduling());
    plans.put("pod-network", GoldenConcerns.network());
    plans.put("pod-patched", patched());
    plans.put("pod-lifecycle", GoldenConcerns.lifecycle());
    return plans;
  }

  /** PodDisruptionBudgets. */
  public static Map<String, DisruptionBudgetPlan> budgets() {
    DisruptionBudgetPlan bare =
        new DisruptionBudgetPlan(
            "ci", "job-1-pdb", Map.of("job", "1"), Map.of("job", "1"), Optional.empty());
    return new TreeMap<>(
        Map.of("budget-bare", bare, "budget-owned", bare.ownedBy(new PodOwner("job-1", "uid-1"))));
  }

  /** Fields that no library knows, from patches of all three kinds. */
  private static PodPlan patched() {
    return APod.named("ci", "job-1")
        .containers(AContainer.of("build", "busybox").build())
        .patches(
            new PodSpecPatch(
                "one",
                PatchType.STRATEGIC,
                tree("{\"containers\":[{\"name\":\"build\",\"newField\":{\"deep\":[1,true]}}]}")),
            new PodSpecPatch(
                "two", PatchType.MERGE, tree("{\"hostPID\":true,\"fieldOfTomorrow\":7}")),
            new PodSpecPatch(
                "three",
                PatchType.JSON,
                tree(
                    "[{\"op\":\"add\",\"path\":\"/containers/-\",\"value\":{\"name\":\"more\",\"image\":\"busybox\"}}]")))
        .build();
  }

  private static Tree tree(String json) {
    return TreeJson.read(json).orElseThrow();
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
    return APod.named("ci", "job-1").containers(AContainer.of("build", "busybox").build()).build();
  }

  private static PodPlan resources() {
    return APod.named("ci", "job-1")
        .containers(
            AContainer.of("build", "busybox")
                .resources(
                    new ResourcesPlan(
                        Map.of("cpu", "0.5", "memory", "1024Mi", "ephemeral-storage", "1.5G"),
                        Map.of("cpu", "1500000000n", "memory", "1.5Gi", "example.com/gpu", "2")))
                .build(),
            AContainer.of("helper", "busybox")
                .resources(new ResourcesPlan(Map.of("cpu", "100m"), Map.of()))
                .build())
        .build();
  }

  private static PodPlan volumes() {
    return APod.named("ci", "job-1")
        .containers(
            AContainer.of("build", "busybox")
                .mounts(
                    MountPlan.of("node", "/node"),
                    new MountPlan(
                        "claim",
                        "/claim",
                        Optional.of("a/b"),
                        true,
                        Optional.of(MountPropagation.HOST_TO_CONTAINER)))
                .build())
        .volumes(
            new VolumePlan.HostPath("node", "/var/node"),
            new VolumePlan.Secret("files", "certificates", Map.of("b", "dir/b", "a", "a.pem")),
            new VolumePlan.Secret("all-files", "certificates", Map.of()),
            new VolumePlan.Claim("claim", "data"),
            new VolumePlan.ConfigMap("map", "settings", Map.of("key", "file")),
            VolumePlan.EmptyDir.onDisk("disk"),
            new VolumePlan.EmptyDir("memory", Optional.of("Memory"), Optional.of("64Mi")),
            new VolumePlan.Csi("plain", "csi.example.com", Optional.empty(), false, Map.of()),
            new VolumePlan.Csi(
                "full",
                "csi.example.com",
                Optional.of("ext4"),
                true,
                Map.of("size", "2Gi", "class", "fast")),
            new VolumePlan.Nfs("nfs", "nfs.example.com", "/export", false),
            new VolumePlan.Nfs("nfs-ro", "nfs.example.com", "/export", true))
        .build();
  }

  /** A pod with every field set. */
  public static PodPlan everyField() {
    ContainerPlan build =
        AContainer.of("build", "registry.example/image:1@sha256:00")
            .pulled(PullPolicy.IF_NOT_PRESENT)
            .command("sh", "-c")
            .args("echo \"$A\"\n", "", "ü")
            .env(new EnvPlan("Z", "variables-1", "v0001"), new EnvPlan("A", "variables-1", "v0002"))
            .mounts(MountPlan.of("scripts", "/scripts-1-1"), MountPlan.of("repo", "/builds"))
            .security(
                SecurityPlan.ofCapabilities(
                    List.of("NET_BIND_SERVICE", "SYS_TIME"), List.of("NET_RAW")))
            .stdin()
            .build();
    ContainerPlan silent =
        AContainer.of("service", "redis")
            .pulled(PullPolicy.NEVER)
            .security(SecurityPlan.ofCapabilities(List.of(), List.of("ALL")))
            .build();
    return APod.named("ci", "runner-abc-project-1-concurrent-0-xyz")
        .labels(Map.of("b.example/two", "2", "a.example/one", "1"))
        .annotations(Map.of("note", "yes: \"quoted\"", "number", "1"))
        .init(AContainer.of("init-permissions", "busybox").build())
        .containers(build, silent)
        .volumes(VolumePlan.EmptyDir.onDisk("scripts"), VolumePlan.EmptyDir.onDisk("repo"))
        .access(
            new AccessPlan(Optional.of("builder"), Optional.of(false), List.of("pull-b", "pull-a")))
        .scheduling(SchedulingPlan.onNodes(Map.of("kubernetes.io/arch", "amd64", "disk", "ssd")))
        .lifetime(new LifetimePlan(Optional.of(0L), Optional.of(2_000_000_000L)))
        .build();
  }
}
