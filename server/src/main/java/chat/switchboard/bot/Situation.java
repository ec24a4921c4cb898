package chat.switchboard.bot;

import chat.switchboard.conversation.Automation;
import chat.switchboard.conversation.Status;
import java.time.Instant;
import java.util.Optional;

/// Everything a decision depends on.
///
/// @param asks whether somebody waits for an answer
/// @param active whether the bot answers here
/// @param online whether somebody who serves it is here
/// @param tellsOffline whether customers are to be told that nobody is here, and were not in this absence
/// @param chosen the question whose option was picked, if one was
/// @param last the question that was answered last
record Situation(
        Status status,
        Automation automation,
        boolean asks,
        boolean active,
        boolean online,
        boolean tellsOffline,
        Said said,
        Understood understood,
        Optional<FaqTopic> chosen,
        Optional<FaqTopic> last,
        Thresholds thresholds) {

    /// Whether a message waits for an answer. One that came before a person took the conversation is that person's: who
    /// has
    /// just been told that somebody is here is not told that nobody is.
    ///
    /// @param taken since when somebody has it, or null
    static boolean asks(boolean unanswered, Instant said, Instant taken) {
        return unanswered && (taken == null || said.isAfter(taken));
    }

    /// @param answersFrom score from which it answers
    /// @param mostAnswers in one conversation
    record Thresholds(double answersFrom, double suggestsFrom, int mostAnswers) {
        static Thresholds of(BotSettings settings) {
            return new Thresholds(settings.answersFrom(), settings.suggestsFrom(), settings.botMostAnswers());
        }
    }
}
