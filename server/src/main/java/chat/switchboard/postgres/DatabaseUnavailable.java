package chat.switchboard.postgres;

/// The database could not do it now: no connection, a time-out, a lost server. An edge answers `unavailable`.
///
/// Whether the transaction took place is unknown if the connection broke during commit, so only what is
/// idempotent may be tried again.
public final class DatabaseUnavailable extends RuntimeException {
    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
