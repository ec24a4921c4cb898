package chat.switchboard.languagemodel;

/// A text that may leave: only [Redactor] makes one of what people wrote.
final class Redacted {
    private final String text;

    private Redacted(String text) {
        this.text = text;
    }

    static Redacted of(String written) {
        return new Redacted(Redactor.redacted(written));
    }

    @Override
    public String toString() {
        return text;
    }
}
