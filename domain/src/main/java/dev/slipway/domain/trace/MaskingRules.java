package dev.slipway.domain.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must not be seen in a log. Built once for a job and shared by its chains. The rules are
 * GitLab's: values of masked variables, and prefixes that GitLab's own tokens begin with.
 */
public final class MaskingRules {
  /** No more prefixes than this are looked for; the longest are left out. */
  public static final int TOKEN_PREFIXES_MAX = 15;

  private static final String ALWAYS = "glpat-";
  private static final List<String> DEFAULT_TOKENS =
      List.of(
          "gloas-",
          "gldt-",
          "glrt-",
          "glcbt-",
          "glrtr-",
          "glptt-",
          "glft-",
          "glimt-",
          "glagent-",
          "glsoat-",
          "glffct-",
          "_gitlab_session=",
          "gltok-");
  private static final byte[] MASK = "[MASKED]".getBytes(StandardCharsets.US_ASCII);

  private final List<String> secrets;
  private final PhraseSet phrases;
  private final PhraseSet tokenPrefixes;

  private MaskingRules(List<String> secrets, PhraseSet tokenPrefixes) {
    this.secrets = secrets;
    this.phrases = new PhraseSet(secrets.stream().map(MaskingRules::bytes).toList());
    this.tokenPrefixes = tokenPrefixes;
  }

  /**
   * The rules for one job.
   *
   * @param secrets values to mask; blanks around them do not count, empty ones are left out
   * @param morePrefixes the payload's {@code features.token_mask_prefixes}
   * @param allDefaultTokens {@code FF_MASK_ALL_DEFAULT_TOKENS}
   */
  public static MaskingRules of(
      Collection<String> secrets, Collection<String> morePrefixes, boolean allDefaultTokens) {
    return new MaskingRules(
        secrets.stream().map(String::strip).distinct().toList(),
        new PhraseSet(
            tokenPrefixes(morePrefixes, allDefaultTokens).stream()
                .map(MaskingRules::bytes)
                .toList()));
  }

  /** The same, with further values to mask. */
  public MaskingRules and(Collection<String> moreSecrets) {
    return new MaskingRules(
        Stream.concat(secrets.stream(), moreSecrets.stream().map(String::strip))
            .distinct()
            .toList(),
        tokenPrefixes);
  }

  /** The prefixes that are looked for: shortest first, then by text. */
  static List<String> tokenPrefixes(Collection<String> more, boolean allDefaultTokens) {
    return Stream.of(
            Stream.of(ALWAYS),
            allDefaultTokens ? DEFAULT_TOKENS.stream() : Stream.<String>empty(),
            more.stream())
        .flatMap(prefixes -> prefixes)
        .map(String::strip)
        .filter(prefix -> !prefix.isEmpty())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .limit(TOKEN_PREFIXES_MAX)
        .toList();
  }

  /** A text as the job's log would show it. */
  public String masked(String text) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    TokenPrefixMasker tokens =
        new TokenPrefixMasker(
            tokenPrefixes, (some, from, to) -> shown.write(some, from, to - from));
    UrlParameterMasker urlParameters = new UrlParameterMasker(tokens::write);
    PhraseMasker masker = new PhraseMasker(phrases, urlParameters::write);
    byte[] bytes = bytes(text);
    masker.write(bytes, 0, bytes.length);
    masker.close();
    urlParameters.close();
    tokens.close();
    return shown.toString(StandardCharsets.UTF_8);
  }

  PhraseSet phrases() {
    return phrases;
  }

  PhraseSet tokenPrefixes() {
    return tokenPrefixes;
  }

  /** What stands in the log in place of a secret. Not to be changed by the caller. */
  static byte[] mask() {
    return MASK;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
