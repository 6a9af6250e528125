/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.stage;

import org.jspecify.annotations.NullMarked;
