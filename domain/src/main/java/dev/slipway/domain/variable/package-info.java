/**
 * CI/CD variables: where they come from, their order, look-up and expansion. Uses only the job's
 * payload and its feature flags.
 */
@NullMarked
package dev.slipway.domain.variable;

import org.jspecify.annotations.NullMarked;
