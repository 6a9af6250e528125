/**
 * Caches of a job: what they are called, here and in the object store, and when they are used.
 *
 * <pre>
 * CacheLink   = Nowhere | Presigned(get, head, headers) | InStore(url, environment) | Trouble(what)
 * CachePolicy = PULL_PUSH | PULL | PUSH | UNKNOWN
 * </pre>
 */
@NullMarked
package dev.slipway.domain.cache;

import org.jspecify.annotations.NullMarked;
