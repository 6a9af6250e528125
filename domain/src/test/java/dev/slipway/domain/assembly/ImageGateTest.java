package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ImageGateTest {
  private static final ImageGate GATE =
      new ImageGate("alpine:3", "registry.example:5000/helper:1@sha256:0");

  @Test
  @DisplayName("an empty list allows all; so do a pattern, the default image and the helper's name")
  void allowed() {
    assertThatCode(
            () -> {
              GATE.check("any/thing", "allowed_images", List.of());
              GATE.check("ruby:2", "allowed_images", List.of("php:*", "ruby:*"));
              GATE.check("alpine:3", "allowed_images", List.of("ruby:*"));
              GATE.check("registry.example:5000/helper", "allowed_images", List.of("ruby:*"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("what is refused is told with the list and its key")
  void refused() {
    assertThatThrownBy(() -> GATE.check("alpine:4", "allowed_services", List.of("ruby:*", "php")))
        .isInstanceOf(FailureException.class)
        .hasMessage(
            "disallowed image: The \"alpine:4\" image is not present on list of allowed services: ruby:*, php. Please check runner's allowed_services configuration: https://docs.gitlab.com/runner/configuration/advanced-configuration/");
  }
}
