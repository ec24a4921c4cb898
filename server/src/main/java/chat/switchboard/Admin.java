package chat.switchboard;

import ch.qos.logback.classic.Level;
import chat.switchboard.audit.AuditEntry;
import chat.switchboard.audit.Verification;
import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.configuration.DeskSettings;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Identity;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.SteadyClock;
import chat.switchboard.postgres.Postgres;
import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.SettingsSource;
import chat.switchboard.texts.RefusalTexts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `bin/admin` does: works beside a running server, and starts the database for a moment where none runs.
public final class Admin {
    private static final Logger LOG = LoggerFactory.getLogger(Admin.class);
    private static final String USAGE = """
            bin/admin reset-password EMAIL [--stdin] [--data FOLDER]

              Gives the account a new password, prints it once and ends the account's sessions.
              --stdin   the first line of the standard input is the new password

            bin/admin remove-second-factor EMAIL [--data FOLDER]

              For somebody who has lost the app and the recovery codes: the account logs in with its password alone, and
              its sessions end. Where its role must have a second factor, the next log-in sets one up.

            bin/admin verify-audit [--data FOLDER]

              Says whether the audit log is as it was written, or names the first entry that is not.

              --data    the server's data folder (./data); other settings as for the server
            """;
    private static final int WRONG_USE = 2;

    private Admin() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        setLogLevel();
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            System.out.print(USAGE);
            System.exit(words.isEmpty() ? WRONG_USE : 0);
        }
        String command = words.removeFirst();
        if (command.equals("verify-audit")) System.exit(verifyAudit(words));
        if (words.isEmpty() || words.getFirst().startsWith("-")) System.exit(misunderstood());
        String email = words.removeFirst();
        System.exit(
                switch (command) {
                    case "reset-password" -> resetPassword(email, words.remove("--stdin"), words);
                    case "remove-second-factor" -> removeSecondFactor(email, words);
                    default -> misunderstood();
                });
    }

    private static int misunderstood() {
        System.err.print(USAGE);
        return WRONG_USE;
    }

    /// The exit status: 0 when the whole log fits.
    private static int verifyAudit(List<String> flags) {
        Path data = Path.of("");
        try {
            Config config = Config.of(System.getenv(), flags.toArray(String[]::new));
            data = config.data();
            try (Postgres postgres = Postgres.attach(config.postgres())) {
                return announce(Verification.of(postgres.jobs(), Actor.SYSTEM));
            }
        } catch (RuntimeException fault) {
            StartFailure.sentence(fault, data)
                    .ifPresentOrElse(System.err::println, () -> LOG.error("The audit log was not verified", fault));
            return 1;
        }
    }

    private static int announce(Verification verification) {
        if (verification.valid()) {
            System.out.printf(
                    Locale.ROOT,
                    "All %d entries of the audit log are as they were written. Head: %s%n",
                    verification.entries(),
                    verification.head().hex());
            return 0;
        }
        AuditEntry broken = verification.firstBroken().orElseThrow();
        return fail(String.format(
                Locale.ROOT,
                "Entry %d of the audit log (%s, %s) does not fit: it was changed, or what stood before it was.",
                broken.position(),
                broken.action(),
                broken.at()));
    }

    /// The exit status.
    private static int resetPassword(String email, boolean fromInput, List<String> flags) {
        Path data = Path.of("");
        try {
            SettingsSource<Config> source = Config.source(System.getenv(), flags.toArray(String[]::new));
            data = source.operators().data();
            Optional<String> given = fromInput ? Optional.of(firstLine()) : Optional.empty();
            try (Postgres postgres = Postgres.attach(source.operators().postgres());
                    Identity identity = identity(source, postgres)) {
                String password = given.orElseGet(FirstStart::randomPassword);
                return switch (identity.changePassword(email, password)) {
                    case Outcome.Refused<Optional<Account>>(Refusal refusal) -> fail(RefusalTexts.english(refusal));
                    case Outcome.Done<Optional<Account>>(Optional<Account> account)
                    when account.isEmpty() -> fail("There is no account " + email + ".");
                    case Outcome.Done<Optional<Account>>(Optional<Account> account) ->
                        announce(account.get(), given.isPresent() ? Optional.empty() : Optional.of(password));
                };
            }
        } catch (RuntimeException fault) {
            StartFailure.sentence(fault, data)
                    .ifPresentOrElse(System.err::println, () -> LOG.error("The password was not changed", fault));
            return 1;
        }
    }

    /// The exit status: 0 also when there was none, because then nothing keeps anybody out.
    private static int removeSecondFactor(String email, List<String> flags) {
        Path data = Path.of("");
        try {
            SettingsSource<Config> source = Config.source(System.getenv(), flags.toArray(String[]::new));
            data = source.operators().data();
            try (Postgres postgres = Postgres.attach(source.operators().postgres());
                    Identity identity = identity(source, postgres)) {
                Optional<Boolean> removed = identity.removeSecondFactor(email);
                if (removed.isEmpty()) return fail("There is no account " + email + ".");
                System.out.println(
                        removed.get()
                                ? email + " has no second factor any more. Its sessions end within 5 seconds."
                                : email + " has no second factor.");
                return 0;
            }
        } catch (RuntimeException fault) {
            StartFailure.sentence(fault, data)
                    .ifPresentOrElse(System.err::println, () -> LOG.error("The second factor was not removed", fault));
            return 1;
        }
    }

    /// With what admins have changed: new passwords are held to the same rules everywhere.
    private static Identity identity(SettingsSource<Config> source, Postgres postgres) {
        var versions = new ConfigurationVersions(postgres.jobs());
        var settings = new DeskSettings<>(postgres.jobs(), source, versions);
        return Switchboard.identity(settings, postgres, new SteadyClock());
    }

    private static int announce(Account account, Optional<String> made) {
        System.out.println();
        System.out.println("  Log in as    " + account.email());
        System.out.println("  Password     "
                + made.map(password -> password + "   (shown only this once)").orElse("as given"));
        System.out.println();
        System.out.println(
                account.active()
                        ? "All sessions of this account end within 5 seconds."
                        : "This account is deactivated: nobody can log in to it.");
        return 0;
    }

    private static int fail(String message) {
        System.err.println(message);
        return 1;
    }

    private static String firstLine() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .findFirst()
                .orElseThrow(() -> new ConfigException("There is no password on the standard input."));
    }

    private static void setLogLevel() {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }
}
