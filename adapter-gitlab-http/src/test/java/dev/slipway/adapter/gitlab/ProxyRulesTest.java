package dev.slipway.adapter.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {

  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @DisplayName("NO_PROXY names hosts, domains, addresses and ranges")
  @CsvSource(
      delimiter = ';',
      value = {
        "example.com; example.com; true",
        "example.com; git.example.com; true",
        "example.com; notexample.com; false",
        ".example.com; example.com; false",
        ".example.com; git.example.com; true",
        "*.example.com; git.example.com; true",
        "EXAMPLE.com; Example.COM; true",
        "*; anything.test; true",
        "''; localhost; true",
        "''; 127.0.0.53; true",
        "''; [::1]; true",
        "''; example.com; false",
        "a.test, b.test; b.test; true",
        "example.com:443; example.com; true",
        "example.com:80; example.com; false",
        "10.0.0.0/8; 10.1.2.3; true",
        "10.0.0.0/8; 11.1.2.3; false",
        "10.0.0.0/33; 10.0.0.0; false",
        "192.168.1.7; 192.168.1.7; true",
        "192.168.1.7; 192.168.1.77; false",
        "fd00::/8; [fd12::1]; true",
        "[fd12::1]:443; [fd12::1]; true",
      })
  void knowsDirectHosts(String noProxy, String host, boolean direct) {
    assertThat(NoProxy.of(noProxy).covers(host, 443)).isEqualTo(direct);
  }

  @Test
  @DisplayName("the proxy is chosen by the scheme of the target; upper case comes first")
  void choosesByScheme() {
    ProxyRules rules =
        new ProxyRules(
            Map.of(
                "HTTP_PROXY", "plain.test:3128",
                "https_proxy", "http://secure.test",
                "no_proxy", "direct.test"));
    assertThat(address(rules, "http://gitlab.test/")).isEqualTo("plain.test:3128");
    assertThat(address(rules, "https://gitlab.test/")).isEqualTo("secure.test:80");
    assertThat(rules.select(URI.create("https://direct.test/"))).containsExactly(Proxy.NO_PROXY);
    assertThat(new ProxyRules(Map.of()).select(URI.create("https://gitlab.test/")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  @DisplayName("a call goes through the proxy, which is told the whole address")
  void goesThrough() throws InterruptedException {
    try (Bench bench = new Bench();
        GitlabConnection connection = open("http://gitlab.test", bench.server.url())) {
      bench.server.answers(204, "");
      assertThat(connection.queue().ask()).isInstanceOf(AskAnswer.NoJob.class);
      assertThat(bench.server.last().target()).isEqualTo("http://gitlab.test/api/v4/jobs/request");
    }
  }

  @Test
  @DisplayName("a proxy that cannot be used is a mistake in the configuration, and is not quoted")
  void refusesOtherProxies() throws InterruptedException {
    try (GitlabConnection connection = open("http://gitlab.test", "socks5://u:s3cret@h:1")) {
      assertThat(connection.queue().ask())
          .isInstanceOfSatisfying(
              AskAnswer.Misconfigured.class,
              wrong -> assertThat(wrong.what()).contains("HTTP_PROXY").doesNotContain("s3cret"));
    }
  }

  private static GitlabConnection open(String url, String proxy) {
    return GitlabConnection.open(
        new GitlabEndpoint(url, Bench.TOKEN),
        Bench.IDENTITY,
        new Surroundings(() -> Bench.NOW, new Random(1), _ -> {}, Map.of("HTTP_PROXY", proxy)));
  }

  private static String address(ProxyRules rules, String target) {
    InetSocketAddress address =
        (InetSocketAddress) rules.select(URI.create(target)).getFirst().address();
    return address.getHostString() + ":" + address.getPort();
  }
}
