package dev.slipway.domain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.ContainerState.Running;
import dev.slipway.domain.watch.ContainerState.Terminated;
import dev.slipway.domain.watch.ContainerState.Waiting;
import dev.slipway.domain.watch.PodSnapshot.ContainerSnapshot;
import dev.slipway.domain.watch.PodSnapshot.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pod with an init container, build, helper and one service, seen second by second: {@code
 * timeline().at(0).waiting("build", "ErrImagePull", "503").starting()}.
 */
final class Timeline {
  static final Duration PULL_GRACE = Duration.ofSeconds(30);
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");

  private final PodJudge judge =
      new PodJudge(Set.of("build", "helper"), Set.of("pod-env-1"), PULL_GRACE);
  private final Map<String, ContainerState> states = new LinkedHashMap<>();
  private final Map<String, PodCondition> conditions = new LinkedHashMap<>();
  private Instant now = BEGIN;
  private String phase = "Pending";
  private String reason = "";
  private String message = "";
  private boolean deleting;
  private boolean ready = true;
  private PodVerdict verdict = new PodVerdict.Starting("");

  private Timeline() {
    for (String name : List.of("init-permissions", "build", "helper", "svc-0")) {
      states.put(name, new Waiting("ContainerCreating", ""));
    }
  }

  static Timeline timeline() {
    return new Timeline();
  }

  Timeline at(long seconds) {
    now = BEGIN.plusSeconds(seconds);
    return this;
  }

  Timeline waiting(String container, String why, String says) {
    return state(container, new Waiting(why, says));
  }

  Timeline running(String... containers) {
    phase = "Running";
    states.put("init-permissions", new Terminated(0, "Completed", ""));
    for (String container : containers) {
      state(container, new Running());
    }
    return judged();
  }

  Timeline terminated(String container, int code, String why, String says) {
    return state(container, new Terminated(code, why, says));
  }

  Timeline notReady() {
    ready = false;
    return judged();
  }

  Timeline condition(String type, boolean isTrue, String why, String says) {
    conditions.put(type, new PodCondition(type, isTrue, why, says));
    return judged();
  }

  Timeline phase(String newPhase, String why, String says) {
    phase = newPhase;
    reason = why;
    message = says;
    return judged();
  }

  Timeline deleting() {
    deleting = true;
    return judged();
  }

  Timeline credentialsUnread() {
    judge.credentialsUnread();
    return this;
  }

  Timeline judgesAgainAt(long seconds) {
    assertThat(judge.judgesAgainAt()).contains(BEGIN.plusSeconds(seconds));
    return this;
  }

  Timeline judgesAgainNever() {
    assertThat(judge.judgesAgainAt()).isEmpty();
    return this;
  }

  /** The same snapshot is judged once more. */
  Timeline again() {
    return judged();
  }

  Timeline starting() {
    assertThat(verdict).isInstanceOf(PodVerdict.Starting.class);
    return this;
  }

  Timeline starting(String waitingFor) {
    assertThat(verdict).isEqualTo(new PodVerdict.Starting(waitingFor));
    return this;
  }

  Timeline ready() {
    assertThat(verdict).isEqualTo(new PodVerdict.Ready());
    return this;
  }

  Timeline broken(Failure failure) {
    assertThat(verdict).isEqualTo(new PodVerdict.Broken(failure));
    return this;
  }

  Failure tooLate(Duration waited) {
    return judge.tooLate(snapshot(), waited);
  }

  private Timeline state(String container, ContainerState state) {
    states.put(container, state);
    return judged();
  }

  private Timeline judged() {
    verdict = judge.judge(snapshot(), now);
    return this;
  }

  private PodSnapshot snapshot() {
    List<ContainerSnapshot> all = states.keySet().stream().map(this::container).toList();
    return new PodSnapshot(
        new PodName("ci", "pod"),
        "uid-1",
        "1",
        phase,
        reason,
        message,
        deleting,
        Optional.empty(),
        all.subList(0, 1),
        all.subList(1, all.size()),
        List.copyOf(conditions.values()));
  }

  private ContainerSnapshot container(String name) {
    ContainerState state = states.getOrDefault(name, new Running());
    return new ContainerSnapshot(name, name + ":1", ready && state instanceof Running, state);
  }
}
