package chat.switchboard.understanding;

/// @param score -1 (very unhappy) to 1
public record Sentiment(double score, Mood mood) {
    public enum Mood {
        VERY_NEGATIVE,
        NEGATIVE,
        NEUTRAL,
        POSITIVE
    }

    static Sentiment of(double score) {
        double bounded = Math.clamp(score, -1, 1);
        return new Sentiment(bounded, mood(bounded));
    }

    private static Mood mood(double score) {
        if (score <= -0.6) return Mood.VERY_NEGATIVE;
        if (score <= -0.2) return Mood.NEGATIVE;
        return score < 0.2 ? Mood.NEUTRAL : Mood.POSITIVE;
    }
}
