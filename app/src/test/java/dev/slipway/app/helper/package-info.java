/** Tests. */
@NullMarked
package dev.slipway.app.helper;

import org.jspecify.annotations.NullMarked;
