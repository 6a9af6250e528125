package dev.slipway.ports.cluster.feed;

import static dev.slipway.ports.cluster.feed.HandSource.page;
import static dev.slipway.ports.cluster.feed.HandSource.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.PodFeed.Listener;
import dev.slipway.ports.cluster.PodFeed.Subscription;
import dev.slipway.ports.cluster.feed.HandSource.HandWatch;
import dev.slipway.ports.cluster.feed.PodSource.Pods;
import dev.slipway.ports.cluster.feed.PodSource.WatchEnd;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedPodFeedTest {
  private static final Map<String, String> LABELS = Map.of("runner", "r1");
  private static final ClusterError FORBIDDEN = new ClusterError.Forbidden("pods is forbidden");
  private static final ClusterError OUTAGE =
      new ClusterError.Unavailable("no connection", Optional.empty());

  private final HandSource server = new HandSource();
  private final Heard heard = new Heard();
  private SharedPodFeed feed = feed(Duration.ofHours(1));

  private SharedPodFeed feed(Duration silenceMax) {
    return new SharedPodFeed(
        server,
        new FeedPace(
            Duration.ofMillis(1), Duration.ofMillis(2), silenceMax, Duration.ofMinutes(4)));
  }

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  @DisplayName("what is there is told first, then each change in the server's order")
  void listThenWatch() throws Exception {
    server.lists(page("7", pod("a", "u1", "5")));
    feed.follow("ci", LABELS, heard);
    HandWatch watch = server.nextWatch();
    assertThat(watch.from()).isEqualTo("7");
    watch.reader().seen(pod("a", "u1", "8"));
    watch.reader().seen(pod("b", "u2", "9"));
    watch.reader().gone(pod("a", "u1", "10"));
    heard.expect("seen a u1 5", "seen a u1 8", "seen b u2 9", "gone a u1");
    heard.expectNothingMore();
  }

  @Test
  @DisplayName("followers of the same pods share a watch; who comes late is told what is known")
  void shared() throws Exception {
    server.lists(page("7", pod("a", "u1", "5")));
    feed.follow("ci", LABELS, heard);
    HandWatch watch = server.nextWatch();
    watch.reader().seen(pod("a", "u1", "8"));
    heard.expect("seen a u1 5", "seen a u1 8");
    Heard late = new Heard();
    feed.follow("ci", LABELS, late);
    late.expect("seen a u1 8");
    watch.reader().seen(pod("a", "u1", "9"));
    late.expect("seen a u1 9");
    heard.expect("seen a u1 9");
    assertThat(server.listCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("other labels have a watch of their own")
  void otherLabels() throws Exception {
    feed.follow("ci", LABELS, heard);
    server.nextWatch();
    feed.follow("ci", Map.of("runner", "r2"), new Heard());
    server.nextWatch();
    assertThat(server.listCount()).isEqualTo(2);
  }

  @Test
  @DisplayName("a cut watch goes on where it was, without a list and without a word")
  void cut() throws Exception {
    feed.follow("ci", LABELS, heard);
    HandWatch first = server.nextWatch();
    first.reader().seen(pod("a", "u1", "8"));
    first.reader().ended(new WatchEnd.Broken(OUTAGE));
    HandWatch second = server.nextWatch();
    assertThat(second.from()).isEqualTo("8");
    second.reader().reached("20");
    second.reader().ended(new WatchEnd.Finished());
    HandWatch third = server.nextWatch();
    assertThat(third.from()).isEqualTo("20");
    third.reader().seen(pod("a", "u1", "21"));
    heard.expect("seen a u1 8", "seen a u1 21");
    assertThat(server.listCount()).isEqualTo(1);
  }

  @Test
  @DisplayName("a watch that breaks again before it brought anything is trouble worth telling")
  void brokenAgain() throws Exception {
    feed.follow("ci", LABELS, heard);
    server.nextWatch().reader().ended(new WatchEnd.Broken(OUTAGE));
    server.nextWatch().reader().ended(new WatchEnd.Broken(OUTAGE));
    heard.expect("troubled no connection");
    server.nextWatch().reader().seen(pod("a", "u1", "8"));
    heard.expect("seen a u1 8");
  }

  @Test
  @DisplayName("after 410 it lists again and tells what was missed: changes, ends, and a namesake")
  void expired() throws Exception {
    server.lists(page("7", pod("a", "u1", "5"), pod("b", "u2", "5"), pod("c", "u3", "5")));
    feed.follow("ci", LABELS, heard);
    HandWatch watch = server.nextWatch();
    heard.expect("seen a u1 5", "seen b u2 5", "seen c u3 5");
    server.lists(page("50", pod("a", "u1", "5"), pod("b", "u9", "40")));
    watch.reader().ended(new WatchEnd.Expired());
    assertThat(server.nextWatch().from()).isEqualTo("50");
    heard.expect("gone b u2", "gone c u3", "seen b u9 40");
    heard.expectNothingMore();
  }

  @Test
  @DisplayName(
      "a list that is refused again and again is told; once the cluster takes it, all is well")
  void listRefused() throws Exception {
    refuseLists(PodFollower.REFUSALS_BORNE + 1);
    server.lists(page("7", pod("a", "u1", "5")));
    feed.follow("ci", LABELS, heard);
    heard.expect("troubled pods is forbidden", "seen a u1 5");
  }

  @Test
  @DisplayName("a refusal of moments is not told, whether the list or the watch met it")
  void momentsOfRefusal() throws Exception {
    refuseLists(PodFollower.REFUSALS_BORNE);
    server.lists(page("7", pod("a", "u1", "5")));
    feed.follow("ci", LABELS, heard);
    for (int i = 0; i < PodFollower.REFUSALS_BORNE; i++) {
      server.nextWatch().reader().ended(new WatchEnd.Broken(FORBIDDEN));
    }
    server.nextWatch().reader().seen(pod("a", "u1", "8"));
    heard.expect("seen a u1 5", "seen a u1 8");
    heard.expectNothingMore();
  }

  private void refuseLists(int times) {
    for (int i = 0; i < times; i++) {
      server.listsOnce(FORBIDDEN);
    }
  }

  @Test
  @DisplayName("a dead network looks quiet: a list finds out, and a new watch starts from it")
  void silence() throws Exception {
    feed.close();
    feed = feed(Duration.ofMillis(5));
    server.lists(page("7", pod("a", "u1", "5")));
    feed.follow("ci", LABELS, heard);
    HandWatch dead = server.nextWatch();
    heard.expect("seen a u1 5");
    server.lists(page("50", pod("a", "u1", "44")));
    heard.expect("seen a u1 44");
    HandWatch fresh = server.nextWatch();
    assertThat(fresh.from()).isEqualTo("50");
    assertThat(dead.closed()).isNotEmpty();
    dead.reader().seen(pod("a", "u1", "6"));
    fresh.reader().seen(pod("a", "u1", "51"));
    heard.expect("seen a u1 51");
  }

  @Test
  @DisplayName("a closed subscription hears nothing more, and the last one closes the watch")
  void unfollow() throws Exception {
    Subscription mine = feed.follow("ci", LABELS, heard);
    HandWatch watch = server.nextWatch();
    Heard other = new Heard();
    Subscription theirs = feed.follow("ci", LABELS, other);
    watch.reader().seen(pod("a", "u1", "8"));
    other.expect("seen a u1 8");
    heard.expect("seen a u1 8");
    mine.close();
    watch.reader().seen(pod("a", "u1", "9"));
    other.expect("seen a u1 9");
    heard.expectNothingMore();
    theirs.close();
    feed.follow("ci", LABELS, other);
    assertThat(server.nextWatch()).isNotSameAs(watch);
  }

  @Test
  @DisplayName("closing a subscription twice takes nothing from the others")
  void closedTwice() throws Exception {
    Subscription mine = feed.follow("ci", LABELS, heard);
    HandWatch watch = server.nextWatch();
    Heard other = new Heard();
    feed.follow("ci", LABELS, other);
    mine.close();
    mine.close();
    watch.reader().seen(pod("a", "u1", "9"));
    other.expect("seen a u1 9");
  }

  @Test
  @DisplayName("a listener with a fault does not end the feed of the others")
  void faultyListener() throws Exception {
    feed.follow("ci", LABELS, new Faulty());
    HandWatch watch = server.nextWatch();
    feed.follow("ci", LABELS, heard);
    watch.reader().seen(pod("a", "u1", "8"));
    watch.reader().seen(pod("b", "u2", "9"));
    heard.expect("seen a u1 8", "seen b u2 9");
  }

  @Test
  @DisplayName("a closed feed takes no followers")
  void closedFeed() {
    feed.close();
    assertThatThrownBy(() -> feed.follow("ci", LABELS, heard))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("the selector is sorted")
  void selector() {
    assertThat(new Pods("ci", Map.of("b", "2", "a", "1")).selector()).isEqualTo("a=1,b=2");
  }

  private static final class Faulty implements Listener {
    @Override
    public void seen(PodSnapshot pod) {
      throw new IllegalStateException("fault in a listener");
    }

    @Override
    public void gone(dev.slipway.domain.pod.PodName name, String uid) {
      throw new IllegalStateException("fault in a listener");
    }

    @Override
    public void troubled(ClusterError error) {
      throw new IllegalStateException("fault in a listener");
    }
  }
}
