package chat.switchboard.understanding;

/// How near a text is to a question, before it is weighed against the other questions.
///
/// The weights were found on the tuned set of questions; docs/bot.md has what they achieve.
///
/// @param value 0 to 1
/// @param phrasing the nearest one, as it was written
record Nearness(Entry entry, double value, String phrasing) {
    private static final double BEST = 0.7;
    private static final double MEANING = 0.4;
    private static final double TOPICS = 0.4;
    private static final double WORDS = 0.2;

    private static final double OF_VALUE = 1.94;
    private static final double OF_LEAD = 3.16;
    private static final double OF_FOREIGN = 0.5;
    private static final double LEAST = -1.33;

    /// Where there are few questions, none is near, and that says nothing.
    private static final double MOST_LEAD = 0.15;

    /// One phrasing alone may be near by chance.
    static double of(double best, double mean) {
        return BEST * best + (1 - BEST) * mean;
    }

    static double of(double meaning, double topics, double words) {
        return MEANING * meaning + TOPICS * topics + WORDS * words;
    }

    /// How sure it is that this is the question: the less, the nearer another one is.
    ///
    /// @param other how near the nearest of all others is
    /// @param foreign how much of the text is about topics that no question here is about, 0 to 1
    /// @return 0 to 1, such that from 0.45 on an answer and from 0.30 on a suggestion is worth giving
    double score(double other, double foreign) {
        double lead = Math.min(value - other, MOST_LEAD);
        return 1 / (1 + Math.exp(-(OF_VALUE * value + OF_LEAD * lead - OF_FOREIGN * foreign + LEAST)));
    }
}
