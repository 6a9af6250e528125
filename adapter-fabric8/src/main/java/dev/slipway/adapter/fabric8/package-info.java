/**
 * The cluster's ports over the fabric8 client and its JDK transport. Requests go through the
 * library's HTTP client, bodies through its model; its retries, its DSL and its exec are not used.
 */
@NullMarked
package dev.slipway.adapter.fabric8;

import org.jspecify.annotations.NullMarked;
