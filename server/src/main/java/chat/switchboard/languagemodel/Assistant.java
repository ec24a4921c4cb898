package chat.switchboard.languagemodel;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Message;
import chat.switchboard.conversation.Status;
import chat.switchboard.desk.Desk;
import chat.switchboard.desk.FaqEntry;
import chat.switchboard.desk.Listing;
import chat.switchboard.desk.Slice;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.ledger.ConversationHistory;
import chat.switchboard.ledger.Conversations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What the model is asked to do for the people of the desk. Blocks: call it on a virtual thread, in no transaction.
///
/// It is told nothing but the conversation that the asker may see and the frequent questions.
public final class Assistant {
    private static final int MOST_MESSAGES = 40;
    private static final int PAGE = 100;
    private static final int MOST_ENTRIES_LOOKED_AT = 2_000;
    private static final int MOST_INTENTS = 100;
    /// People wait for the answer.
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /// Nobody waits for it.
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    private final LanguageModel model;
    private final Conversations conversations;
    private final Desk desk;
    private final Prompts prompts = new Prompts();

    /// @param entries that the model says it used
    public record Draft(String text, List<FaqEntry> entries) {}

    public Assistant(LanguageModel model, Conversations conversations, Desk desk) {
        this.model = model;
        this.conversations = conversations;
        this.desk = desk;
    }

    public LanguageModel model() {
        return model;
    }

    /// A reply that the agent may send, change or throw away.
    public Outcome<Draft> draft(Actor.Staff staff, UUID conversationId) {
        return found(staff, conversationId)
                .then(conversation -> conversation.status() == Status.CLOSED
                        ? Outcome.refused(Refusal.of(Code.CONVERSATION_CLOSED, Reason.CONVERSATION_CLOSED))
                        : lines(staff, conversationId))
                .then(lines -> draft(staff, conversationId, lines))
                .then(draft -> stillSeen(staff, conversationId, draft));
    }

    private Outcome<Draft> draft(Actor.Staff staff, UUID conversationId, List<Line> lines) {
        if (!model.isOn()) return Outcome.refused(Refusal.conflict(Reason.LANGUAGE_MODEL_OFF));
        List<FaqEntry> entries = RelevantEntries.of(saidByCustomer(lines), faq());
        return model.ask(prompts.draft(lines, entries), new RequestBook.About(conversationId, staff), PATIENCE)
                .then(answer -> draft(DraftAnswer.of(answer.text()), lines, entries));
    }

    private static Outcome<Draft> draft(DraftAnswer answer, List<Line> lines, List<FaqEntry> entries) {
        if (answer.isBlank()) return Outcome.refused(LanguageModel.failed(Duration.ZERO));
        List<String> ours = Stream.concat(
                        entries.stream().map(FaqEntry::answer),
                        lines.stream().filter(Line::isStaffs).map(Line::shown))
                .toList();
        List<FaqEntry> used = answer.entries().stream()
                .filter(number -> number >= 1 && number <= entries.size())
                .map(number -> entries.get(number - 1))
                .toList();
        return Outcome.done(new Draft(KnownLinks.only(answer.draft(), ours), used));
    }

    /// What it was about so far.
    ///
    /// @param language an IETF tag, or null for the customer's
    public Outcome<LanguageModel.Answer> summary(Actor.Staff staff, UUID conversationId, String language) {
        return found(staff, conversationId)
                .then(conversation -> lines(staff, conversationId)
                        .then(lines -> summary(staff, conversation, lines, language, PATIENCE)))
                .then(answer -> stillSeen(staff, conversationId, answer));
    }

    /// For whoever takes it over; empty where there is nothing to sum up, or no answer.
    ///
    /// @param least lines that are worth it
    Optional<String> summaryForTakeover(Conversation conversation, int least) {
        return switch (lines(Actor.SYSTEM, conversation.id())
                .then(lines -> lines.size() < least
                        ? Outcome.refused(Refusal.notFound())
                        : summary(Actor.SYSTEM, conversation, lines, null, LONG_PATIENCE))) {
            case Outcome.Done<LanguageModel.Answer>(LanguageModel.Answer answer) -> Optional.of(answer.text());
            case Outcome.Refused<LanguageModel.Answer> _ -> Optional.empty();
        };
    }

    private Outcome<LanguageModel.Answer> summary(
            Actor by, Conversation conversation, List<Line> lines, String wish, Duration patience) {
        String locale = conversation.customer().contact().locale();
        String language = wish != null ? wish : locale != null ? locale : "en";
        List<String> said = lines.stream().map(Line::shown).toList();
        return model.ask(prompts.summary(lines, language), new RequestBook.About(conversation.id(), by), patience)
                .map(answer -> withKnownLinks(answer, said));
    }

    /// What a message says in another language.
    ///
    /// @param language an IETF tag
    public Outcome<LanguageModel.Answer> translation(Actor.Staff staff, UUID conversationId, int seq, String language) {
        return conversations
                .history()
                .after(staff, conversationId, seq - 1, 1)
                .then(page -> message(page, seq))
                .then(message -> {
                    Redacted text = Redacted.of(message.content());
                    return model.ask(
                                    prompts.translation(text, language),
                                    new RequestBook.About(conversationId, staff),
                                    PATIENCE)
                            .map(answer -> withKnownLinks(answer, List.of(text.toString())));
                })
                .then(answer -> stillSeen(staff, conversationId, answer));
    }

    /// The model takes its time, in which somebody may lose the conversation.
    private <T> Outcome<T> stillSeen(Actor.Staff staff, UUID conversationId, T answer) {
        return found(staff, conversationId).map(_ -> answer);
    }

    /// Which of these a customer wants. Empty for none, and where there is no answer: whoever asks goes on without one.
    ///
    /// @param intents words such as the slugs of categories
    public Optional<String> intent(UUID conversationId, String text, List<String> intents) {
        if (!model.isOn() || intents.isEmpty()) return Optional.empty();
        List<String> words = intents.stream().limit(MOST_INTENTS).toList();
        Prompt prompt = prompts.intent(Redacted.of(text), words);
        return switch (model.ask(prompt, new RequestBook.About(conversationId, Actor.BOT), PATIENCE)) {
            case Outcome.Done<LanguageModel.Answer>(LanguageModel.Answer answer) ->
                words.stream()
                        .filter(word -> word.equalsIgnoreCase(answer.text()))
                        .findFirst();
            case Outcome.Refused<LanguageModel.Answer> _ -> Optional.empty();
        };
    }

    private static LanguageModel.Answer withKnownLinks(LanguageModel.Answer answer, List<String> sources) {
        return new LanguageModel.Answer(KnownLinks.only(answer.text(), sources), answer.cut());
    }

    private Outcome<Conversation> found(Actor actor, UUID conversationId) {
        return conversations.history().find(actor, conversationId);
    }

    private Outcome<List<Line>> lines(Actor actor, UUID conversationId) {
        return conversations
                .history()
                .before(actor, conversationId, Integer.MAX_VALUE, MOST_MESSAGES)
                .map(page -> Line.of(page.messages()));
    }

    private static Outcome<Message> message(ConversationHistory.Page page, int seq) {
        return page.messages().stream()
                .filter(message -> message.seq() == seq && message.kind() != Message.Kind.EVENT)
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.invalid("seq", Reason.NO_SUCH_MESSAGE)));
    }

    private static String saidByCustomer(List<Line> lines) {
        StringBuilder said = new StringBuilder();
        for (Line line : lines) if (!line.isStaffs()) said.append(line.shown()).append('\n');
        return said.toString();
    }

    private List<FaqEntry> faq() {
        List<FaqEntry> entries = new ArrayList<>();
        String cursor = null;
        do {
            Outcome<Slice<FaqEntry>> page =
                    desk.faqEntries().list(Actor.SYSTEM, new Listing(null, null, true, cursor, PAGE));
            if (!(page instanceof Outcome.Done<Slice<FaqEntry>>(Slice<FaqEntry> slice))) return entries;
            entries.addAll(slice.items());
            cursor = slice.nextCursor();
        } while (cursor != null && entries.size() < MOST_ENTRIES_LOOKED_AT);
        return entries;
    }
}
