package dev.slipway.acceptance.coordinator.api;

/** The bodies of the calls, member by member, as runners from 14.10 to 19.x send them. */
final class Bodies {
  private static final Shape TOKEN = Shape.text("\\S+");
  private static final Shape SYSTEM_ID = Shape.text("[sr]_[0-9a-zA-Z]{12}");

  private static final Shape.Members INFO =
      Shape.members()
          .required("features", new Shape.Features())
          .required("config", Shape.members().required("gpus", Shape.text(".*")))
          .optional("name", Shape.text())
          .optional("version", Shape.text())
          .optional("revision", Shape.text())
          .optional("platform", Shape.text("[a-z0-9]+"))
          .optional("architecture", Shape.text("[a-z0-9]+"))
          .optional("executor", Shape.text())
          .optional("shell", Shape.text())
          .optional("labels", new Shape.TextMap());

  private static final Shape SESSION =
      Shape.members()
          .required("url", Shape.text("https://.+"))
          .required("certificate", Shape.text())
          .required("authorization", Shape.text());

  static final Shape JOB_REQUEST =
      Shape.members()
          .required("info", INFO)
          .required("token", TOKEN)
          .optional("system_id", SYSTEM_ID)
          .optional("last_update", Shape.text())
          .optional("session", SESSION);

  private static final Shape CHECKSUM = Shape.text("crc32:[0-9a-f]{8}");

  static final Shape JOB_UPDATE =
      Shape.members()
          .required("info", INFO)
          .required("token", TOKEN)
          .required("state", Shape.text("pending|running|success|failed"))
          .required(
              "output",
              Shape.members()
                  .optional("checksum", CHECKSUM)
                  .optional("bytesize", new Shape.Whole()))
          .optional("checksum", CHECKSUM)
          .optional("failure_reason", Shape.text("[a-z_]+"))
          .optional("exit_code", new Shape.Whole())
          .optional("environment_key", Shape.text())
          .optional("runtime_environment_key", Shape.text());

  static final Shape VERIFY =
      Shape.members()
          .required("token", TOKEN)
          .optional("system_id", SYSTEM_ID)
          .optional("info", INFO);

  static final Shape UNREGISTER = Shape.members().required("token", TOKEN);

  static final Shape UNREGISTER_MANAGER =
      Shape.members().required("token", TOKEN).required("system_id", SYSTEM_ID);

  static final Shape RESET = Shape.members().required("token", TOKEN);

  static final Shape REGISTER =
      Shape.members()
          .required("token", TOKEN)
          .required("info", INFO)
          .required("run_untagged", new Shape.Bool())
          .required("locked", new Shape.Bool())
          .optional("paused", new Shape.Bool())
          .optional("active", new Shape.Bool())
          .optional("description", Shape.text())
          .optional("maintenance_note", Shape.text())
          .optional("tag_list", Shape.text())
          .optional("access_level", Shape.text("not_protected|ref_protected"))
          .optional("maximum_timeout", new Shape.Whole());

  private Bodies() {}
}
