package chat.switchboard.http;

/// The certificate or its key cannot be used; the message is one sentence that tells the operator what to do.
public final class UnusableCertificateException extends RuntimeException {
    UnusableCertificateException(String message) {
        super(message);
    }
}
