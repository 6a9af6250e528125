/**
 * Secrets that a job names and that the manager gets for it from a store before the pod is made.
 *
 * <pre>
 * SecretSource = Vault | Unsupported(provider) | Unknown
 * </pre>
 */
@NullMarked
package dev.slipway.domain.secret;

import org.jspecify.annotations.NullMarked;
