package chat.switchboard.postgres;

/// The database cannot be started or used as it is; the message tells the operator what to do.
public final class PostgresStartException extends RuntimeException {
    PostgresStartException(String message) {
        super(message);
    }

    PostgresStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
