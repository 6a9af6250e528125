/**
 * The application core: the loop that asks for jobs and the way of one job, over the ports alone.
 * {@link dev.slipway.app.flow.JobFlow} is the table of contents: nothing else orders the steps.
 *
 * <pre>
 * JobSignal = PodSeen(snapshot) | PodGone(uid) | Started(marker) | Ended(marker, exitCode)
 *           | EndedFile(file) | StopAsked(stop)
 * Stop      = CancelScript | JobTaken(what) | ManagerStops(signal)
 * StageRun  = Ran(exitCode) | Canceled | TimedOut | Stopped(stop)
 * </pre>
 */
@NullMarked
package dev.slipway.app.flow;

import org.jspecify.annotations.NullMarked;
