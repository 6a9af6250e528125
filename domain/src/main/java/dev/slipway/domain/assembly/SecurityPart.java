package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.RunAs;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.settings.ContainerSecurity;
import dev.slipway.domain.settings.SecuritySettings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Security contexts: a container's own table wins over the runner's keys. Capabilities: what is
 * dropped by default, then {@code cap_add}, then {@code cap_drop} has the last word; a container's
 * own lists stand for the outcome of that.
 */
record SecurityPart(SecuritySettings settings) {
  private static final List<String> DROPPED_BY_DEFAULT = List.of("NET_RAW");

  SecurityPlan build(JobUser user) {
    return plan(settings.build(), inPod(settings.build(), user));
  }

  SecurityPlan helper() {
    return plan(settings.helper(), inPod(settings.helper(), JobUser.NONE));
  }

  SecurityPlan service(JobUser user) {
    return plan(settings.service(), inPod(settings.service(), user));
  }

  SecurityPlan initPermissions() {
    return plan(settings.initPermissions(), settings.initPermissions().runAs());
  }

  private SecurityPlan plan(ContainerSecurity own, RunAs runAs) {
    TreeSet<String> add = new TreeSet<>(settings.capabilities().add());
    settings.capabilities().drop().forEach(add::remove);
    TreeSet<String> drop = new TreeSet<>(DROPPED_BY_DEFAULT);
    drop.removeAll(settings.capabilities().add());
    drop.addAll(settings.capabilities().drop());
    return new SecurityPlan(
        sorted(own.capabilitiesAdd(), add),
        sorted(own.capabilitiesDrop(), drop),
        own.privileged().or(settings::privileged),
        own.allowPrivilegeEscalation().or(settings::allowPrivilegeEscalation),
        own.readOnlyRootFilesystem(),
        own.procMount(),
        runAs,
        own.confinement());
  }

  private static List<String> sorted(Optional<List<String>> own, Collection<String> runners) {
    return List.copyOf(new TreeSet<>(own.isPresent() ? own.get() : runners));
  }

  private RunAs inPod(ContainerSecurity own, JobUser user) {
    RunAs pod = settings.pod().runAs();
    return new RunAs(
        own.runAs().user().or(pod::user).or(user::uid),
        own.runAs().group().or(pod::group).or(user::gid),
        own.runAs().nonRoot());
  }
}
