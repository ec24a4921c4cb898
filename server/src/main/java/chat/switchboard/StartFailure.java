package chat.switchboard;

import chat.switchboard.http.CannotListenException;
import chat.switchboard.http.UnusableCertificateException;
import chat.switchboard.identity.SecretException;
import chat.switchboard.kernel.FileTrouble;
import chat.switchboard.postgres.DatabaseUnavailable;
import chat.switchboard.postgres.PostgresStartException;
import chat.switchboard.settings.ConfigException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Why the start failed, for the operator.
final class StartFailure {
    private StartFailure() {}

    /// One sentence with the cause and the remedy; empty where nobody foresaw the fault, which then keeps its stack
    /// trace.
    ///
    /// @param data the data folder: what a full volume did names no file
    static Optional<String> sentence(Throwable fault, Path data) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> of(cause, data).stream())
                .findFirst();
    }

    private static Optional<String> of(Throwable cause, Path data) {
        return switch (cause) {
            case ConfigException _,
                    PostgresStartException _,
                    CannotListenException _,
                    UnusableCertificateException _,
                    SecretException _,
                    DatabaseUnavailable _ -> Optional.of(cause.getMessage());
            case FileSystemException about -> Optional.of(FileTrouble.of(about));
            case IOException _ ->
                FileTrouble.at(data)
                        .or(() -> Optional.of(
                                String.format(Locale.ROOT, "%s cannot be used: %s.", data, cause.getMessage())));
            case InvalidPathException path ->
                Optional.of(String.format(
                        Locale.ROOT,
                        "The locale has no letters for the path %s; start with LC_ALL=C.UTF-8.",
                        path.getInput()));
            default -> Optional.empty();
        };
    }
}
