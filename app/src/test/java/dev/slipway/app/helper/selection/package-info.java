/** Tests. */
@NullMarked
package dev.slipway.app.helper.selection;

import org.jspecify.annotations.NullMarked;
