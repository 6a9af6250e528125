/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.pull;

import org.jspecify.annotations.NullMarked;
