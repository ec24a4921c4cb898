package chat.switchboard.bot;

import chat.switchboard.bot.UnansweredGroup.Nearest;
import chat.switchboard.bot.UnansweredGroup.Unanswered;
import chat.switchboard.conversation.Command;
import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Topic;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.understanding.Language;
import chat.switchboard.understanding.Likeness;
import chat.switchboard.understanding.Match;
import chat.switchboard.understanding.Ranked;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// What admins see of the bot's work. Blocks: call it on a virtual thread.
public final class BotReports {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration UNANSWERED_FOR = Duration.ofDays(90);
    private static final int MOST_UNANSWERED = 300;
    private static final int MOST_SHOWN = 20;
    /// Shorter off-topic messages are small talk.
    private static final int LEAST_WORDS = 3;

    private static final UUID NOBODY = new UUID(0, 0);

    private final Automations.Around around;
    private final KnowledgeBase knowledgeBase;
    private final Reading reading;
    private final BotTurns turns;
    private final Supplier<BotSettings> settings;

    BotReports(
            Automations.Around around,
            KnowledgeBase knowledgeBase,
            Reading reading,
            BotTurns turns,
            Supplier<BotSettings> settings) {
        this.around = around;
        this.knowledgeBase = knowledgeBase;
        this.reading = reading;
        this.turns = turns;
        this.settings = settings;
    }

    /// A page of decisions.
    ///
    /// @param nextCursor null at the end
    public record Page(List<Decided> items, String nextCursor) {}

    /// @param from null: 30 days ago
    /// @param to null: now
    public Figures figures(Actor.Admin admin, Instant from, Instant to) {
        Instant end = to == null ? around.clock().instant().plusSeconds(1) : to;
        Instant begin = from == null ? end.minus(USUAL) : from;
        return around.database().transaction(admin, handle -> {
            var store = new ReportStore(handle);
            return store.figures(begin, end, store.entries(begin, end));
        });
    }

    public Outcome<Page> decisions(Actor.Admin admin, String cursor, int limit) {
        Decided.Place after;
        try {
            after = Decided.Place.parse(cursor);
        } catch (IllegalArgumentException malformed) {
            return Outcome.refused(Refusal.invalid("cursor", Refusal.Reason.NOT_A_CURSOR));
        }
        List<Decided> found =
                around.database().transaction(admin, handle -> new DecisionStore(handle).page(after, limit + 1));
        if (found.size() <= limit) return Outcome.done(new Page(found, null));
        List<Decided> page = found.subList(0, limit);
        return Outcome.done(new Page(page, page.getLast().place().cursor()));
    }

    /// The largest groups first. What would be answered by now is left out.
    public List<UnansweredGroup> unanswered(Actor.Admin admin, int limit) {
        Knowledge knowledge = knowledgeBase.current();
        Instant since = around.clock().instant().minus(UNANSWERED_FOR);
        List<Unanswered> open = around
                .database()
                .transaction(admin, handle -> new ReportStore(handle).unanswered(since, MOST_UNANSWERED))
                .stream()
                .filter(question -> isStillOpen(question, knowledge))
                .toList();
        List<String> texts = open.stream().map(Unanswered::content).toList();
        return new Likeness()
                .group(texts, knowledgeBase.model()).stream()
                        .limit(limit)
                        .map(group -> group(
                                group.text(),
                                group.members().stream().map(open::get).toList(),
                                knowledge))
                        .toList();
    }

    private boolean isStillOpen(Unanswered question, Knowledge knowledge) {
        if (question.content().strip().split("\\s+").length < LEAST_WORDS) return false;
        Match match = knowledge.index().match(question.content());
        double score = match.offTopic() ? 0 : match.best().map(Ranked::score).orElse(0.0);
        return score < settings.get().answersFrom();
    }

    private static UnansweredGroup group(String text, List<Unanswered> members, Knowledge knowledge) {
        List<Unanswered> newest = members.stream()
                .sorted(Comparator.comparing(Unanswered::askedAt).reversed())
                .toList();
        String language = members.stream()
                .filter(each -> each.content().equals(text))
                .findFirst()
                .orElse(newest.getFirst())
                .language();
        Nearest nearest = knowledge
                .index()
                .match(text)
                .best()
                .flatMap(ranked -> knowledge
                        .topic(ranked.id())
                        .map(topic -> new Nearest(
                                EntryRef.of(topic.in(language(language))), BotTurns.rounded(ranked.score()))))
                .orElse(null);
        return new UnansweredGroup(
                text,
                language,
                members.size(),
                newest.getFirst().askedAt(),
                nearest,
                newest.stream().limit(MOST_SHOWN).toList());
    }

    private static Language language(String tag) {
        return Language.ofTag(tag).orElse(Language.EN);
    }

    /// Unknown ones are ignored.
    ///
    /// @param questions the seqs of messages, by their conversation
    public void dismiss(Actor.Admin admin, List<Map.Entry<UUID, Integer>> questions) {
        List<Pending.Key> keys = questions.stream()
                .map(each -> new Pending.Key(each.getKey(), each.getValue()))
                .toList();
        around.database().transaction(admin, handle -> {
            new ReportStore(handle).dismiss(keys);
            return null;
        });
    }

    /// What would be answered in a new conversation. Nothing is stored or sent.
    ///
    /// @param online whether somebody shall be there; null: as it is
    public Trial trial(String text, Boolean online) {
        var customer =
                new Conversation.Customer(NOBODY, null, Message.Sender.Type.CUSTOMER, Conversation.Contact.UNKNOWN);
        Conversation fresh = Conversation.opened(
                NOBODY,
                customer,
                Topic.opened(null, "other", null, "{}"),
                around.clock().instant());
        BotTurns.Basis basis = reading.trial(fresh, text, online);
        Command.Turn turn = turns.of(BotRules.decide(basis.now()), basis).orElseThrow();
        return trial(basis, turn);
    }

    private static Trial trial(BotTurns.Basis basis, Command.Turn turn) {
        Understood understood = basis.now().understood();
        boolean offers = turn.reply() != null && turn.reply().metadata() != null;
        return new Trial(
                understood.language().tag(),
                BotTurns.code(understood.mood()),
                understood.intent(),
                understood.wantsPerson(),
                understood.offTopic(),
                turn.why().outcome(),
                turn.why().reason(),
                understood.candidates().stream()
                        .map(each -> new Trial.Candidate(
                                EntryRef.of(each.topic().in(basis.answering())),
                                BotTurns.rounded(each.score()),
                                each.phrasing()))
                        .toList(),
                basis.now().thresholds().answersFrom(),
                basis.now().thresholds().suggestsFrom(),
                turn.reply() == null ? "" : turn.reply().content(),
                offers ? ((Message.Metadata.QuickReplies) turn.reply().metadata()).options() : List.of());
    }
}
