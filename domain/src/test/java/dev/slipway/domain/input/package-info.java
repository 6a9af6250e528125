/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.input;

import org.jspecify.annotations.NullMarked;
