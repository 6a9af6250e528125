package dev.slipway.acceptance.behaviour;

/** The same with the exec strategy. */
@ByExec
class ScriptOutcomesByExecTest extends ScriptOutcomesTest {}
