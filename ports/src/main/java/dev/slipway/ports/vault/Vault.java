package dev.slipway.ports.vault;

import dev.slipway.domain.secret.SecretSource;

/** Reads secrets from HashiCorp Vault, or what speaks its protocol. */
@FunctionalInterface
public interface Vault {
  /** Logs in as the source says and reads its field; once, and within a bounded time. */
  VaultAnswer read(SecretSource.Vault source) throws InterruptedException;
}
