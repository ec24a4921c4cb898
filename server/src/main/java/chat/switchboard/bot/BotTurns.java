package chat.switchboard.bot;

import chat.switchboard.bot.BotDecision.Answer;
import chat.switchboard.bot.BotDecision.HandOff;
import chat.switchboard.bot.BotDecision.OfferPerson;
import chat.switchboard.bot.BotTexts.Reply;
import chat.switchboard.conversation.Activity.Details.BotDecided;
import chat.switchboard.conversation.Activity.Details.BotDecided.Outcome;
import chat.switchboard.conversation.Activity.Details.BotDecided.Reason;
import chat.switchboard.conversation.Automation;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.NamedRef;
import chat.switchboard.conversation.Topic.Priority;
import chat.switchboard.kernel.Text;
import chat.switchboard.kernel.UuidV7;
import chat.switchboard.understanding.Language;
import chat.switchboard.understanding.Sentiment.Mood;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes one command of a decision: what is said, what changes, and the record of why.
final class BotTurns {
    private static final int MOST_IN_REPLY = 10_000;
    private static final int MOST_IN_SUBJECT = 80;
    /// Of a category that nobody chose.
    private static final String UNDECIDED = "other";

    private final BotTexts texts;
    private final Versions versions;

    /// For records.
    interface Versions {
        BotDecided.Versions of(Knowledge knowledge);
    }

    BotTurns(BotTexts texts, Versions versions) {
        this.texts = texts;
        this.versions = versions;
    }

    /// @param seq of the message; 0 for the opening
    /// @param answering the language to answer in
    record Basis(
            Conversation conversation, int seq, Situation now, Knowledge knowledge, Language answering, Instant at) {}

    /// Empty where there is nothing to say, to change or to record.
    Optional<Command.Turn> of(BotDecision decision, Basis basis) {
        Conversation c = basis.conversation;
        Reply reply = texts.of(decision, context(basis));
        String metadata = metadata(basis);
        Priority priority = priority(decision, basis);
        String subject = subject(decision, basis);
        String category = category(decision, basis);
        BotDecided why = why(decision, basis);
        boolean isNothing =
                why == null && metadata == null && subject == null && category == null && !raises(priority, c);
        if (isNothing) return Optional.empty();
        return Optional.of(new Command.Turn(
                c.status(),
                c.service().automation().handledSeq(),
                reply == null ? null : send(reply, basis),
                why,
                decision instanceof HandOff,
                decision instanceof BotDecision.Thank,
                priority,
                subject,
                category,
                metadata,
                after(decision, reply, basis)));
    }

    /// What would be said.
    Reply words(BotDecision decision, Basis basis) {
        return texts.of(decision, context(basis));
    }

    private static BotTexts.Context context(Basis basis) {
        NamedRef department = basis.conversation.topic().department();
        var about = new OfflineWords.About(
                department == null ? null : department.id(),
                basis.now.understood().intent(),
                basis.now.said().text());
        return new BotTexts.Context(basis.answering, basis.now, basis.knowledge, about);
    }

    /// The id follows from the message: however often it is answered, there is one answer.
    private static Command.Send send(Reply reply, Basis basis) {
        boolean offers = !reply.options().isEmpty();
        return new Command.Send(
                UuidV7.derived(basis.at, basis.conversation.id(), "bot", basis.seq),
                offers ? Message.Kind.QUICK_REPLY : Message.Kind.TEXT,
                Text.cut(reply.content(), MOST_IN_REPLY),
                offers ? new Message.Metadata.QuickReplies(reply.options()) : null,
                null);
    }

    private static boolean tellsOffline(BotDecision decision, Basis basis) {
        return basis.now.tellsOffline()
                && switch (decision) {
                    case Answer _, BotDecision.Suggest _, HandOff _, BotDecision.OfflineReply _ -> true;
                    case BotDecision.Greet _, OfferPerson _, BotDecision.Thank _, BotDecision.Nothing _ -> false;
                };
    }

    private static Automation after(BotDecision decision, Reply reply, Basis basis) {
        Automation before = basis.now.automation();
        Automation after = reply == null ? before.handled(basis.seq) : before.spoke(basis.seq);
        String intent = basis.now.understood().intent();
        if (intent != null) after = after.withIntent(intent);
        if (tellsOffline(decision, basis)) after = after.toldOffline(basis.at);
        if (isUpset(basis)) after = after.raisedForMood(basis.at);
        return switch (decision) {
            case Answer(FaqTopic topic, Reason _) ->
                after.withMisses(0)
                        .withEntry(topic.in(basis.answering).revision().id());
            case OfferPerson _ -> after.withMisses(before.misses() + 1);
            case BotDecision.Thank _ -> after.withMisses(0);
            case BotDecision.Greet _,
                    BotDecision.Suggest _,
                    HandOff _,
                    BotDecision.OfflineReply _,
                    BotDecision.Nothing _ -> after;
        };
    }

    private static String metadata(Basis basis) {
        if (basis.now.said().text().isBlank()) return null;
        Understood understood = basis.now.understood();
        Map<String, String> found = new HashMap<>();
        found.put(ConversationMetadata.LANGUAGE, understood.language().tag());
        boolean hasMood =
                ConversationMetadata.value(basis.conversation.topic().metadata(), ConversationMetadata.SENTIMENT)
                        != null;
        if (hasMood || understood.mood() != Mood.NEUTRAL)
            found.put(ConversationMetadata.SENTIMENT, code(understood.mood()));
        if (understood.intent() != null) found.put(ConversationMetadata.INTENT, understood.intent());
        return ConversationMetadata.with(basis.conversation.topic().metadata(), found);
    }

    /// Nobody is there: at least high. Very unhappy: one step, once.
    private static Priority priority(BotDecision decision, Basis basis) {
        Priority now = basis.conversation.topic().priority();
        if (isUpset(basis)) now = now.raised();
        boolean isHigh = tellsOffline(decision, basis) && now.compareTo(Priority.HIGH) < 0;
        return isHigh ? Priority.HIGH : now;
    }

    private static boolean isUpset(Basis basis) {
        return basis.now.understood().mood() == Mood.VERY_NEGATIVE
                && basis.now.automation().moodRaisedAt() == null;
    }

    private static boolean raises(Priority priority, Conversation c) {
        return priority.compareTo(c.topic().priority()) > 0;
    }

    /// While nobody is there, what the customer says first is what it is about.
    private static String subject(BotDecision decision, Basis basis) {
        boolean isWanted = basis.conversation.topic().subject() == null
                && !basis.now.online()
                && basis.now.said() instanceof Said.Words
                && !basis.now.understood().wantsPerson()
                && (tellsOffline(decision, basis) || basis.now.automation().offlineToldAt() != null);
        if (!isWanted) return null;
        return Text.orNull(
                Text.cut(basis.now.said().text().strip().lines().findFirst().orElse(""), MOST_IN_SUBJECT));
    }

    /// If no person chose one, and none was found before.
    private static String category(BotDecision decision, Basis basis) {
        boolean isOpen = basis.conversation.topic().category().equals(UNDECIDED)
                && basis.now.automation().intent() == null;
        return isOpen && tellsOffline(decision, basis) ? basis.now.understood().intent() : null;
    }

    private BotDecided why(BotDecision decision, Basis basis) {
        return switch (decision) {
            case BotDecision.Greet _ -> record(Outcome.GREETED, Reason.OPENED, null, basis);
            case Answer(FaqTopic topic, Reason reason) -> record(Outcome.ANSWERED, reason, topic, basis);
            case BotDecision.Suggest(List<FaqTopic> topics) ->
                record(Outcome.SUGGESTED, Reason.CLOSE, topics.getFirst(), basis);
            case OfferPerson(Reason reason) -> record(Outcome.PERSON_OFFERED, reason, closest(reason, basis), basis);
            case HandOff(Reason reason) -> record(Outcome.HANDED_OFF, reason, closest(reason, basis), basis);
            case BotDecision.Thank _ -> record(Outcome.THANKED, Reason.HELPED, closest(Reason.HELPED, basis), basis);
            case BotDecision.OfflineReply _ -> record(Outcome.REPLIED_OFFLINE, Reason.NOBODY_ONLINE, null, basis);
            case BotDecision.Nothing _ -> null;
        };
    }

    /// What the reason is about: the answer that helped or did not, else what came closest.
    private static FaqTopic closest(Reason reason, Basis basis) {
        return reason == Reason.HELPED || reason == Reason.NOT_HELPED
                ? basis.now.last().orElse(null)
                : basis.now.understood().best().map(Understood.Candidate::topic).orElse(null);
    }

    private BotDecided record(Outcome outcome, Reason reason, FaqTopic topic, Basis basis) {
        Understood understood = basis.now.understood();
        boolean isRead = !understood.candidates().isEmpty();
        Optional<Understood.Candidate> runnerUp = understood.candidates().stream()
                .filter(candidate -> !candidate.topic().equals(topic))
                .findFirst();
        return new BotDecided(
                basis.seq,
                outcome,
                reason,
                topic == null ? null : topic.ref(basis.answering),
                understood.candidates().stream()
                        .filter(candidate -> candidate.topic().equals(topic))
                        .findFirst()
                        .map(candidate -> rounded(candidate.score()))
                        .orElse(null),
                runnerUp.map(candidate -> candidate.topic().ref(basis.answering))
                        .orElse(null),
                runnerUp.map(candidate -> rounded(candidate.score())).orElse(null),
                understood.language().tag(),
                code(understood.mood()),
                understood.intent(),
                isRead ? basis.now.thresholds().answersFrom() : null,
                isRead ? basis.now.thresholds().suggestsFrom() : null,
                versions.of(basis.knowledge));
    }

    static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }

    static String code(Mood mood) {
        return mood.name().toLowerCase(Locale.ROOT);
    }
}
