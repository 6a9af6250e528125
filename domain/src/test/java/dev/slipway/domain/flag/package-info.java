/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.flag;

import org.jspecify.annotations.NullMarked;
