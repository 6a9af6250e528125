package dev.slipway.app.config;

import dev.slipway.domain.image.ImagePattern;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.AllowedImages;
import dev.slipway.domain.settings.HelperImageSettings;
import dev.slipway.domain.settings.ImageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of {@code [runners.kubernetes]} that decide which images run. */
final class ImagesReader {
  private static final Map<String, PullPolicy> PULL_POLICIES =
      Map.of(
          "always", PullPolicy.ALWAYS,
          "if-not-present", PullPolicy.IF_NOT_PRESENT,
          "never", PullPolicy.NEVER);

  private ImagesReader() {}

  static ImageSettings read(Table table) {
    List<PullPolicy> policies = policies(table, "pull_policy", table.textOrTexts("pull_policy"));
    List<PullPolicy> allowed =
        policies(table, "allowed_pull_policies", table.texts("allowed_pull_policies"));
    if (!allowed.isEmpty() && policies.stream().noneMatch(allowed::contains)) {
      table.problem(
          "allowed_pull_policies",
          "allows none of the runner's own pull_policy; no job could run: write pull_policy with one of them");
    }
    return new ImageSettings(
        table.text("image"),
        new HelperImageSettings(
            table.text("helper_image"),
            table.text("helper_image_flavor").orElse(HelperImageSettings.DEFAULTS.flavor()),
            table.flag("helper_image_autoset_arch_and_os").orElse(false)),
        policies,
        allowed,
        table.texts("image_pull_secrets"),
        table.flag("use_service_account_image_pull_secrets").orElse(false),
        new AllowedImages(patterns(table, "allowed_images"), patterns(table, "allowed_services")));
  }

  private static List<PullPolicy> policies(Table table, String name, List<String> words) {
    List<PullPolicy> policies = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      try {
        policies.add(Table.chosen(words.get(i), PULL_POLICIES));
      } catch (IllegalArgumentException e) {
        table.entryProblem(name, i, "unsupported pull policy: " + e.getMessage());
      }
    }
    return policies;
  }

  private static List<String> patterns(Table table, String name) {
    List<String> patterns = table.texts(name);
    for (int i = 0; i < patterns.size(); i++) {
      try {
        ImagePattern.parse(patterns.get(i));
      } catch (IllegalArgumentException e) {
        table.entryProblem(name, i, String.valueOf(e.getMessage()));
      }
    }
    return patterns;
  }
}
