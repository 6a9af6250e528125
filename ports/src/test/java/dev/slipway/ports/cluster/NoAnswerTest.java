package dev.slipway.ports.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoAnswerTest {
  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of(
            new SSLHandshakeException("no", new CertPathBuilderException("no path")),
            "its certificate is not signed by an authority that the settings trust (",
            "Set ca_file"),
        Arguments.of(
            new SSLPeerUnverifiedException("Hostname api not verified:\n    certificate"),
            "its certificate is for another name or address (",
            "Set host"),
        Arguments.of(
            new SSLHandshakeException("no", new CertificateException("No name matching api found")),
            "its certificate is for another name or address (",
            "that the certificate of the API server holds"),
        Arguments.of(
            new UnknownHostException("api"), "no address is known for this name (", "resolver"),
        Arguments.of(
            caused(new ConnectException(), new UnresolvedAddressException()),
            "no address is known for this name (",
            "resolver"),
        Arguments.of(
            new ConnectException("Connection refused"), "no connection can be made (", "network"));
  }

  private static Exception caused(Exception outer, Exception cause) {
    outer.initCause(cause);
    return outer;
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  @DisplayName("a wrong setting of the connection is told in words, with what to do")
  void words(Exception thrown, String words, String advice) {
    String text = NoAnswer.text(new IOException("sending", thrown));
    assertThat(text).startsWith(words).doesNotContain("\n");
    assertThat(new ClusterError.Unavailable("https://api:6443: " + text, Optional.empty()).advice())
        .contains(advice);
  }

  @Test
  @DisplayName("anything else is the chain of its causes, each once")
  void chain() {
    IOException reset = new IOException("Connection reset");
    assertThat(NoAnswer.text(new ExecutionException(new IOException(reset))))
        .isEqualTo("IOException: java.io.IOException: Connection reset");
    assertThat(new ClusterError.Unavailable(NoAnswer.text(reset), Optional.empty()).advice())
        .startsWith("Look at the API server");
  }
}
