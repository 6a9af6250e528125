/** Tests of the job API adapter against a scripted server; nothing waits for real. */
@NullMarked
package dev.slipway.adapter.gitlab;

import org.jspecify.annotations.NullMarked;
