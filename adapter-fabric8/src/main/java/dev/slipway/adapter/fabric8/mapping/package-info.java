/** Pure functions between the domain's plans and snapshots and the fabric8 model. */
@NullMarked
package dev.slipway.adapter.fabric8.mapping;

import org.jspecify.annotations.NullMarked;
