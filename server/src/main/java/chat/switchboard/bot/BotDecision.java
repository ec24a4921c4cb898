package chat.switchboard.bot;

import chat.switchboard.conversation.Activity.Details.BotDecided.Reason;
import java.util.List;

/// What is to be done about a message.
sealed interface BotDecision {

    record Greet() implements BotDecision {}

    record Answer(FaqTopic topic, Reason reason) implements BotDecision {}

    /// "Do you mean one of these?"
    record Suggest(List<FaqTopic> topics) implements BotDecision {}

    /// There is no answer: a person is offered.
    record OfferPerson(Reason reason) implements BotDecision {}

    record HandOff(Reason reason) implements BotDecision {}

    record Thank() implements BotDecision {}

    /// Nobody is here, and people have to answer.
    record OfflineReply() implements BotDecision {}

    record Nothing(Why why) implements BotDecision {
        enum Why {
            /// A person has it, or is about to.
            PEOPLE_ARE_HERE,
            TOLD_ALREADY,
            OVER,
            SWITCHED_OFF
        }
    }
}
