/** Tests of the control channel, in each shell that images have. */
@NullMarked
package dev.slipway.domain.channel;

import org.jspecify.annotations.NullMarked;
