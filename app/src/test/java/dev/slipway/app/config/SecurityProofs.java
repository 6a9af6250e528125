package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveKubernetes;

import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.ProcMount;
import dev.slipway.domain.pod.RunAs;
import dev.slipway.domain.pod.SecurityProfile;
import dev.slipway.domain.settings.ContainerSecurity;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.SecuritySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The proofs of security contexts. */
final class SecurityProofs {
  private static final Map<String, Function<SecuritySettings, ContainerSecurity>> CONTAINERS =
      Map.of(
          "build", SecuritySettings::build,
          "helper", SecuritySettings::helper,
          "service", SecuritySettings::service,
          "init_permissions", SecuritySettings::initPermissions);

  private SecurityProofs() {}

  static List<KeyProof> all() {
    List<KeyProof> proofs = new ArrayList<>();
    proofs.add(optionalFlag("privileged", k -> k.security().privileged()));
    proofs.add(
        optionalFlag("allow_privilege_escalation", k -> k.security().allowPrivilegeEscalation()));
    proofs.add(ids("allowed_users", k -> k.allowedIds().users()));
    proofs.add(ids("allowed_groups", k -> k.allowedIds().groups()));
    proofs.add(
        proveKubernetes("pod_security_context.fs_group", k -> k.security().pod().fsGroup())
            .from("7")
            .to(Optional.of(7L))
            .defaultsTo(Optional.empty()));
    proofs.add(
        proveKubernetes(
                "pod_security_context.supplemental_groups",
                k -> k.security().pod().supplementalGroups())
            .from("[1, 2]")
            .to(List.of(1L, 2L))
            .defaultsTo(List.of()));
    proofs.addAll(runAs("pod_security_context", k -> k.security().pod().runAs()));
    proofs.addAll(confinement("pod_security_context", k -> k.security().pod().confinement()));
    CONTAINERS.forEach(
        (name, container) ->
            proofs.addAll(
                container(
                    name + "_container_security_context", k -> container.apply(k.security()))));
    return proofs;
  }

  private static List<KeyProof> container(
      String table, Function<KubernetesSettings, ContainerSecurity> container) {
    List<KeyProof> proofs = new ArrayList<>();
    proofs.add(
        proveKubernetes(table + ".capabilities.add", k -> container.apply(k).capabilitiesAdd())
            .from("[\"SYS_TIME\"]")
            .to(Optional.of(List.of("SYS_TIME")))
            .defaultsTo(Optional.empty()));
    proofs.add(
        proveKubernetes(table + ".capabilities.drop", k -> container.apply(k).capabilitiesDrop())
            .from("[]")
            .to(Optional.of(List.of()))
            .defaultsTo(Optional.empty()));
    proofs.add(optionalFlag(table + ".privileged", k -> container.apply(k).privileged()));
    proofs.add(
        optionalFlag(
            table + ".allow_privilege_escalation",
            k -> container.apply(k).allowPrivilegeEscalation()));
    proofs.add(
        optionalFlag(
            table + ".read_only_root_filesystem",
            k -> container.apply(k).readOnlyRootFilesystem()));
    proofs.add(
        proveKubernetes(table + ".proc_mount", k -> container.apply(k).procMount())
            .from("\" unmasked\"")
            .to(Optional.of(ProcMount.UNMASKED))
            .defaultsTo(Optional.empty()));
    proofs.addAll(runAs(table, k -> container.apply(k).runAs()));
    proofs.addAll(confinement(table, k -> container.apply(k).confinement()));
    return proofs;
  }

  private static List<KeyProof> runAs(String table, Function<KubernetesSettings, RunAs> runAs) {
    return List.of(
        proveKubernetes(table + ".run_as_user", k -> runAs.apply(k).user())
            .from("1000")
            .to(Optional.of(1000L))
            .defaultsTo(Optional.empty()),
        proveKubernetes(table + ".run_as_group", k -> runAs.apply(k).group())
            .from("0")
            .to(Optional.of(0L))
            .defaultsTo(Optional.empty()),
        optionalFlag(table + ".run_as_non_root", k -> runAs.apply(k).nonRoot()));
  }

  private static List<KeyProof> confinement(
      String table, Function<KubernetesSettings, Confinement> confinement) {
    List<KeyProof> proofs = new ArrayList<>();
    proofs.add(
        proveKubernetes(table + ".selinux_type", k -> confinement.apply(k).seLinuxType())
            .from("\"spc_t\"")
            .to(Optional.of("spc_t"))
            .defaultsTo(Optional.empty()));
    proofs.addAll(profile(table + ".seccomp_profile", k -> confinement.apply(k).seccomp()));
    proofs.addAll(profile(table + ".app_armor_profile", k -> confinement.apply(k).appArmor()));
    return proofs;
  }

  private static List<KeyProof> profile(String table, Function<KubernetesSettings, Object> part) {
    return List.of(
        proveKubernetes(table + ".type", part)
            .from("\"RuntimeDefault\"")
            .to(Optional.of(new SecurityProfile.RuntimeDefault()))
            .defaultsTo(Optional.empty()),
        proveKubernetes(table + ".localhost_profile", part)
            .from("\"a/b.json\"\ntype = \"Localhost\"")
            .to(Optional.of(new SecurityProfile.Localhost("a/b.json")))
            .defaultsTo(Optional.empty()));
  }

  private static KeyProof optionalFlag(String key, Function<KubernetesSettings, Object> part) {
    return proveKubernetes(key, part)
        .from("false")
        .to(Optional.of(false))
        .defaultsTo(Optional.empty());
  }

  private static KeyProof ids(String key, Function<KubernetesSettings, Object> part) {
    return proveKubernetes(key, part)
        .from("[\"0\", \"1000\"]")
        .to(List.of(0L, 1000L))
        .defaultsTo(List.of());
  }
}
