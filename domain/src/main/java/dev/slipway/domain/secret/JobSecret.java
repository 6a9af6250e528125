package dev.slipway.domain.secret;

/**
 * One entry of the payload's {@code secrets}.
 *
 * @param key the variable that is to hold it
 * @param file whether that is a file variable
 */
public record JobSecret(String key, boolean file, SecretSource source) {}
