package dev.slipway.app.flow;

import dev.slipway.ports.gitlab.JobQueue;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.TraceSink;

/** One GitLab server as one runner sees it. */
public record GitlabPorts(JobQueue queue, JobReporter reporter, TraceSink trace) {}
