package dev.slipway.acceptance.behaviour;

/** The same with the exec strategy. */
@ByExec
class LiveLogByExecTest extends LiveLogTest {}
