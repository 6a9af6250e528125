package dev.slipway.ports.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @Test
  @DisplayName("keys are sorted, null and empty things go, emptyDir stays, lists keep their order")
  void canonical() {
    assertThat(
            CanonicalJson.of(
                "{\"b\":[\"y\",\"x\",{}],\"a\":{\"n\":null,\"e\":{},\"l\":[]},\"volumes\":[{\"emptyDir\":{},\"name\":\"v\"}],\"t\":\"\",\"i\":3000000000,\"f\":false}"))
        .isEqualTo(
            """
            {
              "b": [
                "y",
                "x",
                {}
              ],
              "f": false,
              "i": 3000000000,
              "t": "",
              "volumes": [
                {
                  "emptyDir": {},
                  "name": "v"
                }
              ]
            }
            """);
  }

  @ParameterizedTest
  @DisplayName("a quantity is its value, however it is written")
  @CsvSource({
    "0.5,500m",
    "1024Mi,1Gi",
    "1.5G,1500M",
    "0.1Gi,107374182400m",
    "100000000n,100m",
    "2,2",
    "64k,64000"
  })
  void quantities(String one, String other) {
    String left = CanonicalJson.of("{\"limits\":{\"cpu\":\"" + one + "\"}}");
    assertThat(left).isEqualTo(CanonicalJson.of("{\"limits\":{\"cpu\":\"" + other + "\"}}"));
    assertThat(left).isNotEqualTo(CanonicalJson.of("{\"limits\":{\"cpu\":\"7\"}}"));
  }

  @Test
  @DisplayName("what is no quantity stays as it is")
  void noQuantity() {
    assertThat(CanonicalJson.of("{\"args\":{\"x\":\"1000m\"},\"limits\":{\"cpu\":\"much\"}}"))
        .contains("1000m", "much");
  }
}
