package dev.slipway.domain.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.Shell;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelperImageTest {
  @ParameterizedTest
  @DisplayName("the tag has flavor, architecture and version, and PowerShell where it is needed")
  @CsvSource({
    "19.3.0, alpine, amd64, BASH, x86_64-v19.3.0",
    "19.3.0-pre.1, alpine, amd64, BASH, x86_64-v19.3.0",
    "dev, alpine, amd64, BASH, x86_64-latest",
    "19.3.0, ubuntu, arm64, BASH, ubuntu-arm64-v19.3.0",
    "19.3.0, alpine3.21, aarch64, BASH, alpine3.21-arm64-v19.3.0",
    "19.3.0, alpine, armv7l, BASH, arm-v19.3.0",
    "19.3.0, ubi-fips, s390x, BASH, ubi-fips-s390x-v19.3.0",
    "19.3.0, alpine, amd64, PWSH, x86_64-v19.3.0-pwsh",
    "dev, ubuntu, amd64, PWSH, ubuntu-x86_64-latest-pwsh"
  })
  void tag(String version, String flavor, String architecture, Shell shell, String tag) {
    assertThat(HelperImage.of(version, flavor, architecture, shell))
        .isEqualTo("registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:" + tag);
  }
}
