package dev.slipway.app.cli;

/** What the commands do once their flags are read: the command line itself knows nothing of it. */
public record Hooks(RunHook run, SingleHook single, PlanHook plan, HelperHook helper) {}
