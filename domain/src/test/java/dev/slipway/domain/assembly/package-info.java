/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.assembly;

import org.jspecify.annotations.NullMarked;
