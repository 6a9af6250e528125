/** Tests of trust, keys and chains. */
@NullMarked
package dev.slipway.adapter.gitlab.tls;

import org.jspecify.annotations.NullMarked;
