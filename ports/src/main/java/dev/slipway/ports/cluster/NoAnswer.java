package dev.slipway.ports.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a request came to no answer of the API server: in words where it is a setting of the
 * connection that is wrong, and always with what the transport says.
 */
public enum NoAnswer {
  /** Nobody whom the settings trust signed the server's certificate. */
  UNTRUSTED(
      "its certificate is not signed by an authority that the settings trust",
      "Set ca_file, or the kubeconfig's certificate-authority, to the authority of this API server; or mend host, if it names another server."),
  /** The server's certificate is for another name or address. */
  OTHER_NAME(
      "its certificate is for another name or address",
      "Set host, or the kubeconfig's server, to a name or address that the certificate of the API server holds."),
  /** No resolver knows the server's name. */
  UNRESOLVED(
      "no address is known for this name",
      "Set host, or the kubeconfig's server, to the name of the API server, and look at the resolver."),
  /** No connection comes about. */
  NOBODY_THERE(
      "no connection can be made",
      "Set host, or the kubeconfig's server, to the address of the API server, and look at the network to it.");

  private static final int CAUSES_MAX = 20;

  private final String words;
  private final String advice;

  NoAnswer(String words, String advice) {
    this.words = words;
    this.advice = advice;
  }

  /** What a user can do about a message that {@link #text} made; empty where it says nothing. */
  static Optional<String> adviceOn(String message) {
    return Stream.of(values())
        .filter(one -> message.contains(one.words))
        .findFirst()
        .map(one -> one.advice);
  }

  /** The chain of causes in one line, each class once; the transport often gives no message. */
  public static String text(Throwable thrown) {
    List<Throwable> causes = causes(thrown);
    String words =
        Stream.of(values())
            .filter(one -> one.explains(causes))
            .findFirst()
            .map(one -> one.words)
            .orElse("");
    StringBuilder text = new StringBuilder();
    String last = "";
    for (Throwable cause : causes) {
      String message = cause.getMessage();
      String one = cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
      if (!last.endsWith(one)) {
        text.append(text.isEmpty() ? "" : ", caused by ").append(one);
        last = one;
      }
    }
    String line = text.toString().replaceAll("\\s+", " ");
    return words.isEmpty() ? line : words + " (" + line + ")";
  }

  private boolean explains(List<Throwable> causes) {
    return causes.stream().anyMatch(this::explains);
  }

  private boolean explains(Throwable cause) {
    return switch (this) {
      case UNTRUSTED ->
          cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException;
      case OTHER_NAME ->
          (cause instanceof IOException && says(cause, "not verified"))
              || (cause instanceof CertificateException
                  && (says(cause, "No subject alternative") || says(cause, "No name matching")));
      case UNRESOLVED ->
          cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException;
      case NOBODY_THERE -> cause instanceof ConnectException;
    };
  }

  private static boolean says(Throwable cause, String words) {
    return cause.getMessage() != null && cause.getMessage().contains(words);
  }

  private static List<Throwable> causes(Throwable thrown) {
    Throwable first =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return Stream.<@Nullable Throwable>iterate(first, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES_MAX)
        .toList();
  }
}
