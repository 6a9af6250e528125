/** Feature flags: which there are, and what each is for one job. */
@NullMarked
package dev.slipway.domain.flag;

import org.jspecify.annotations.NullMarked;
