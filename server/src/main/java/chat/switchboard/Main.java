package chat.switchboard;

import chat.switchboard.postgres.Postgres;
import chat.switchboard.postgres.PostgresStartException;

/// Puts the parts together and runs until it is told to stop.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try {
            run(Config.of(System.getenv(), arguments));
        } catch (ConfigException | PostgresStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Config config) {
        Postgres postgres = Postgres.start(config.postgres());
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop"));
    }
}
