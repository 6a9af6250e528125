package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ServiceOutput;
import dev.slipway.domain.pod.NetworkPlan.HostAlias;
import dev.slipway.domain.settings.ContainerResources;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServicesPartTest {
  @Test
  @DisplayName("all services without ports share one line of the hosts file, in order")
  void hostAlias() {
    ServicesPart part =
        new ServicesPart(
            List.of(
                service("db", "postgres:12", List.of("db", "sql"), List.of(), List.of()),
                service("web", "ide:1", List.of("web"), List.of(80), List.of()),
                service("svc-0", "postgres:13", List.of(), List.of(), List.of())),
            List.of());
    assertThat(part.hostAlias())
        .contains(new HostAlias("127.0.0.1", List.of("postgres", "db", "sql")));
    assertThat(new ServicesPart(List.of(), List.of()).hostAlias()).isEmpty();
  }

  @Test
  @DisplayName("a service sees the job's public variables, and its own in their place")
  void variables() {
    JobVariables job =
        JobVariables.of(
            List.of(
                Variable.internal("A", "1"),
                new Variable("SECRET", "s", false, false, false, true, false),
                Variable.internal("B", "2")),
            "/tmp");
    List<Variable> own =
        job.alongside(
            List.of(
                Variable.internal("A", "own $SECRET"),
                Variable.internal("C", "$B$D"),
                Variable.internal("D", "d")));
    PlannedService service = service("db", "pg", List.of(), List.of(), own);
    assertThat(ServicesPart.visible(service, job))
        .extracting(Variable::key, Variable::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("A", "own s"),
            org.assertj.core.groups.Tuple.tuple("B", "2"),
            org.assertj.core.groups.Tuple.tuple("C", "2d"),
            org.assertj.core.groups.Tuple.tuple("D", "d"));
  }

  @Test
  @DisplayName("ports to wait for are numbers, or the job is refused")
  void healthCheck() throws FailureException {
    PlannedService good = withHealthCheck("5432");
    assertThat(new ServicesPart(List.of(good), List.of()).healthCheckPorts()).containsExactly(5432);
    for (String bad : List.of("0", "65536", "1; rm", "http")) {
      assertThatThrownBy(
              () -> new ServicesPart(List.of(withHealthCheck(bad)), List.of()).healthCheckPorts())
          .isInstanceOf(FailureException.class)
          .hasMessageContaining("\"" + bad + "\"");
    }
  }

  @Test
  @DisplayName("an alias that several services have is said with their images")
  void sameAlias() {
    assertThat(
            ServiceClashes.warnings(
                List.of(
                    service("a", "redis:7", List.of("a", "b", "a"), List.of(), List.of()),
                    service("svc-0", "redis:6", List.of("a"), List.of(), List.of()))))
        .containsExactly(
            "services redis:7 and redis:6 have the same alias \"a\": the name leads to whichever of them listens on the port that is asked");
  }

  @Test
  @DisplayName("an alias that the runner gives to another address is refused with both")
  void otherAddress() throws FailureException {
    List<PlannedService> services =
        List.of(service("db", "pg:16", List.of("sql", "db"), List.of(), List.of()));
    ServiceClashes.refuse(
        services,
        List.of(
            new HostAlias("127.0.0.1", List.of("db")), new HostAlias("10.0.0.5", List.of("pg"))));

    assertThatThrownBy(
            () ->
                ServiceClashes.refuse(
                    services, List.of(new HostAlias("10.0.0.5", List.of("x", "db")))))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("\"db\" is the alias of service pg:16")
        .hasMessageContaining("10.0.0.5");
  }

  @Test
  @DisplayName("its title in the log is its image without tag or digest, then its aliases")
  void title() {
    assertThat(
            new ServicesPart(
                    List.of(
                        service("db", "reg:5000/pg:16", List.of("db", "sql"), List.of(), List.of()),
                        service("svc-0", "redis@sha256:ab", List.of(), List.of(), List.of())),
                    List.of())
                .outputs())
        .containsExactly(
            new ServiceOutput("db", "reg:5000/pg-db-sql"), new ServiceOutput("svc-0", "redis"));
  }

  private static PlannedService withHealthCheck(String port) {
    return service(
        "db", "pg", List.of(), List.of(), List.of(Variable.internal("HEALTHCHECK_TCP_PORT", port)));
  }

  private static PlannedService service(
      String container,
      String image,
      List<String> aliases,
      List<Integer> ports,
      List<Variable> variables) {
    return new PlannedService(
        container,
        image,
        aliases,
        List.of(),
        List.of(),
        ports,
        List.of(),
        JobUser.NONE,
        ContainerResources.NONE,
        variables);
  }
}
