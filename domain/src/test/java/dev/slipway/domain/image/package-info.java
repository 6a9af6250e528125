/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.image;

import org.jspecify.annotations.NullMarked;
