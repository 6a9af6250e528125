/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.overwrite;

import org.jspecify.annotations.NullMarked;
