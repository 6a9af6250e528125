/**
 * What the application asks of a Kubernetes cluster. Each port has one contract kit, which every
 * adapter and the fake pass.
 *
 * <pre>
 * ClusterAnswer = Done(value) | Refused(error)
 * ClusterError  = NotFound | Conflict | Forbidden | Invalid | Unavailable
 * ExecResult    = Exited(code) | Refused(status, reason, message) | Unreached(how) | Lost(how)
 * AttachAnswer  = Attached(input) | Refused(status, reason, message) | Lost(how)
 * </pre>
 */
@NullMarked
package dev.slipway.ports.cluster;

import org.jspecify.annotations.NullMarked;
