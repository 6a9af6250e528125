package dev.slipway.ports.vault;

/** What a store of secrets answered; no text holds a secret. */
public sealed interface VaultAnswer {
  /** The field's value as text. */
  record Found(String value) implements VaultAnswer {
    /** Leaves out the value. */
    @Override
    public String toString() {
      return "Found[]";
    }
  }

  /** There is no such secret, or it has no such field. */
  record Missing() implements VaultAnswer {}

  /** The store says no, or the source cannot be asked for: the job's settings are wrong. */
  record Refused(String says) implements VaultAnswer {}

  /** The store does not answer, or answers that it cannot. */
  record Unreachable(String says) implements VaultAnswer {}
}
