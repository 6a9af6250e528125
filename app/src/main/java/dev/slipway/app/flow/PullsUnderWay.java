package dev.slipway.app.flow;

import dev.slipway.ports.cluster.PodEvents.PodEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that a node was still pulling, from a pod's events: while a pull is under way, a
 * container's state says no more than {@code ContainerCreating}.
 */
final class PullsUnderWay {
  private static final Pattern IMAGE = Pattern.compile("image \"([^\"]+)\"");

  private PullsUnderWay() {}

  /**
   * One text for all of them, such as {@code the node still pulls image "a:1"}; empty without any.
   *
   * @param events oldest first
   */
  static String of(List<PodEvent> events) {
    Set<String> images = new LinkedHashSet<>();
    for (PodEvent event : events) {
      Matcher image = IMAGE.matcher(event.message());
      if (image.find()) {
        switch (event.reason()) {
          case "Pulling" -> images.add(image.group());
          case "Pulled", "Failed", "BackOff" -> images.remove(image.group());
          default -> {}
        }
      }
    }
    return images.isEmpty() ? "" : "the node still pulls " + String.join(" and ", images);
  }
}
