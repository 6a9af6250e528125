/**
 * What a job chooses for itself, as far as the runner's configuration lets it: namespace, service
 * account, token, metadata, nodes and resources.
 */
@NullMarked
package dev.slipway.domain.overwrite;

import org.jspecify.annotations.NullMarked;
