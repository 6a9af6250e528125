/** What the application asks of a runner's object store for caches: permissions, no content. */
@NullMarked
package dev.slipway.ports.cache;

import org.jspecify.annotations.NullMarked;
