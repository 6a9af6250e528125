package dev.slipway.acceptance.bench;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one contestant needed.
 *
 * @param parts milliseconds of each part of a job's way, by its name, in the order of the way
 * @param startMillis from the start of the process to the first question for a job
 * @param cpuMillisPerJob of all its processes, user and system
 * @param idleKib resident memory after the first jobs, while there is none
 * @param peakKib the most resident memory there was
 * @param apiCallsPerJob empty where the cluster has no audit log
 * @param gitlabRequestsPerJob questions for jobs, updates and pieces of trace
 */
record Outcome(
    Contestant contestant,
    int jobs,
    int atOnce,
    Map<String, Figures> parts,
    Figures startMillis,
    double jobsPerMinute,
    double cpuMillisPerJob,
    long idleKib,
    long peakKib,
    OptionalDouble apiCallsPerJob,
    double gitlabRequestsPerJob) {}
