package chat.switchboard.postgres;

/// The database could not do it now: no connection, a time-out, a lost server. An edge answers `unavailable`.
///
/// Whether the transaction took place is unknown if the connection broke during commit, so only what is
/// idempotent may be tried again.
public final class DatabaseUnavailable extends RuntimeException {
    private final boolean contended;

    DatabaseUnavailable(String message, boolean contended, Throwable cause) {
        super(message, cause);
        this.contended = contended;
    }

    /// Whether the server was there, but somebody else held a lock too long or the two stood in each other's way.
    public boolean contended() {
        return contended;
    }
}
