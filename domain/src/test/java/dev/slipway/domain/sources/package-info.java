/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.sources;

import org.jspecify.annotations.NullMarked;
