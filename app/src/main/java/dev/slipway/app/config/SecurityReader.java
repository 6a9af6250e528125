package dev.slipway.app.config;

import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.PodSecurityPlan;
import dev.slipway.domain.pod.ProcMount;
import dev.slipway.domain.pod.RunAs;
import dev.slipway.domain.pod.SecurityProfile;
import dev.slipway.domain.settings.AllowedIds;
import dev.slipway.domain.settings.CapabilitySettings;
import dev.slipway.domain.settings.ContainerSecurity;
import dev.slipway.domain.settings.SecuritySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys of {@code [runners.kubernetes]} that decide what containers may do. */
final class SecurityReader {
  private static final String CAPABILITY_PREFIX = "CAP_";
  private static final Map<String, ProcMount> PROC_MOUNTS =
      Map.of("default", ProcMount.DEFAULT, "unmasked", ProcMount.UNMASKED);

  private SecurityReader() {}

  static SecuritySettings read(Table table) {
    return new SecuritySettings(
        new CapabilitySettings(
            capabilities(table, "cap_add").orElse(List.of()),
            capabilities(table, "cap_drop").orElse(List.of())),
        table.flag("privileged"),
        table.flag("allow_privilege_escalation"),
        pod(table.table("pod_security_context")),
        container(table.table("build_container_security_context")),
        container(table.table("helper_container_security_context")),
        container(table.table("service_container_security_context")),
        container(table.table("init_permissions_container_security_context")));
  }

  static AllowedIds allowedIds(Table table) {
    return new AllowedIds(ids(table, "allowed_users"), ids(table, "allowed_groups"));
  }

  private static List<Long> ids(Table table, String name) {
    List<Long> ids = new ArrayList<>();
    List<String> texts = table.texts(name);
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).matches("[0-9]{1,10}")) {
        ids.add(Long.parseLong(texts.get(i)));
      } else {
        table.entryProblem(
            name, i, "\"%s\" is not a number; write ids, in quotes".formatted(texts.get(i)));
      }
    }
    return ids;
  }

  private static PodSecurityPlan pod(Table table) {
    return new PodSecurityPlan(
        table.whole("fs_group").map(Integer::longValue),
        table.wholes("supplemental_groups").stream().map(Integer::longValue).toList(),
        runAs(table),
        confinement(table));
  }

  private static ContainerSecurity container(Table table) {
    Table capabilities = table.table("capabilities");
    return new ContainerSecurity(
        capabilities(capabilities, "add"),
        capabilities(capabilities, "drop"),
        table.flag("privileged"),
        table.flag("allow_privilege_escalation"),
        table.flag("read_only_root_filesystem"),
        table.parsed(
            "proc_mount", text -> Table.chosen(text.strip().toLowerCase(Locale.ROOT), PROC_MOUNTS)),
        runAs(table),
        confinement(table));
  }

  private static RunAs runAs(Table table) {
    return new RunAs(
        table.whole("run_as_user").map(Integer::longValue),
        table.whole("run_as_group").map(Integer::longValue),
        table.flag("run_as_non_root"));
  }

  private static Confinement confinement(Table table) {
    return new Confinement(
        table.text("selinux_type"),
        profile(table.table("seccomp_profile"), "the path of a profile on the node"),
        profile(table.table("app_armor_profile"), "the name of a profile on the node"));
  }

  private static Optional<SecurityProfile> profile(Table table, String what) {
    Optional<String> local = table.text("localhost_profile");
    if (local.isPresent() && !table.text("type").equals(Optional.of("Localhost"))) {
      table.problem("localhost_profile", "has a meaning only with type = \"Localhost\"");
    }
    return table.parsed(
        "type",
        text ->
            switch (text) {
              case "RuntimeDefault" -> new SecurityProfile.RuntimeDefault();
              case "Unconfined" -> new SecurityProfile.Unconfined();
              case "Localhost" ->
                  new SecurityProfile.Localhost(
                      local.orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "\"Localhost\" needs localhost_profile, " + what)));
              default ->
                  throw new IllegalArgumentException(
                      "\"%s\" is not known; allowed: Localhost, RuntimeDefault, Unconfined"
                          .formatted(text));
            });
  }

  /** Empty where the key is not written; an empty list says something. */
  private static Optional<List<String>> capabilities(Table table, String name) {
    if (!table.has(name)) {
      return Optional.empty();
    }
    List<String> capabilities = table.texts(name);
    for (int i = 0; i < capabilities.size(); i++) {
      String capability = capabilities.get(i);
      if (capability.regionMatches(true, 0, CAPABILITY_PREFIX, 0, CAPABILITY_PREFIX.length())) {
        table.entryProblem(
            name,
            i,
            "\"%s\": Kubernetes wants the name without CAP_; write \"%s\""
                .formatted(capability, capability.substring(CAPABILITY_PREFIX.length())));
      }
    }
    return Optional.of(capabilities);
  }
}
