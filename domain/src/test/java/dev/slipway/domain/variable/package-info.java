/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.variable;

import org.jspecify.annotations.NullMarked;
