package chat.switchboard;

import chat.switchboard.http.PortInUseException;
import chat.switchboard.postgres.Postgres;
import chat.switchboard.postgres.PostgresStartException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Starts everything, says where it is, and runs until it is told to stop.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try {
            run(Config.of(System.getenv(), arguments));
        } catch (ConfigException | PostgresStartException | PortInUseException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Config config) {
        Postgres postgres = Postgres.start(config.postgres());
        Switchboard switchboard = startOrClose(config, postgres);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            switchboard.close();
                            postgres.close();
                        },
                        "stop"));
        List<FirstStart.Made> accounts = new ArrayList<>();
        FirstStart.admin(switchboard.identity(), config).ifPresent(accounts::add);
        if (config.demo())
            Demo.prepare(switchboard.identity(), switchboard.conversations(), config)
                    .ifPresent(accounts::add);
        announce(config, switchboard.port(), accounts);
    }

    /// Whatever stops the start must not leave PostgreSQL behind.
    private static Switchboard startOrClose(Config config, Postgres postgres) {
        try {
            return Switchboard.start(config, postgres, Clock.systemUTC());
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static void announce(Config config, int port, List<FirstStart.Made> accounts) {
        String address = config.publicUrl()
                .map(url -> url.toString().replaceFirst("/$", ""))
                .orElse("http://localhost:" + port);
        System.out.printf("""

                Switchboard is running. Ctrl-C stops it.

                  Dashboard    %1$s/dashboard/
                  Demo shop    %1$s/demo
                  API          %1$s/api/v1/openapi.json

                """, address);
        for (FirstStart.Made account : accounts) {
            String password = account.password()
                    .map(made -> made + "   (shown only this once)")
                    .orElse("as in SWITCHBOARD_ADMIN_PASSWORD");
            System.out.printf(
                    "  Log in as    %s%n  Password     %s%n%n",
                    account.account().email(), password);
        }
    }
}
