/**
 * The job API's JSON as records, one to one, and the way from and to the domain. Absent and {@code
 * null} fields are {@code null} here and nowhere else. Nothing of this package leaves the adapter.
 */
@NullMarked
package dev.slipway.adapter.gitlab.wire;

import org.jspecify.annotations.NullMarked;
