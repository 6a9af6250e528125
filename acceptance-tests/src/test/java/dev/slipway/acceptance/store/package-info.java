/** What a real S3 server says of the addresses that the manager signs. */
@NullMarked
package dev.slipway.acceptance.store;

import org.jspecify.annotations.NullMarked;
