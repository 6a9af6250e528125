package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.image.ImagePattern;
import java.util.List;

/**
 * Lets images through that the configuration allows: by one of its patterns, or because it names
 * them itself.
 *
 * @param configured the runner's default image, variables expanded; empty where there is none
 * @param helper the helper image
 */
record ImageGate(String configured, String helper) {

  /**
   * @param key {@code allowed_images} or {@code allowed_services}
   */
  void check(String image, String key, List<String> patterns) throws FailureException {
    if (patterns.isEmpty()
        || image.equals(configured)
        || image.equals(withoutTag(helper))
        || patterns.stream().anyMatch(p -> ImagePattern.parse(p).matcher(image).matches())) {
      return;
    }
    String kind = key.substring("allowed_".length());
    throw new FailureException(
        new Failure.ConfigRejected(
            "disallowed image: The \"%s\" image is not present on list of allowed %s: %s. Please check runner's %s configuration: https://docs.gitlab.com/runner/configuration/advanced-configuration/"
                .formatted(image, kind, String.join(", ", patterns), key)));
  }

  private static String withoutTag(String image) {
    return image.replaceAll("@.*$", "").replaceAll(":[^/]*$", "");
  }
}
