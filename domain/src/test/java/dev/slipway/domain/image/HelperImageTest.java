package dev.slipway.domain.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelperImageTest {
  @ParameterizedTest
  @DisplayName("the tag has flavor, architecture and version")
  @CsvSource({
    "19.3.0, alpine, amd64, x86_64-v19.3.0",
    "19.3.0-pre.1, alpine, amd64, x86_64-v19.3.0",
    "dev, alpine, amd64, x86_64-latest",
    "19.3.0, ubuntu, arm64, ubuntu-arm64-v19.3.0",
    "19.3.0, alpine3.21, aarch64, alpine3.21-arm64-v19.3.0",
    "19.3.0, alpine, armv7l, arm-v19.3.0",
    "19.3.0, ubi-fips, s390x, ubi-fips-s390x-v19.3.0"
  })
  void tag(String version, String flavor, String architecture, String tag) {
    assertThat(HelperImage.of(version, flavor, architecture))
        .isEqualTo("registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:" + tag);
  }
}
