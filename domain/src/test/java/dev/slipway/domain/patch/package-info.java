/** Tests of patches. */
@NullMarked
package dev.slipway.domain.patch;

import org.jspecify.annotations.NullMarked;
