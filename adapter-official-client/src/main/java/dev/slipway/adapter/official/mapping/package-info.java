/** Pure functions between the domain's plans and snapshots and the official client's model. */
@NullMarked
package dev.slipway.adapter.official.mapping;

import org.jspecify.annotations.NullMarked;
