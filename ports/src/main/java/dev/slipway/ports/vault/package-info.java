/**
 * What the program asks of a store of secrets.
 *
 * <pre>
 * VaultAnswer = Found(value) | Missing | Refused(says) | Unreachable(says)
 * </pre>
 */
@NullMarked
package dev.slipway.ports.vault;

import org.jspecify.annotations.NullMarked;
