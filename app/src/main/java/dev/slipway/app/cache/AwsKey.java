package dev.slipway.app.cache;

import dev.slipway.domain.settings.SecretText;
import java.time.Instant;
import java.util.Optional;

/**
 * An access key.
 *
 * @param session the session token of a passing key
 * @param expires when it ends; empty for one that stays
 */
record AwsKey(
    String id, SecretText secret, Optional<SecretText> session, Optional<Instant> expires) {}
