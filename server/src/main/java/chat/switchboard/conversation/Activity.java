package chat.switchboard.conversation;

import chat.switchboard.conversation.Topic.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// A staff-only fact about a conversation; no customer ever sees one.
public record Activity(UUID id, UUID conversationId, Message.Sender by, Details details, Instant createdAt) {

    /// Which kind of activity it is, as stored and on the wire: `conversation.assigned`.
    public String type() {
        return details.type();
    }

    /// What happened: one type for each kind of activity. Null where a part does not apply.
    public sealed interface Details {
        String type();

        /// Given to an agent, moved to a department, or (with neither) given back to the queue.
        ///
        /// @param from who had it
        /// @param note in the words of whoever did it
        record Assigned(NamedRef from, NamedRef agent, NamedRef department, String note) implements Details {
            @Override
            public String type() {
                return "conversation.assigned";
            }
        }

        /// Somebody took it for themselves while somebody else had it.
        record TakenOver(NamedRef from, NamedRef agent, NamedRef department, String note) implements Details {
            @Override
            public String type() {
                return "conversation.taken_over";
            }
        }

        /// Given out of the queue.
        ///
        /// @param candidates who could have had it, the best first
        /// @param moreCandidates how many more there were than are named
        record Routed(
                NamedRef agent, Rule rule, List<Candidate> candidates, Integer moreCandidates, List<Excluded> excluded)
                implements Details {
            public Routed {
                Objects.requireNonNull(rule);
            }

            public static Routed takenByHand(NamedRef agent) {
                return new Routed(agent, new Rule(Rule.Code.TAKEN_BY_HAND, null, null), List.of(), null, List.of());
            }

            @Override
            public String type() {
                return "conversation.routed";
            }
        }

        /// The agent did not serve it.
        record Requeued(NamedRef agent, Command.Release.Cause cause) implements Details {
            public Requeued {
                Objects.requireNonNull(cause);
            }

            @Override
            public String type() {
                return "conversation.requeued";
            }
        }

        /// @param reason in the words of whoever did it by hand
        /// @param messages how many were unanswered
        record Escalated(Cause cause, String reason, Integer messages) implements Details {
            public enum Cause {
                BY_HAND,
                UNANSWERED_MESSAGES
            }

            public Escalated {
                Objects.requireNonNull(cause);
            }

            public static Escalated byHand(String reason) {
                return new Escalated(Cause.BY_HAND, reason, null);
            }

            public static Escalated unanswered(int messages) {
                return new Escalated(Cause.UNANSWERED_MESSAGES, null, messages);
            }

            @Override
            public String type() {
                return "conversation.escalated";
            }
        }

        /// A reply is due soon or late; `level` says who was told.
        record ReplyDue(ReplyClock.Level level) implements Details {
            @Override
            public String type() {
                return "reply.due";
            }
        }

        record ReplyAcknowledged() implements Details {
            @Override
            public String type() {
                return "reply.acknowledged";
            }
        }

        /// @param labels the whole list, before and after
        record Edited(
                Change<String> subject,
                Change<String> category,
                Change<Priority> priority,
                Change<NamedRef> department,
                Change<List<String>> labels)
                implements Details {
            boolean isNothing() {
                return subject == null && category == null && priority == null && department == null && labels == null;
            }

            @Override
            public String type() {
                return "conversation.edited";
            }
        }

        /// The customer asked for a person.
        record HandedOff() implements Details {
            @Override
            public String type() {
                return "conversation.handoff";
            }
        }

        /// What the server did about a message without a person, and why.
        ///
        /// @param seq the message; 0 for the opening
        /// @param entry the frequent question that was answered, or came closest; its name is the question
        /// @param score how close, 0 to 1
        /// @param runnerUp the second closest
        /// @param language how the message was written: `en`, `ur`, `ur-Latn`
        /// @param mood as `negative`
        /// @param intent what the customer wants: the slug of a category
        /// @param answersFrom the score from which it answered then, and `suggestsFrom` from which it suggested
        record BotDecided(
                int seq,
                Outcome outcome,
                Reason reason,
                NamedRef entry,
                Double score,
                NamedRef runnerUp,
                Double runnerUpScore,
                String language,
                String mood,
                String intent,
                Double answersFrom,
                Double suggestsFrom,
                Versions versions)
                implements Details {
            public BotDecided {
                Objects.requireNonNull(outcome);
                Objects.requireNonNull(reason);
            }

            @Override
            public String type() {
                return "bot.decided";
            }

            /// @param faq of the frequent questions
            /// @param model which one compared meanings
            public record Versions(long faq, String model) {}

            public enum Outcome {
                GREETED,
                ANSWERED,
                SUGGESTED,
                PERSON_OFFERED,
                HANDED_OFF,
                THANKED,
                REPLIED_OFFLINE
            }

            public enum Reason {
                OPENED,
                /// The option of a quick reply.
                CHOSEN,
                MATCHED,
                CLOSE,
                NO_MATCH,
                OFF_TOPIC,
                SAME_ANSWER,
                NOT_HELPED,
                HELPED,
                PERSON_WANTED,
                MISSES,
                LIMIT,
                FAULT,
                NOBODY_ONLINE
            }
        }

        /// What it was about when it passed to somebody else, in the words of a language model: to be read, not
        /// believed.
        record Summarised(String summary) implements Details {
            @Override
            public String type() {
                return "conversation.summarised";
            }
        }

        record Reopened() implements Details {
            @Override
            public String type() {
                return "conversation.reopened";
            }
        }

        /// Stored by another version of this program, which knew it in other terms.
        ///
        /// @param facts short texts by name
        record Other(String type, Map<String, String> facts) implements Details {}
    }

    /// @param from null: there was none
    /// @param to null: there is none any more
    public record Change<T>(T from, T to) {
        /// Null when nothing changed.
        static <T> Change<T> between(T from, T to) {
            return Objects.equals(from, to) ? null : new Change<>(from, to);
        }
    }

    /// Why an agent was chosen.
    ///
    /// @param candidates of how many she had the least to do, or null
    /// @param language which those speak, or null
    public record Rule(Code code, Integer candidates, String language) {
        public enum Code {
            /// Had the customer before.
            PREVIOUS_AGENT,
            ONLY_ONE,
            LEAST_LOADED,
            /// An agent took the next one out of a queue.
            TAKEN_BY_HAND
        }
    }

    /// @param active conversations at that moment
    public record Candidate(NamedRef agent, int active, int maxActiveChats) {}

    /// Agents who could not have it, all for one reason.
    ///
    /// @param more how many more there were than are named, or null
    public record Excluded(Exclusion reason, List<NamedRef> agents, Integer more) {}

    /// Why an agent could not have a conversation.
    public enum Exclusion {
        OFFLINE,
        OTHER_DEPARTMENT,
        BUSY,
        FULL
    }
}
