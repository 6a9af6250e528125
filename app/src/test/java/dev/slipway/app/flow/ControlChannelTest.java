package dev.slipway.app.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.channel.ShellTools;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.failure.ScriptFailure;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlChannelTest {
  private static final Pattern HELLO = Pattern.compile("printf 'probe (\\w+) ");
  private static final ScriptTicket TICKET = new ScriptTicket("script-1", "marker1", "marker1");
  private static final ContainerName BUILD = new ContainerName(new PodName("ci", "pod"), "build");
  private static final String SCRIPT = "echo hi\necho there\n";

  private final AnswerBoard answers = new AnswerBoard();
  private final Deque<ContainerAttach.AttachAnswer> refusals = new ArrayDeque<>();
  private final List<Way> ways = new ArrayList<>();
  private boolean mute;
  private final ControlChannel channel =
      new ControlChannel(
          _ -> attach(),
          BUILD,
          ContainerRole.BUILD,
          ChannelPaths.of(1, 2),
          answers,
          new Nonces(),
          new ControlChannel.Opening(
              false,
              Duration.ofMillis(2_100),
              new EarlyOutput(new ScriptedLog(), BUILD, _ -> {}),
              false));

  @Test
  @DisplayName("one attach serves several scripts")
  void oneAttach() throws FailureException, InterruptedException {
    channel.deliver(TICKET, SCRIPT);
    channel.deliver(new ScriptTicket("script-2", "marker2", "marker2"), SCRIPT);
    assertThat(ways).hasSize(1);
    assertThat(ways.getFirst().sent).hasSize(3);
    assertThat(ways.getFirst().sent.get(1)).contains("script-1").endsWith("#echo there\n");
    assertThat(ways.getFirst().sent.get(2)).contains("script-2");
  }

  @Test
  @DisplayName("a lost way is opened again, and the body that was cut is ended with newlines first")
  void reopened() throws FailureException, InterruptedException {
    channel.deliver(TICKET, SCRIPT);
    channel.lost();
    channel.deliver(TICKET, SCRIPT);
    assertThat(ways).hasSize(2);
    assertThat(ways.getFirst().open).isFalse();
    String bodyOfBoth = "#echo hi\n#echo there\n";
    String hello = ways.getLast().sent.getFirst();
    assertThat(hello).startsWith("\n".repeat(bodyOfBoth.length() + 1) + "{ ");
    assertThat(word(hello)).isNotEqualTo(word(ways.getFirst().sent.getFirst()));
    assertThat(ways.getLast().sent).hasSize(2);
  }

  @Test
  @DisplayName("a way that takes no bytes is given up; the next use attaches again")
  void sendFails() throws FailureException, InterruptedException {
    channel.open();
    ways.getFirst().open = false;
    channel.deliver(TICKET, SCRIPT);
    channel.kill(TICKET, "TERM");
    assertThat(ways).hasSize(2);
    assertThat(ways.getLast().sent).hasSize(2);
    assertThat(ways.getLast().sent.getLast()).contains("kill -TERM -$g");
  }

  @Test
  @DisplayName(
      "a first hello into a container that was never written to is preceded by one newline")
  void firstHello() throws FailureException, InterruptedException {
    channel.open();
    assertThat(ways.getFirst().sent.getFirst()).startsWith("\n{ ");
  }

  @Test
  @DisplayName("a way that is lost before the hello is attached again")
  void lostBeforeTheHello() throws FailureException, InterruptedException {
    loseOneWay();
    channel.open();
    assertThat(ways).hasSize(1);
  }

  @Test
  @DisplayName("a cluster that is away before the answer is no silence of the container")
  void awayBeforeTheAnswer() throws FailureException, InterruptedException {
    loseOneWay();
    for (int i = 0; i < 6; i++) {
      refusals.add(new ContainerAttach.AttachAnswer.Lost("no connection can be made"));
    }
    loseOneWay();
    channel.open();
    assertThat(ways).hasSize(1);
  }

  private void loseOneWay() {
    Way dead = new Way();
    dead.open = false;
    refusals.add(new ContainerAttach.AttachAnswer.Attached(dead));
  }

  @Test
  @DisplayName("what may pass is tried again, 404 is not")
  void refused() throws FailureException, InterruptedException {
    refusals.add(new ContainerAttach.AttachAnswer.Lost("reset"));
    refusals.add(new ContainerAttach.AttachAnswer.Refused(500, "InternalError", "not now"));
    channel.open();
    assertThat(ways).hasSize(1);
    channel.lost();
    refusals.add(
        new ContainerAttach.AttachAnswer.Refused(404, "NotFound", "pods \"pod\" not found"));
    assertThatThrownBy(channel::open)
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("attaching to container ci/pod:build")
        .hasMessageContaining("pods \"pod\" not found");
    assertThat(ways).hasSize(1);
  }

  @Test
  @DisplayName("a container that answers nothing is attached to again, and given up in the end")
  void silent() {
    mute = true;
    assertThatThrownBy(channel::open)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(ScriptFailure.ContainerSilent.class))
        .hasMessageContaining("container build did not answer on its standard input");
    assertThat(ways).hasSizeGreaterThan(1).noneMatch(way -> way.open);
    assertThat(ways).allSatisfy(way -> assertThat(word(way.sent.getFirst())).isNotEmpty());
  }

  private ContainerAttach.AttachAnswer attach() {
    ContainerAttach.AttachAnswer other = refusals.poll();
    if (other != null) {
      return other;
    }
    Way way = new Way();
    ways.add(way);
    return new ContainerAttach.AttachAnswer.Attached(way);
  }

  private static String word(String hello) {
    Matcher found = HELLO.matcher(hello);
    return found.find() ? found.group(1) : "";
  }

  /** Answers each hello at once, as a container with every tool. */
  private final class Way implements ContainerAttach.Input {
    private final List<String> sent = new ArrayList<>();
    private boolean open = true;

    @Override
    public boolean send(byte[] bytes) {
      if (open) {
        String text = new String(bytes, UTF_8);
        sent.add(text);
        if (!mute && !word(text).isEmpty()) {
          answers.answered(word(text), new ShellTools(Set.of("head", "sed", "wc", "setsid")));
        }
      }
      return open;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
