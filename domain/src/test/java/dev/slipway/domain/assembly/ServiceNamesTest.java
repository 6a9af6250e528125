package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNamesTest {
  @Test
  @DisplayName("a container has its service's first free alias, else a number")
  void containers() {
    assertThat(ServiceNames.containers(List.of(List.of("a", "b"), List.of("a"))))
        .containsExactly("a", "svc-0");
    assertThat(ServiceNames.containers(List.of(List.of(), List.of("x.y"), List.of("db"))))
        .containsExactly("svc-0", "svc-1", "db");
  }

  @Test
  @DisplayName("names of other containers, and numbers that are aliases, are not given away")
  void reserved() {
    assertThat(
            ServiceNames.containers(
                List.of(List.of("build"), List.of("helper", "h"), List.of("svc-0"))))
        .containsExactly("svc-1", "h", "svc-0");
  }

  @Test
  @DisplayName("the order is that of the declaration, with more than ten too")
  void order() {
    List<List<String>> twelve = java.util.Collections.nCopies(12, List.of());
    assertThat(ServiceNames.containers(twelve))
        .startsWith("svc-0", "svc-1", "svc-2")
        .endsWith("svc-11");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("an image's name gives host names")
  @CsvSource({
    "docker:dind, docker",
    "postgres, postgres",
    "registry.io:5000/g/pg:12, registry.io-g-pg",
    "reg.io:5000/a/b:1, reg.io-a-b",
    "group/redis@sha256:abc, group-redis",
    "localhost/busybox:1, localhost-busybox"
  })
  void ofImage(String image, String hostname) {
    assertThat(ServiceNames.ofImage(image)).containsExactly(hostname);
  }

  @Test
  @DisplayName("what is no host name is left out")
  void noHostname() {
    assertThat(ServiceNames.ofImage("Upper/Case:1")).isEmpty();
  }

  @Test
  @DisplayName("aliases are parted by spaces and commas")
  void split() {
    assertThat(ServiceNames.split(" db, pg  sql,")).containsExactly("db", "pg", "sql");
  }
}
