package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.contract.PodWatcher.Told;
import dev.slipway.ports.cluster.contract.StandInApi.Asked;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an adapter lists and watches over HTTP: what it asks, and what it makes of the lines. */
@Timeout(60)
public abstract class WatchWireContract {
  private static final PodName POD = new PodName("ci", "a");

  private final StandInApi api = new StandInApi();

  protected abstract OpenedCluster connect(ClusterConnection connection) throws FailureException;

  @AfterEach
  void close() {
    api.close();
  }

  private OpenedCluster connect() throws FailureException {
    return connect(
        new ClusterConnection(
            Optional.of(api.url()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "kit"));
  }

  private static PodWatcher follow(OpenedCluster cluster) {
    return new PodWatcher(cluster.ports().feed(), "ci", Map.of("b", "2", "a", "1"));
  }

  private static String pod(String version, String phase) {
    return "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"namespace\":\"ci\",\"uid\":\"u\",\"resourceVersion\":\"%s\"},\"spec\":{\"containers\":[]},\"status\":{\"phase\":\"%s\",\"message\":\"ä\"}}"
        .formatted(version, phase);
  }

  private static String event(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
  }

  private static String gone() {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"too old resource version\",\"reason\":\"Expired\",\"code\":410}";
  }

  private Asked list(String version, String... pods) throws InterruptedException {
    Asked list = api.next();
    assertThat(list.path()).isEqualTo("/api/v1/namespaces/ci/pods");
    assertThat(list.query()).contains("labelSelector=a=1,b=2").doesNotContain("watch=true");
    list.answer(
        200,
        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"%s\"},\"items\":[%s]}"
            .formatted(version, String.join(",", pods)));
    return list;
  }

  private Asked watch(String from) throws InterruptedException {
    Asked watch = api.next();
    assertThat(watch.path()).isEqualTo("/api/v1/namespaces/ci/pods");
    assertThat(watch.query().split("&"))
        .contains(
            "labelSelector=a=1,b=2",
            "watch=true",
            "allowWatchBookmarks=true",
            "resourceVersion=" + from)
        .anyMatch(one -> one.matches("timeoutSeconds=(2[4-9][0-9]|300)"));
    return watch.begin();
  }

  private static void awaitPhase(PodWatcher watcher, String phase) throws InterruptedException {
    PodSnapshot pod = watcher.awaitPod(phase, POD, now -> now.phase().equals(phase));
    assertThat(pod.message()).isEqualTo("ä");
  }

  @Test
  @DisplayName("lists, watches from there, and reads lines however they are cut")
  void lines() throws Exception {
    try (OpenedCluster cluster = connect();
        PodWatcher watcher = follow(cluster)) {
      list("7", pod("5", "Pending"));
      awaitPhase(watcher, "Pending");
      Asked watch = watch("7");
      String running = event("MODIFIED", pod("8", "Running"));
      int cut = running.indexOf('ä');
      watch.part(running.substring(0, 10)).part(running.substring(10, cut));
      watch.part(running.substring(cut) + event("MODIFIED", pod("9", "Succeeded")));
      awaitPhase(watcher, "Running");
      awaitPhase(watcher, "Succeeded");
      watch.part(event("DELETED", pod("10", "Succeeded")));
      assertThat(watcher.awaitGone(POD)).isEqualTo(new Told.Gone(POD, "u"));
    }
  }

  @Test
  @DisplayName("goes on from the last event or bookmark after an end and after a cut")
  void resumes() throws Exception {
    try (OpenedCluster cluster = connect();
        PodWatcher watcher = follow(cluster)) {
      list("7");
      Asked first = watch("7");
      first.part(event("ADDED", pod("8", "Pending")));
      awaitPhase(watcher, "Pending");
      first.end();
      Asked second = watch("8");
      second.part(
          event(
              "BOOKMARK",
              "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"20\",\"creationTimestamp\":null},\"spec\":{\"containers\":null},\"status\":{}}"));
      second.part(event("MODIFIED", pod("21", "Running")));
      awaitPhase(watcher, "Running");
      second.cut();
      watch("21").part(event("MODIFIED", pod("22", "Failed")));
      awaitPhase(watcher, "Failed");
    }
  }

  @Test
  @DisplayName("lists again after 410, as an event or as an answer")
  void expired() throws Exception {
    try (OpenedCluster cluster = connect();
        PodWatcher watcher = follow(cluster)) {
      list("7", pod("5", "Pending"));
      watch("7").part(event("ERROR", gone())).end();
      list("30", pod("29", "Running"));
      awaitPhase(watcher, "Running");
      api.next().answer(410, gone());
      list("40");
      assertThat(watcher.awaitGone(POD)).isEqualTo(new Told.Gone(POD, "u"));
      watch("40");
    }
  }

  @Test
  @DisplayName("a watch that is refused again and again is told, and tried on")
  void refused() throws Exception {
    try (OpenedCluster cluster = connect();
        PodWatcher watcher = follow(cluster)) {
      list("7");
      for (int i = 0; i < 5; i++) {
        api.next()
            .answer(
                403,
                "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"cannot watch pods\",\"reason\":\"Forbidden\",\"code\":403}");
      }
      Told told = watcher.await("trouble", Told.Troubled.class::isInstance);
      assertThat(((Told.Troubled) told).error().message()).isEqualTo("cannot watch pods");
      watch("7").part(event("ADDED", pod("8", "Pending")));
      awaitPhase(watcher, "Pending");
    }
  }

  @Test
  @DisplayName("a server that asks for time before the next watch is heard, on lists too")
  void busy() throws Exception {
    try (OpenedCluster cluster = connect();
        PodWatcher watcher = follow(cluster)) {
      busy(api.next(), "1");
      awaitBusy(watcher, 1);
      list("7");
      busy(api.next(), "0");
      busy(api.next(), "2");
      awaitBusy(watcher, 2);
      watch("7").part(event("ADDED", pod("8", "Pending")));
      awaitPhase(watcher, "Pending");
    }
  }

  private static void busy(Asked asked, String seconds) {
    asked.answer(
        429,
        "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"too many requests\",\"code\":429}",
        Map.of("Retry-After", seconds));
  }

  private static void awaitBusy(PodWatcher watcher, int seconds) throws InterruptedException {
    ClusterError busy =
        new ClusterError.Unavailable("too many requests", Optional.of(Duration.ofSeconds(seconds)));
    watcher.await(
        "trouble", told -> told instanceof Told.Troubled(var error) && error.equals(busy));
  }
}
