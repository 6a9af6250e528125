package dev.slipway.app;

import dev.slipway.app.cli.Commands;
import dev.slipway.app.cli.Hooks;
import dev.slipway.app.wiring.PlanPrinter;
import dev.slipway.app.wiring.RunHelper;
import dev.slipway.app.wiring.RunManager;
import dev.slipway.app.wiring.RunSingle;

/** Where the program begins. */
public final class Main {
  private Main() {}

  static void main(String[] arguments) {
    System.exit(
        new Commands(
                new Hooks(new RunManager(), new RunSingle(), new PlanPrinter(), new RunHelper()))
            .execute(arguments));
  }
}
