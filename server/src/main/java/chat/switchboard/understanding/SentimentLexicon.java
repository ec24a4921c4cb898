package chat.switchboard.understanding;

/// How a customer feels, by a list of words and emoji.
public final class SentimentLexicon {
    public Sentiment of(String text) {
        return Sentiment.of(0);
    }
}
