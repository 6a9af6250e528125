/** Tests of the flow with fakes of the cluster and of GitLab. */
@NullMarked
package dev.slipway.app.flow;

import org.jspecify.annotations.NullMarked;
