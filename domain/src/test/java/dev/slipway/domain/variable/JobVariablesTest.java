package dev.slipway.domain.variable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A job's variables")
class JobVariablesTest {

  @Test
  @DisplayName("the last definition of a key wins, also in references")
  void lastWins() {
    JobVariables variables = of(plain("A", "1"), plain("R", "<$A>"), plain("A", "2"));

    assertThat(variables.get("A")).contains("2");
    assertThat(variables.get("R")).contains("<2>");
    assertThat(variables.get("NONE")).isEmpty();
    assertThat(variables.effective()).extracting(Variable::key).containsExactly("A", "R");
  }

  @Test
  @DisplayName("expansion is one pass over the values as they were given")
  void onePass() {
    JobVariables variables = of(plain("A", "$B"), plain("B", "$C"), plain("C", "1"));

    assertThat(variables.get("A")).contains("$C");
    assertThat(variables.get("B")).contains("1");
    assertThat(variables.expand("$A $B ${C}")).isEqualTo("$C 1 1");
  }

  @Test
  @DisplayName("raw values stay, and can be referenced")
  void raw() {
    JobVariables variables = of(raw("R", "keep $X"), plain("X", "x"), plain("Y", "$R"));

    assertThat(variables.get("R")).contains("keep $X");
    assertThat(variables.get("Y")).contains("keep $X");
  }

  @Test
  @DisplayName("a reference to a file variable is its path; a setting reads its content")
  void files() {
    JobVariables variables = of(file("CONF", "text of $X"), plain("X", "x"), plain("P", "$CONF"));

    assertThat(variables.get("CONF")).contains("text of x");
    assertThat(variables.get("P")).contains("/builds/g/p.tmp/CONF");
    assertThat(variables.expand("-f ${CONF}")).isEqualTo("-f /builds/g/p.tmp/CONF");
  }

  @Test
  @DisplayName("the pod sees public and internal ones: first place, last value, files as paths")
  void podEnvironment() {
    JobVariables variables =
        of(
            Variable.internal("A", "1"),
            new Variable("SECRET", "s", false, false, false, true, false),
            Variable.internal("B", "2"),
            new Variable("F", "content", true, false, true, false, false),
            new Variable("ENV", "of runner", false, true, false, false, false),
            Variable.internal("A", "3"));

    assertThat(variables.forPodEnvironment())
        .extracting(variable -> variable.key() + "=" + variable.value())
        .containsExactly("A=3", "B=2", "F=/builds/g/p.tmp/F", "ENV=of runner");
  }

  @Test
  void maskedValues() {
    JobVariables variables =
        of(
            new Variable("A", "x$B", false, false, false, true, false),
            new Variable("B", "y", false, false, false, false, false),
            new Variable("C", "", false, false, false, true, false),
            new Variable("D", "xy", false, false, false, true, true));

    assertThat(variables.maskedValues()).containsExactly("xy");
  }

  @Test
  @DisplayName("the job's status is rewritten in its place, nowhere else")
  void status() {
    JobVariables variables =
        of(Variable.internal("CI_JOB_STATUS", "running"), plain("WHEN_DONE", "was $CI_JOB_STATUS"));

    JobVariables after = variables.withJobStatus("failed");

    assertThat(after.get("CI_JOB_STATUS")).contains("failed");
    assertThat(after.get("WHEN_DONE")).contains("was failed");
    assertThat(after.all()).extracting(Variable::key).containsExactly("CI_JOB_STATUS", "WHEN_DONE");
    assertThat(variables.get("CI_JOB_STATUS")).contains("running");
  }

  @Test
  void textShowsNoValue() {
    assertThat(of(plain("PASSWORD", "s3cr3t")).toString()).doesNotContain("s3cr3t");
  }

  private static JobVariables of(Variable... variables) {
    return JobVariables.of(List.of(variables), "/builds/g/p.tmp");
  }

  private static Variable plain(String key, String value) {
    return new Variable(key, value, false, false, false, false, false);
  }

  private static Variable raw(String key, String value) {
    return new Variable(key, value, false, false, false, false, true);
  }

  private static Variable file(String key, String value) {
    return new Variable(key, value, false, false, true, false, false);
  }
}
