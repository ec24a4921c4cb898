package chat.switchboard.bot;

import chat.switchboard.settings.Setting;
import chat.switchboard.understanding.Language;
import java.util.List;

/// What is answered without a person, and when.
public record BotSettings(
        @Setting(
                says =
                        "Whether the bot answers new conversations until a person is asked for. Without it they enter the queue with the first message.",
                fallback = "true",
                desk = "bot.enabled")
        boolean bot,

        @Setting(
                says = "From so many percent of likeness the bot answers a question.",
                fallback = "45",
                unit = "percent",
                most = 100,
                desk = "bot.answersFrom")
        int botAnswersFrom,

        @Setting(
                says = "From so many percent of likeness it asks whether one of the two nearest questions is meant.",
                fallback = "30",
                unit = "percent",
                most = 100,
                desk = "bot.suggestsFrom")
        int botSuggestsFrom,

        @Setting(
                says = "After so many messages of the bot a conversation goes to people.",
                fallback = "30",
                most = 1000,
                desk = "bot.mostAnswers")
        int botMostAnswers,

        @Setting(
                says = "Languages the bot answers in.",
                fallback = "en,ur,ur-Latn",
                options = {"en", "ur", "ur-Latn"},
                desk = "bot.languages")
        List<String> botLanguages,

        @Setting(
                says = "The language it answers in where a message does not tell, or is in none of those.",
                fallback = "en",
                desk = "bot.language")
        DefaultLanguage botLanguage,

        @Setting(
                says = "Whether customers who write while nobody is online are told so, once for each absence.",
                fallback = "true",
                desk = "bot.offlineReplies")
        boolean offlineReplies) {

    /// Urdu in Latin letters is recognised, never assumed.
    public enum DefaultLanguage {
        EN(Language.EN),
        UR(Language.UR);

        private final Language language;

        DefaultLanguage(Language language) {
            this.language = language;
        }
    }

    Language fallback() {
        return botLanguage.language;
    }

    /// The language to answer in.
    Language answering(Language asked) {
        return botLanguages.contains(asked.tag()) ? asked : fallback();
    }

    double answersFrom() {
        return botAnswersFrom / 100.0;
    }

    /// Never more than what is answered.
    double suggestsFrom() {
        return Math.min(botSuggestsFrom, botAnswersFrom) / 100.0;
    }
}
