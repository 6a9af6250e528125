/**
 * The cluster's ports over the official Java client and OkHttp. Requests go through the library's
 * generated API or its HTTP client, bodies through its model; its exec and attach are not used.
 */
@NullMarked
package dev.slipway.adapter.official;

import org.jspecify.annotations.NullMarked;
