package chat.switchboard.languagemodel;

import chat.switchboard.settings.ConfigException;
import chat.switchboard.settings.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which language model is used, and how much of it. Where it is and its key are the operator's: whoever may choose an
/// address makes this server call it.
public record LanguageModelSettings(
        @Setting(
                says =
                        "Base address of an OpenAI-compatible endpoint, such as `http://127.0.0.1:11434/v1`; `/chat/completions` is added. Without it there is no language model, and nothing leaves.")
        Optional<String> languageModelUrl,

        @Setting(says = "The model's name, as the endpoint calls it.")
        Optional<String> languageModel,

        @Setting(says = "The endpoint's key, sent as `Authorization: Bearer`.", secret = true)
        Optional<String> languageModelKey,

        @Setting(says = "A file with that key instead. Read at the start.")
        Optional<Path> languageModelKeyFile,

        @Setting(says = "How the endpoint calls the most tokens of an answer.", fallback = "max_tokens")
        LimitField languageModelLimitField,

        @Setting(says = "Longest wait for a whole answer of the language model.", fallback = "20s")
        Duration languageModelTimeout,

        @Setting(
                says = "Most tokens of one answer of the language model.",
                fallback = "2000",
                least = 50,
                most = 100_000)
        int languageModelLongestAnswer,

        @Setting(
                says = "Most bytes of one answer of the language model; a longer one is dropped.",
                fallback = "256KB",
                unit = "bytes",
                least = 4 << 10,
                most = 16 << 20)
        int languageModelAnswerBytes,

        @Setting(
                says = "Questions to the language model at the same time, on each node; more wait for two seconds.",
                fallback = "4",
                most = 100)
        int languageModelAtOnce,

        @Setting(
                says = "Whether the language model is used, where the operator has named one.",
                fallback = "true",
                desk = "languageModel.enabled")
        boolean languageModelEnabled,

        @Setting(
                says = "Whether the language model sums a conversation up for whoever takes it over.",
                fallback = "true",
                desk = "languageModel.summaryAtHandoff")
        boolean languageModelSummaryAtHandoff,

        @Setting(
                says = "Questions to the language model a day (UTC), of all nodes together.",
                fallback = "1000",
                least = 0,
                most = 10_000_000,
                desk = "languageModel.callsPerDay")
        int languageModelCallsPerDay,

        @Setting(
                says = "Tokens of the language model a day (UTC), of all nodes together, questions and answers.",
                fallback = "2000000",
                least = 0,
                most = 2_000_000_000,
                desk = "languageModel.tokensPerDay")
        int languageModelTokensPerDay,

        @Setting(
                says = "How long what was sent to the language model is kept for admins to see.",
                fallback = "30d",
                desk = "retention.languageModelRequests",
                deskLeast = "1d",
                deskMost = "3650d")
        Duration languageModelRequestsKept) {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,1000}");

    public enum LimitField {
        MAX_TOKENS,
        MAX_COMPLETION_TOKENS
    }

    public LanguageModelSettings {
        languageModelUrl.ifPresent(LanguageModelSettings::completions);
        if (languageModelUrl.isPresent() && languageModel.isEmpty())
            throw new ConfigException(
                    "SWITCHBOARD_LANGUAGE_MODEL_URL needs SWITCHBOARD_LANGUAGE_MODEL, the model's name.");
        if (languageModelKey.isPresent() && languageModelKeyFile.isPresent())
            throw new ConfigException(
                    "Set SWITCHBOARD_LANGUAGE_MODEL_KEY or SWITCHBOARD_LANGUAGE_MODEL_KEY_FILE, not both.");
        languageModelKey.ifPresent(key -> checked(key, "SWITCHBOARD_LANGUAGE_MODEL_KEY"));
    }

    boolean isOn() {
        return languageModelUrl.isPresent() && languageModelEnabled;
    }

    /// Reads the file of the key.
    Optional<Endpoint> endpoint() {
        return languageModelUrl.map(url -> new Endpoint(
                completions(url),
                languageModelKeyFile.map(LanguageModelSettings::read).or(() -> languageModelKey.map(String::strip)),
                languageModel.orElseThrow(),
                languageModelLimitField.name().toLowerCase(Locale.ROOT),
                languageModelTimeout,
                languageModelAnswerBytes,
                languageModelLongestAnswer));
    }

    private static URI completions(String url) {
        try {
            URI base = URI.create(url);
            boolean isWeb = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
            boolean isPlain =
                    base.getRawUserInfo() == null && base.getRawQuery() == null && base.getRawFragment() == null;
            if (isWeb && isPlain && base.getHost() != null)
                return URI.create(url.replaceAll("/+$", "") + "/chat/completions");
        } catch (IllegalArgumentException _) {
            // Said below, without the address: there may be a password in it.
        }
        throw new ConfigException(
                "SWITCHBOARD_LANGUAGE_MODEL_URL must be an http or https address such as http://127.0.0.1:11434/v1,"
                        + " without a user, a query or a fragment.");
    }

    private static String read(Path file) {
        try {
            return checked(Files.readString(file), "The file SWITCHBOARD_LANGUAGE_MODEL_KEY_FILE");
        } catch (IOException _) {
            throw new ConfigException("SWITCHBOARD_LANGUAGE_MODEL_KEY_FILE names no file that can be read: " + file);
        }
    }

    private static String checked(String key, String what) {
        if (!KEY.matcher(key.strip()).matches())
            throw new ConfigException(what + " must hold one key: letters, digits and signs without blanks.");
        return key.strip();
    }
}
