package chat.switchboard;

import ch.qos.logback.classic.Level;
import chat.switchboard.kernel.SteadyClock;
import chat.switchboard.postgres.Postgres;
import chat.switchboard.settings.SettingsSource;
import chat.switchboard.socketio.engine.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts everything, says where it is, and runs until it is told to stop.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        // What the server writes is read by programs; libraries, too, would otherwise write digits and dates of the
        // machine's language. People's languages are chosen for each person.
        Locale.setDefault(Locale.ROOT);
        // A client that asks for new keys again and again would get a handshake's work for nothing. Read once by the
        // JDK, before the first use of TLS.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> LOG.error("{} ended", thread.getName(), fault));
        Usage.answer(arguments).ifPresentOrElse(System.out::print, () -> start(arguments));
    }

    private static void start(String[] arguments) {
        Path data = Path.of("");
        try {
            SettingsSource<Config> settings = Config.source(System.getenv(), arguments);
            data = settings.operators().data();
            run(settings);
        } catch (RuntimeException fault) {
            StartFailure.sentence(fault, data)
                    .ifPresentOrElse(System.err::println, () -> LOG.error("The start failed", fault));
            System.exit(1);
        }
    }

    private static void run(SettingsSource<Config> settings) {
        Config config = settings.operators();
        setLogLevel(config.logLevel());
        Shutdown shutdown = Shutdown.atExit();
        CompletableFuture<Foundation> foundation = Foundation.loading();
        Postgres postgres = shutdown.closes(Postgres.start(config.postgres()));
        Switchboard switchboard =
                shutdown.closes(new Switchboard(settings, home(), foundation.join(), postgres, new SteadyClock()));
        List<FirstStart.Made> accounts = new ArrayList<>();
        FirstStart.admin(switchboard.identity(), config).ifPresent(accounts::add);
        if (config.demo())
            Demo.prepare(switchboard.desk(), switchboard.identity(), switchboard.conversations())
                    .ifPresent(accounts::add);
        // Said before anything else can go wrong: nobody will hear these passwords again.
        accounts.forEach(Main::announce);
        switchboard.listen();
        FirstStart.warnOfIgnoredPassword(switchboard.identity(), config);
        announce(config, switchboard.port());
    }

    /// Where bin/ and web/ are.
    private static Path home() {
        return Path.of(System.getProperty("switchboard.home", ""));
    }

    private static void setLogLevel(Config.LogLevel level) {
        var ours = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("chat.switchboard");
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ours.setLevel(Level.valueOf(level.name()));
        // What libraries say for debugging is what passes through them: people's words.
        root.setLevel(level == Config.LogLevel.DEBUG ? Level.INFO : ours.getLevel());
    }

    private static void announce(FirstStart.Made made) {
        String password = made.password()
                .map(random -> random + "   (shown only this once)")
                .orElse("as in SWITCHBOARD_ADMIN_PASSWORD");
        System.out.printf(
                Locale.ROOT,
                "%n  Log in as    %s%n  Password     %s%n",
                made.account().email(),
                password);
    }

    private static void announce(Config config, int port) {
        Origin address = config.network().address(port);
        String demoShop = config.demo() ? "  Demo shop    " + address + "/demo\n" : "";
        System.out.printf(Locale.ROOT, """

                  Dashboard    %1$s/dashboard/
                %2$s  API          %1$s/api/v1/openapi.json

                Switchboard is running. Ctrl-C stops it.
                """, address, demoShop);
    }
}
