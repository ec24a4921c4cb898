package chat.switchboard;

import chat.switchboard.bot.BotSettings;
import chat.switchboard.escalation.EscalationSettings;
import chat.switchboard.gateway.SocketSettings;
import chat.switchboard.http.NetworkSettings;
import chat.switchboard.http.RequestSettings;
import chat.switchboard.identity.IdentitySettings;
import chat.switchboard.kernel.Text;
import chat.switchboard.languagemodel.LanguageModelSettings;
import chat.switchboard.ledger.LedgerSettings;
import chat.switchboard.postgres.DatabaseSettings;
import chat.switchboard.postgres.PostgresSettings;
import chat.switchboard.presence.Presence;
import chat.switchboard.queue.ConversationQueue;
import chat.switchboard.scheduler.Scheduler;
import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.Setting;
import chat.switchboard.settings.SettingsReader;
import chat.switchboard.settings.SettingsSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Every setting. Each feature owns a record of its own; here they are gathered, in the order in which
/// `docs/running.md` lists them.
///
/// A new setting is one component in its feature's record; the table in `docs/running.md` follows from it.
public record Config(
        NetworkSettings network,

        @Setting(
                says = "Folder for everything that must survive: database, keys, files.",
                fallback = "data",
                flag = "--data")
        Path data,

        @Setting(
                says =
                        "Adds the desk of a food-delivery app, an agent and a few conversations, and serves a demo shop at `/demo`.",
                fallback = "false",
                flag = "--demo")
        boolean demo,

        @Setting(
                says =
                        "With less free space for the embedded database, `/health/ready` answers 503 with the reason `disk_full`.",
                fallback = "64MB",
                unit = "bytes",
                least = 1 << 20)
        int leastFreeDisk,

        DatabaseSettings database,
        LedgerSettings ledger,

        @Setting(says = "E-mail of the first admin, created at the first start.", fallback = "admin@localhost")
        String adminEmail,

        @Setting(
                says =
                        "Password of the first admin, used only when that account is made. Without it, one is made and printed once. Later: `bin/admin reset-password`.",
                secret = true)
        Optional<String> adminPassword,

        @Setting(
                says =
                        "Base64 of at least 32 random bytes, from which the keys of all tokens are derived. Without it, one is made in the data folder. Several nodes must share it.",
                secret = true)
        Optional<String> secret,

        IdentitySettings identity,
        Presence.Settings presence,
        ConversationQueue.Settings queue,
        EscalationSettings escalation,
        BotSettings bot,
        Scheduler.Settings scheduler,
        RequestSettings requests,
        SocketSettings sockets,
        LanguageModelSettings languageModel,

        @Setting(
                says = "How much is logged: `error`, `warn`, `info` or `debug`. Security events are always.",
                fallback = "info")
        LogLevel logLevel) {

    /// What a log-in accepts; an account is not made with characters that cannot be seen.
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,127}@[^@\\s]{1,126}");

    private static final SettingsReader<Config> READER = new SettingsReader<>(Config.class);

    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    public Config {
        if (!EMAIL.matcher(adminEmail).matches() || Text.hasInvisible(adminEmail))
            throw new ConfigException("SWITCHBOARD_ADMIN_EMAIL must be an e-mail address such as admin@example.com.");
    }

    /// @param environment all variables; those that start with `SWITCHBOARD_` are settings
    /// @param arguments the command line; wins over the environment
    /// @throws ConfigException naming every variable that is unknown or has a bad value, and what is allowed
    public static Config of(Map<String, String> environment, String... arguments) {
        return READER.read(environment, arguments);
    }

    /// The same, for reading it together with what admins change.
    public static SettingsSource<Config> source(Map<String, String> environment, String... arguments) {
        return READER.source(environment, arguments);
    }

    /// The table of `docs/running.md`.
    static String table() {
        return READER.table();
    }

    /// The settings with a flag, for the command line's help.
    static String options() {
        return READER.options();
    }

    public PostgresSettings postgres() {
        return database.in(data, ledger.ledgerWriters());
    }

    /// Without the secrets, so that it can be logged.
    @Override
    public String toString() {
        return READER.describe(this);
    }
}
