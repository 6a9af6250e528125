package dev.slipway.app.flow;

import java.security.SecureRandom;

/** Random words of small letters and digits. */
public final class Nonces {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private final SecureRandom random = new SecureRandom();

  /** A word that nobody guesses. */
  public String secret() {
    return word(26);
  }

  /** The eight letters at the end of an object's name. */
  public String nameSuffix() {
    return word(8);
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }
}
