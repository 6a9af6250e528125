/** Tests of the job API's JSON. */
@NullMarked
package dev.slipway.adapter.gitlab.wire;

import org.jspecify.annotations.NullMarked;
