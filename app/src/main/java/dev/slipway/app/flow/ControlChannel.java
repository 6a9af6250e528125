package dev.slipway.app.flow;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.channel.ControlLines;
import dev.slipway.domain.channel.ScriptDelivery;
import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.channel.ShellTools;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.failure.ScriptFailure;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerAttach.AttachAnswer;
import dev.slipway.ports.cluster.ContainerName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into one standing container: one attach, kept open and opened again when it is lost. Used
 * by one thread at a time.
 */
final class ControlChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlChannel.class);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final Duration GREETING_PAUSE = Duration.ofMillis(250);

  private final ContainerAttach attach;
  private final ContainerName container;
  private final ContainerRole role;
  private final ChannelPaths paths;
  private final AnswerBoard answers;
  private final Nonces nonces;
  private final Opening opening;
  private @Nullable Opened opened;
  private boolean answeredBefore;
  private int lastBodyBytes;

  /**
   * What is to be expected of the container's first process.
   *
   * @param foreign whether it is the image's own entrypoint, which is to open a shell
   * @param limit how long an answer is waited for
   * @param output what it prints until then
   * @param umaskZero whether files that scripts make are writable for all
   */
  record Opening(boolean foreign, Duration limit, EarlyOutput output, boolean umaskZero) {
    static final Duration LIMIT = Duration.ofSeconds(60);
  }

  /** An attach that has answered. */
  private record Opened(ContainerAttach.Input input, ControlLines lines, ShellTools tools) {}

  ControlChannel(
      ContainerAttach attach,
      ContainerName container,
      ContainerRole role,
      ChannelPaths paths,
      AnswerBoard answers,
      Nonces nonces,
      Opening opening) {
    this.attach = attach;
    this.container = container;
    this.role = role;
    this.paths = paths;
    this.answers = answers;
    this.nonces = nonces;
    this.opening = opening;
  }

  /** Opens the channel if it is not open, and waits until the container answers. */
  void open() throws FailureException, InterruptedException {
    if (opened == null) {
      opened = reopen();
      answeredBefore = true;
    }
  }

  /**
   * Sends a script. What was sent may not have arrived: the caller waits for the start marker, and
   * calls {@link #lost} and this again if it does not come. The script runs once all the same.
   */
  void deliver(ScriptTicket ticket, String script) throws FailureException, InterruptedException {
    open();
    Opened way = Objects.requireNonNull(opened);
    ScriptDelivery delivery =
        ScriptDelivery.of(way.lines(), way.tools(), ticket, script, opening.umaskZero());
    lastBodyBytes = delivery.bodyBytes();
    if (!way.input().send(delivery.bytes())) {
      lost();
    }
  }

  /** Ends a script's process group; best effort, the caller watches for the end. */
  void kill(ScriptTicket ticket, String signal) throws FailureException, InterruptedException {
    open();
    Opened way = Objects.requireNonNull(opened);
    if (!way.input().send(bytes(way.lines().kill(ticket, signal)))) {
      lost();
    }
  }

  /** Asks whether a script still runs, if the channel is open; the log reader brings the answer. */
  void check(ScriptTicket ticket) throws InterruptedException {
    Opened way = opened;
    if (way != null && !way.input().send(bytes(way.lines().check(ticket)))) {
      lost();
    }
  }

  /** Says that the channel is not to be trusted any more; the next use opens it again. */
  void lost() {
    close();
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.input().close();
      opened = null;
    }
  }

  private Opened reopen() throws FailureException, InterruptedException {
    boolean again = lastBodyBytes > 0;
    ContainerAttach.Input input = attach();
    String word = nonces.secret();
    ControlLines lines = new ControlLines(paths, role, word);
    opening.output().endsWith(lines.markLine());
    long deadline = System.nanoTime() + opening.limit().toNanos();
    for (int attempt = 0; true; attempt++) {
      String hello = (again ? ControlLines.endOfCutBody(lastBodyBytes) : "\n") + lines.hello();
      boolean sent = input.send(bytes(opening.foreign() ? ControlLines.takeOver() : hello));
      Optional<ShellTools> tools = Optional.empty();
      if (sent) {
        tools =
            opening.foreign()
                ? hearForeign(input, hello + lines.mark(), word)
                : answers.await(word, ANSWER_LIMIT);
      }
      if (tools.isPresent()) {
        if (opening.foreign()) {
          opening.output().tellAll();
        }
        return new Opened(input, lines, tools.get());
      }
      if (System.nanoTime() > deadline) {
        input.close();
        throw new FailureException(silence());
      }
      LOG.debug("container did not answer, attaching again: {}", container);
      input.close();
      if (!sent) {
        // An answer was not waited for: the cluster must not be asked without a pause.
        Thread.sleep(Pause.beforeTry(attempt));
      }
      // A container is not silent while the cluster is away.
      long away = System.nanoTime();
      input = attach();
      deadline += System.nanoTime() - away;
      again = lastBodyBytes > 0;
    }
  }

  /**
   * The image's own entrypoint may take its time before it opens a shell, and that shell may lose
   * what came in one breath with the first line: so it is greeted again and again.
   */
  private Optional<ShellTools> hearForeign(ContainerAttach.Input input, String hello, String word)
      throws InterruptedException {
    Optional<ShellTools> tools = Optional.empty();
    long until = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (tools.isEmpty() && System.nanoTime() < until && input.send(bytes(hello))) {
      tools = answers.await(word, GREETING_PAUSE);
      opening.output().tell();
    }
    return tools;
  }

  private ContainerAttach.Input attach() throws FailureException, InterruptedException {
    String said = "";
    long deadline = System.nanoTime() + ClusterCall.OUTAGE_LIMIT.toNanos();
    for (int attempt = 0; attempt == 0 || System.nanoTime() < deadline; attempt++) {
      switch (attach.attach(container)) {
        case AttachAnswer.Attached(ContainerAttach.Input input) -> {
          return input;
        }
        case AttachAnswer.Refused(int status, String reason, String message) -> {
          said = message.isEmpty() ? status + " " + reason : message;
          if (status == 404 || status == 403) {
            throw refused(said);
          }
        }
        case AttachAnswer.Lost(String how) -> said = how;
      }
      Thread.sleep(Pause.beforeTry(attempt));
    }
    throw refused(said);
  }

  private Failure silence() {
    long waited = opening.limit().toSeconds();
    return answeredBefore
        ? new ScriptFailure.ContainerFellSilent(container.container(), waited, paths.scripts())
        : new ScriptFailure.ContainerSilent(
            container.container(), waited, opening.output().lastLines());
  }

  private FailureException refused(String said) {
    return new FailureException(
        new Failure.ClusterRefused(
            "attaching to container " + container,
            said,
            "Look at the API server, the node of the pod, and the network between them."));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
