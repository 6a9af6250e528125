/** Tests. */
@NullMarked
package dev.slipway.app.helper.archive;

import org.jspecify.annotations.NullMarked;
