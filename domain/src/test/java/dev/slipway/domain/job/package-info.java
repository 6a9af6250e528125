/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.domain.job;

import org.jspecify.annotations.NullMarked;
