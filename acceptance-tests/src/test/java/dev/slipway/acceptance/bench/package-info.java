/** What the benchmark counts, and how it shows it. */
@NullMarked
package dev.slipway.acceptance.bench;

import org.jspecify.annotations.NullMarked;
