package chat.switchboard.bot;

import chat.switchboard.bot.BotDecision.Answer;
import chat.switchboard.bot.BotDecision.HandOff;
import chat.switchboard.bot.BotDecision.OfferPerson;
import chat.switchboard.conversation.Activity.Details.BotDecided.Reason;
import chat.switchboard.conversation.Message.Metadata.Option;
import chat.switchboard.kernel.Text;
import chat.switchboard.texts.TextTemplates;
import chat.switchboard.understanding.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of a decision, in the customer's language.
final class BotTexts {
    private static final int MOST_IN_LABEL = 120;
    private static final int TOP_QUESTIONS = 4;
    private static final String BETWEEN = "\n\n";

    private final TextTemplates templates;
    private final OfflineWords offline;

    BotTexts(TextTemplates templates, OfflineWords offline) {
        this.templates = templates;
        this.offline = offline;
    }

    /// @param options what may be picked; none: just a text
    record Reply(String content, List<Option> options) {
        static Reply text(String content) {
            return new Reply(content, List.of());
        }
    }

    /// @param about whose department and words decide what is said of the absence
    record Context(Language language, Situation now, Knowledge knowledge, OfflineWords.About about) {}

    /// Null: nothing is said, an event of the life cycle says it.
    Reply of(BotDecision decision, Context in) {
        return switch (decision) {
            case BotDecision.Greet _ -> greeting(in);
            case Answer(FaqTopic topic, Reason _) -> answer(topic, in);
            case BotDecision.Suggest(List<FaqTopic> topics) ->
                new Reply(withNote(text("suggest", in), in), options(topics, in));
            case OfferPerson(Reason reason) -> new Reply(text(offer(reason), in), options(top(in), in));
            case HandOff _, BotDecision.OfflineReply _ ->
                in.now.tellsOffline() ? Reply.text(offline.of(in.about, in.language, in.knowledge)) : null;
            case BotDecision.Thank _ -> Reply.text(text("thanks", in));
            case BotDecision.Nothing _ -> null;
        };
    }

    private Reply greeting(Context in) {
        List<FaqTopic> top = top(in);
        String key = "greeting" + (in.now.tellsOffline() ? ".offline" : "") + (top.isEmpty() ? ".empty" : "");
        return new Reply(text(key, in), options(top, in));
    }

    private Reply answer(FaqTopic topic, Context in) {
        String content = topic.in(in.language).answer() + BETWEEN + text("helped", in);
        return new Reply(
                withNote(content, in),
                List.of(
                        new Option(Said.Choice.HELPED, text("option.helped", in)),
                        new Option(Said.Choice.NOT_HELPED, text("option.not_helped", in)),
                        person(in)));
    }

    private String withNote(String content, Context in) {
        return in.now.tellsOffline() ? content + BETWEEN + text("offline.note", in) : content;
    }

    private static String offer(Reason reason) {
        return switch (reason) {
            case NOT_HELPED -> "not_helped";
            case SAME_ANSWER -> "same_answer";
            case NO_MATCH,
                    OFF_TOPIC,
                    OPENED,
                    CHOSEN,
                    MATCHED,
                    CLOSE,
                    HELPED,
                    PERSON_WANTED,
                    MISSES,
                    LIMIT,
                    FAULT,
                    NOBODY_ONLINE -> "no_match";
        };
    }

    /// But for the one that was answered last.
    private static List<FaqTopic> top(Context in) {
        return in.knowledge.topics().stream()
                .filter(topic -> !in.now.last().map(topic::equals).orElse(false))
                .limit(TOP_QUESTIONS)
                .toList();
    }

    private List<Option> options(List<FaqTopic> topics, Context in) {
        List<Option> options = new ArrayList<>();
        for (FaqTopic topic : topics) {
            var entry = topic.in(in.language);
            options.add(new Option(entry.revision().key(), Text.cut(entry.question(), MOST_IN_LABEL)));
        }
        options.add(person(in));
        return options;
    }

    private Option person(Context in) {
        return new Option(Said.Choice.PERSON, text("option.person", in));
    }

    private String text(String key, Context in) {
        return templates.bot(key, in.language.tag(), Map.of());
    }

    /// Typed instead of picked: the labels of options that are always the same are exact too.
    Said read(Said said) {
        if (!(said instanceof Said.Words(String text))) return said;
        String typed = plain(text);
        return Stream.of(Language.EN, Language.UR)
                .flatMap(language -> Map.of(
                                Said.Choice.PERSON, "option.person",
                                Said.Choice.HELPED, "option.helped",
                                Said.Choice.NOT_HELPED, "option.not_helped")
                        .entrySet()
                        .stream()
                        .filter(option -> plain(templates.bot(option.getValue(), language.tag(), Map.of()))
                                .equals(typed)))
                .findFirst()
                .<Said>map(option -> new Said.Choice(option.getKey(), text))
                .orElse(said);
    }

    private static String plain(String text) {
        return Objects.requireNonNullElse(text, "")
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(point -> Character.toString(Character.toLowerCase(point)))
                .collect(Collectors.joining());
    }
}
