package dev.slipway.acceptance.behaviour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An attach through which no script comes unharmed at first: its delivery is cut at some byte, sent
 * twice, or damaged. The same seed makes the same trouble for the same sizes.
 */
final class TroubledAttach implements ContainerAttach {
  private static final Pattern DELIVERY = Pattern.compile("/\\.part-([\\w-]+)");
  private static final int TROUBLES_MAX = 2;

  private final ContainerAttach real;
  private final Random random;
  private final Map<String, Integer> troubles = new HashMap<>();
  private final List<String> made = new CopyOnWriteArrayList<>();

  private enum Trouble {
    CUT,
    CUT_UNTOLD,
    TWICE,
    DAMAGED,
    SHORT
  }

  TroubledAttach(ContainerAttach real, long seed) {
    this.real = real;
    this.random = new Random(seed);
  }

  /** What was done, one line for each trouble. */
  List<String> made() {
    return made;
  }

  @Override
  public AttachAnswer attach(ContainerName container) throws InterruptedException {
    AttachAnswer answer = real.attach(container);
    return answer instanceof AttachAnswer.Attached(Input input)
        ? new AttachAnswer.Attached(new Way(input))
        : answer;
  }

  private synchronized boolean isTroubled(String script) {
    return troubles.merge(script, 1, Integer::sum) <= 1 + random.nextInt(TROUBLES_MAX);
  }

  private synchronized Trouble next() {
    return Trouble.values()[random.nextInt(Trouble.values().length)];
  }

  private synchronized int below(int bound) {
    return random.nextInt(bound);
  }

  private final class Way implements Input {
    private final Input way;

    Way(Input way) {
      this.way = way;
    }

    @Override
    public boolean send(byte[] bytes) {
      Matcher delivery = DELIVERY.matcher(new String(bytes, ISO_8859_1));
      if (!delivery.find() || !isTroubled(delivery.group(1))) {
        return way.send(bytes);
      }
      Trouble trouble = next();
      int bodyAt = new String(bytes, ISO_8859_1).indexOf('\n') + 1;
      int at =
          switch (trouble) {
            case CUT, CUT_UNTOLD -> below(bytes.length + 1);
            case TWICE -> 0;
            case DAMAGED, SHORT -> bodyAt + below(bytes.length - bodyAt);
          };
      made.add("%s of %s at %d of %d".formatted(trouble, delivery.group(1), at, bytes.length));
      return switch (trouble) {
        case CUT, CUT_UNTOLD -> {
          way.send(Arrays.copyOf(bytes, at));
          way.close();
          yield trouble == Trouble.CUT_UNTOLD;
        }
        case TWICE -> {
          boolean first = way.send(bytes);
          yield way.send(bytes) && first;
        }
        case DAMAGED -> {
          byte[] other = bytes.clone();
          other[at] ^= 1;
          yield way.send(other);
        }
        case SHORT ->
            way.send(Arrays.copyOf(bytes, at))
                && way.send(Arrays.copyOfRange(bytes, at + 1, bytes.length));
      };
    }

    @Override
    public boolean isOpen() {
      return way.isOpen();
    }

    @Override
    public void close() {
      way.close();
    }
  }
}
