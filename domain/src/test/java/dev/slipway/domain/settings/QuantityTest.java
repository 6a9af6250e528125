package dev.slipway.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @DisplayName("every suffix of Kubernetes has its amount")
  @CsvSource({
    "0,0",
    "2,2",
    "1.5,1.5",
    ".5,0.5",
    "5.,5",
    "+3,3",
    "-3,-3",
    "500m,0.5",
    "7u,0.000007",
    "7n,0.000000007",
    "1k,1000",
    "1M,1000000",
    "1G,1000000000",
    "2T,2000000000000",
    "1P,1000000000000000",
    "1E,1000000000000000000",
    "1Ki,1024",
    "1.5Mi,1572864",
    "1Gi,1073741824",
    "1Ti,1099511627776",
    "1Pi,1125899906842624",
    "1Ei,1152921504606846976",
    "1e3,1000",
    "1E3,1000",
    "12e-1,1.2",
    "1e+2,100"
  })
  void amounts(String text, String amount) {
    Quantity quantity = Quantity.parse(text);
    assertThat(quantity.amount()).isEqualByComparingTo(amount);
    assertThat(quantity).hasToString(text);
  }

  @ParameterizedTest
  @DisplayName("what Kubernetes would refuse is refused, and quoted")
  @ValueSource(
      strings = {
        "", "m", "1 Gi", "1GB", "1mi", "1K", "1ki", "1e", "1e3Mi", "0x1", "1,5", "one", "."
      })
  void refused(String text) {
    assertThatThrownBy(() -> Quantity.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" is not a quantity");
  }

  @ParameterizedTest
  @DisplayName("equal amounts are equal, however they are written")
  @CsvSource({"1000m,1", "1Gi,1024Mi", "1e3,1k", "0,0m"})
  void equal(String one, String other) {
    assertThat(Quantity.parse(one))
        .isEqualTo(Quantity.parse(other))
        .isEqualByComparingTo(Quantity.parse(other))
        .hasSameHashCodeAs(Quantity.parse(other));
  }

  @ParameterizedTest
  @DisplayName("amounts are compared, not texts")
  @CsvSource({"1G,1Gi", "999m,1", "9,10", "1Mi,1.1Mi"})
  void ordered(String less, String more) {
    assertThat(Quantity.parse(less)).isLessThan(Quantity.parse(more));
  }
}
