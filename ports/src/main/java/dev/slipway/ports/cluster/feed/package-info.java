/**
 * The one implementation of {@link dev.slipway.ports.cluster.PodFeed}: a list and a watch per
 * namespace and labels, shared by all who follow them. An adapter only lists and watches once
 * ({@link dev.slipway.ports.cluster.feed.PodSource}).
 *
 * <pre>
 * WatchEnd = Finished | Expired | Broken(error)
 * </pre>
 */
@NullMarked
package dev.slipway.ports.cluster.feed;

import org.jspecify.annotations.NullMarked;
