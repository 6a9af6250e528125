/** Tests of the package of the same name. */
@NullMarked
package dev.slipway.app.secrets;

import org.jspecify.annotations.NullMarked;
