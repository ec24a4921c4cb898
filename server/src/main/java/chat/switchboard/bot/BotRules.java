package chat.switchboard.bot;

import chat.switchboard.bot.BotDecision.Answer;
import chat.switchboard.bot.BotDecision.HandOff;
import chat.switchboard.bot.BotDecision.Nothing;
import chat.switchboard.bot.BotDecision.OfferPerson;
import chat.switchboard.conversation.Activity.Details.BotDecided.Reason;
import chat.switchboard.conversation.Status;
import java.util.List;

/// The rules of what is said without a person. Pure: nothing is asked or stored here.
final class BotRules {
    /// So many questions in a row without an answer go to people.
    static final int MOST_MISSES = 2;

    private static final int SUGGESTED = 2;
    /// In so few words somebody says hello.
    private static final int FEW_WORDS = 3;

    private BotRules() {}

    static BotDecision decide(Situation now) {
        if (now.status() == Status.CLOSED || now.status() == Status.RESOLVED) return new Nothing(Nothing.Why.OVER);
        if (now.status() != Status.AUTOMATED) return whilePeopleHaveIt(now);
        if (!now.active()) return new Nothing(Nothing.Why.SWITCHED_OFF);
        if (now.automation().answers() >= now.thresholds().mostAnswers()) return new HandOff(Reason.LIMIT);
        return switch (now.said()) {
            case Said.Opened _ -> new BotDecision.Greet();
            case Said.Queued _ -> new Nothing(Nothing.Why.PEOPLE_ARE_HERE);
            case Said.Choice choice -> chosen(choice, now);
            case Said.Words _ -> asked(now);
        };
    }

    private static BotDecision whilePeopleHaveIt(Situation now) {
        if (now.online()) return new Nothing(Nothing.Why.PEOPLE_ARE_HERE);
        boolean tells = now.tellsOffline() && now.asks();
        return tells ? new BotDecision.OfflineReply() : new Nothing(Nothing.Why.TOLD_ALREADY);
    }

    /// What was picked is exact: nothing is compared.
    private static BotDecision chosen(Said.Choice choice, Situation now) {
        if (choice.value().equals(Said.Choice.PERSON)) return new HandOff(Reason.PERSON_WANTED);
        if (choice.value().equals(Said.Choice.HELPED)) return new BotDecision.Thank();
        if (choice.value().equals(Said.Choice.NOT_HELPED)) return missed(Reason.NOT_HELPED, now);
        if (now.chosen().isEmpty()) return asked(now);
        return isSaidAlready(now.chosen().get(), now)
                ? missed(Reason.SAME_ANSWER, now)
                : new Answer(now.chosen().get(), Reason.CHOSEN);
    }

    private static BotDecision asked(Situation now) {
        Understood understood = now.understood();
        if (understood.wantsPerson()) return new HandOff(Reason.PERSON_WANTED);
        double score = understood.offTopic()
                ? 0
                : understood.best().map(Understood.Candidate::score).orElse(0.0);
        if (score > 0 && score >= now.thresholds().answersFrom())
            return answered(understood.best().get().topic(), now);
        if (score > 0 && score >= now.thresholds().suggestsFrom()) return suggested(now);
        if (understood.offTopic() && isHello(now)) return new BotDecision.Greet();
        return missed(understood.offTopic() ? Reason.OFF_TOPIC : Reason.NO_MATCH, now);
    }

    private static BotDecision answered(FaqTopic topic, Situation now) {
        return isSaidAlready(topic, now) ? missed(Reason.SAME_ANSWER, now) : new Answer(topic, Reason.MATCHED);
    }

    private static BotDecision suggested(Situation now) {
        List<FaqTopic> nearest = now.understood().candidates().stream()
                .map(Understood.Candidate::topic)
                .filter(topic -> !isSaidAlready(topic, now))
                .limit(SUGGESTED)
                .toList();
        return nearest.isEmpty() ? missed(Reason.SAME_ANSWER, now) : new BotDecision.Suggest(nearest);
    }

    /// The same answer is never given twice in a row.
    private static boolean isSaidAlready(FaqTopic topic, Situation now) {
        return now.last().map(topic::equals).orElse(false);
    }

    private static boolean isHello(Situation now) {
        return now.automation().answers() == 0 && now.said().text().strip().split("\\s+").length <= FEW_WORDS;
    }

    /// While nobody is here there is no person to offer: the question waits for one at once.
    private static BotDecision missed(Reason reason, Situation now) {
        boolean isLast = now.automation().misses() + 1 >= MOST_MISSES;
        if (isLast) return new HandOff(reason == Reason.NOT_HELPED ? reason : Reason.MISSES);
        return now.online() ? new OfferPerson(reason) : new HandOff(reason);
    }
}
