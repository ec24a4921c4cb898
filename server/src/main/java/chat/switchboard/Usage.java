package chat.switchboard;

import java.util.Locale;
import java.util.Optional;

/// What is asked on the command line without starting anything.
final class Usage {
    private static final String HELP = """
            Usage: bin/start [OPTION …]

            %s  -h, --help     Prints this and ends.
              --version      Prints the version and ends.

            Each option can also be set in the environment, as SWITCHBOARD_PORT, and so can every other setting;
            docs/running.md lists them.
            """;

    private Usage() {}

    /// Empty when the arguments ask for a start.
    static Optional<String> answer(String... arguments) {
        for (String argument : arguments) {
            switch (argument) {
                case "-h", "--help" -> {
                    return Optional.of(String.format(Locale.ROOT, HELP, Config.options()));
                }
                case "--version" -> {
                    return Optional.of(String.format(Locale.ROOT, "Switchboard %s%n", version()));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /// From the jar; outside of one nothing was released.
    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("in development");
    }
}
