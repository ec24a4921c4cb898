package chat.switchboard.conversation;

import static chat.switchboard.conversation.Status.ACTIVE;
import static chat.switchboard.conversation.Status.AUTOMATED;
import static chat.switchboard.conversation.Status.CLOSED;
import static chat.switchboard.conversation.Status.RESOLVED;
import static chat.switchboard.conversation.Status.WAITING;

import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Actor.Agent;
import chat.switchboard.kernel.Actor.Staff;
import chat.switchboard.kernel.Actor.Writer;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A support ticket and its chat: the state, and every rule about what may happen to it.
///
/// [#decide] is pure: it reads this value, the actor, the command and the time, and answers with the
/// conversation after and the events, or a refusal. Nothing is stored or sent here.
///
/// @param number short and increasing, for people
/// @param readMarks how far readers have read, by reader; loaded only where a command asks
public record Conversation(
        UUID id,
        long number,
        Customer customer,
        Topic topic,
        Status status,
        Person assignedAgent,
        Times times,
        Counts counts,
        LastMessage lastMessage,
        Rating rating,
        Map<UUID, Integer> readMarks) {

    static final Refusal STAFF_ONLY = Refusal.of(Code.FORBIDDEN, "Only staff may do this.");
    static final Duration RATING_WINDOW = Duration.ofDays(7);

    /// Who asked for help.
    ///
    /// @param contact for staff only
    public record Customer(UUID id, String name, Message.Sender.Type kind, Contact contact) {}

    /// What staff may know of a customer beside the name; every part may be null.
    ///
    /// @param attributes a JSON object as text
    public record Contact(String email, String phone, String locale, String attributes) {
        static final Contact UNKNOWN = new Contact(null, null, null, "{}");
    }

    /// What it is about.
    ///
    /// @param metadata a JSON object as text
    public record Topic(
            String subject,
            String category,
            Priority priority,
            Person department,
            String metadata,
            List<String> labels) {}

    /// When things happened first, or null.
    public record Times(
            Instant createdAt,
            Instant updatedAt,
            Instant requestedAgentAt,
            Instant assignedAt,
            Instant firstResponseAt,
            Instant escalatedAt,
            Instant resolvedAt,
            Instant closedAt) {}

    /// @param unanswered customer messages since the last human reply
    /// @param unread customer messages no staff member has read
    /// @param activities staff-only facts recorded so far
    public record Counts(int lastSeq, int unanswered, int unread, int activities) {}

    /// What a list shows of the newest message.
    public record LastMessage(
            Message.Sender.Type senderType, String senderName, Message.Kind kind, String preview, Instant at) {}

    /// @param score 1 to 5
    public record Rating(int score, String comment) {}

    /// A conversation at its first moment: nothing said yet, the bot in charge.
    public static Conversation opened(UUID id, Customer customer, Topic topic, Instant now) {
        Times times = new Times(now, now, null, null, null, null, null, null);
        return new Conversation(
                id, 0, customer, topic, AUTOMATED, null, times, new Counts(0, 0, 0, 0), null, null, Map.of());
    }

    Conversation numbered(long number) {
        return new Conversation(
                id, number, customer, topic, status, assignedAgent, times, counts, lastMessage, rating, readMarks);
    }

    Conversation withReadMark(UUID readerId, int seq) {
        Map<UUID, Integer> marks = new HashMap<>(readMarks);
        marks.put(readerId, seq);
        return new Conversation(
                id, number, customer, topic, status, assignedAgent, times, counts, lastMessage, rating, marks);
    }

    public int lastSeq() {
        return counts.lastSeq;
    }

    /// Whether this actor may know that the conversation exists.
    public boolean visibleTo(Actor actor) {
        return switch (actor) {
            case Writer writer -> writer.id().equals(customer.id);
            case Agent agent -> isAssignedTo(agent) || isOpenToTake() && servedBy(agent);
            case Actor.Admin _, Actor.Bot _, Actor.System _ -> true;
        };
    }

    /// What `command` does to this conversation if `actor` asks for it at `now`.
    public Decision decide(Actor actor, Command command, Instant now) {
        if (!visibleTo(actor)) return unseen(actor, command);
        if (status == CLOSED) return whenClosed(actor, command, now);
        return switch (command) {
            case Command.Send send -> said(actor, send, now);
            case Command.MarkRead read -> read(actor, read, now);
            case Command.Handoff _ -> handedOff(actor, now);
            case Command.Assign assign -> assigned(actor, assign, now);
            case Command.Resolve _ -> resolved(actor, now);
            case Command.Reopen _ -> reopened(actor, now);
            case Command.Close _ -> closed(actor, now);
            case Command.Escalate escalate -> escalated(actor, escalate, now);
            case Command.Rate rate -> rated(actor, rate, now);
            case Command.Edit edit -> edited(actor, edit, now);
        };
    }

    /// An agent who was a moment too late learns who was faster; everybody else learns nothing.
    private Decision unseen(Actor actor, Command command) {
        boolean takes = command instanceof Command.Send || command instanceof Command.Assign;
        if (takes && actor instanceof Agent agent && status == ACTIVE && servedBy(agent)) return taken();
        return refuse(Refusal.notFound());
    }

    private Decision whenClosed(Actor actor, Command command, Instant now) {
        return switch (command) {
            case Command.MarkRead read -> read(actor, read, now);
            case Command.Rate rate -> rated(actor, rate, now);
            case Command.Close _ when decidesForTheDesk(actor) -> unchanged();
            case Command.Send _,
                    Command.Handoff _,
                    Command.Assign _,
                    Command.Resolve _,
                    Command.Reopen _,
                    Command.Close _,
                    Command.Escalate _,
                    Command.Edit _ -> refuseClosed();
        };
    }

    private Decision said(Actor actor, Command.Send send, Instant now) {
        int most = actor instanceof Writer ? Content.MOST_FROM_CUSTOMERS : Content.MOST_FROM_STAFF;
        Refusal tooLong = Content.tooLong("content", send.content(), most);
        if (tooLong != null) return refuse(tooLong);
        if (send.content().isBlank()) return refuse(Refusal.invalid("content", "Write something first."));
        if (send.replyTo() != null && (send.replyTo() < 1 || send.replyTo() > counts.lastSeq))
            return refuse(Refusal.invalid("replyTo", "There is no message with this seq in the conversation."));
        Turn turn = new Turn(this, now);
        switch (actor) {
            case Writer writer -> asks(turn, writer, send);
            case Staff staff -> answers(turn, staff, send);
            case Actor.Bot _ -> turn.say(Message.Sender.BOT, send);
            case Actor.System _ -> turn.say(Message.Sender.SYSTEM, send);
        }
        return turn.accepted();
    }

    private void asks(Turn turn, Writer writer, Command.Send send) {
        turn.say(Message.Sender.of(writer), send);
        turn.counts(1, 1);
        if (status == RESOLVED) {
            turn.resumed();
            turn.record("conversation.reopened", Message.Sender.of(writer), Map.of());
        }
    }

    /// Who answers a conversation that nobody has, accepts it by doing so.
    private void answers(Turn turn, Staff staff, Command.Send send) {
        if (isOpenToTake()) turn.assign(person(staff), Message.Sender.of(staff));
        turn.say(Message.Sender.of(staff), send);
        turn.answered();
    }

    private Decision read(Actor actor, Command.MarkRead read, Instant now) {
        if (read.seq() < 1 || read.seq() > counts.lastSeq)
            return refuse(Refusal.invalid("seq", "There is no message with this seq in the conversation."));
        return switch (actor) {
            case Writer writer -> marked(Message.Sender.of(writer), read, now);
            case Staff staff -> marked(Message.Sender.of(staff), read, now);
            case Actor.Bot _, Actor.System _ -> unchanged();
        };
    }

    private Decision marked(Message.Sender reader, Command.MarkRead read, Instant now) {
        if (readMarks.getOrDefault(reader.id(), 0) >= read.seq()) return unchanged();
        Turn turn = new Turn(this, now);
        turn.read(reader, read.seq());
        return turn.accepted();
    }

    private Decision handedOff(Actor actor, Instant now) {
        if (status != AUTOMATED) return unchanged();
        Turn turn = new Turn(this, now);
        turn.queue();
        turn.record("conversation.handoff", Message.Sender.of(actor), Map.of());
        return turn.accepted();
    }

    private Decision assigned(Actor actor, Command.Assign assign, Instant now) {
        if (!decidesForTheDesk(actor)) return forbidden();
        if (actor instanceof Agent && assign.agent() != null && assignedAgent != null && !isAssignedTo((Agent) actor))
            return taken();
        if (assignsNothingNew(assign)) return unchanged();
        Turn turn = new Turn(this, now);
        if (assign.department() != null) turn.department(assign.department());
        if (assign.agent() == null) turn.queue();
        else turn.assign(assign.agent(), Message.Sender.of(actor));
        turn.record("conversation.assigned", Message.Sender.of(actor), assignmentFacts(assign));
        return turn.accepted();
    }

    private boolean assignsNothingNew(Command.Assign assign) {
        if (assign.department() != null && !assign.department().equals(topic.department)) return false;
        return assign.agent() == null
                ? status == WAITING
                : status == ACTIVE && assign.agent().equals(assignedAgent);
    }

    private static Map<String, String> assignmentFacts(Command.Assign assign) {
        Map<String, String> facts = new java.util.TreeMap<>();
        if (assign.agent() != null) facts.put("agent", assign.agent().name());
        if (assign.department() != null)
            facts.put("department", assign.department().name());
        if (assign.note() != null) facts.put("note", assign.note());
        return facts;
    }

    private Decision resolved(Actor actor, Instant now) {
        if (!decidesForTheDesk(actor)) return forbidden();
        if (status == RESOLVED) return unchanged();
        if (status != ACTIVE) return refuse(Refusal.of(Code.CONFLICT, "Only an active conversation can be resolved."));
        Turn turn = new Turn(this, now);
        turn.resolve(Message.Sender.of(actor));
        return turn.accepted();
    }

    private Decision reopened(Actor actor, Instant now) {
        if (!decidesForTheDesk(actor)) return forbidden();
        if (status != RESOLVED) return unchanged();
        Turn turn = new Turn(this, now);
        turn.resumed();
        turn.record("conversation.reopened", Message.Sender.of(actor), Map.of());
        return turn.accepted();
    }

    private Decision closed(Actor actor, Instant now) {
        if (!decidesForTheDesk(actor)) return forbidden();
        Turn turn = new Turn(this, now);
        turn.close(Message.Sender.of(actor));
        return turn.accepted();
    }

    private Decision escalated(Actor actor, Command.Escalate escalate, Instant now) {
        if (!decidesForTheDesk(actor)) return forbidden();
        if (times.escalatedAt != null) return unchanged();
        Turn turn = new Turn(this, now);
        turn.escalate(Message.Sender.of(actor), escalate.reason());
        return turn.accepted();
    }

    private Decision rated(Actor actor, Command.Rate rate, Instant now) {
        if (!(actor instanceof Writer)) return forbidden();
        if (rate.score() < 1 || rate.score() > 5) return refuse(Refusal.invalid("score", "From 1 to 5."));
        if (status != CLOSED && status != RESOLVED)
            return refuse(Refusal.of(Code.CONFLICT, "A conversation can be rated once it is resolved."));
        if (status == CLOSED && now.isAfter(times.closedAt.plus(RATING_WINDOW))) return refuseClosed();
        if (rating != null) return refuse(Refusal.of(Code.CONFLICT, "This conversation was already rated."));
        Turn turn = new Turn(this, now);
        turn.rate(new Rating(rate.score(), rate.comment()));
        return turn.accepted();
    }

    private Decision edited(Actor actor, Command.Edit edit, Instant now) {
        if (!decidesForTheDesk(actor)) return forbidden();
        Turn turn = new Turn(this, now);
        turn.edit(edit, Message.Sender.of(actor));
        return turn.accepted();
    }

    /// People who work at the desk, and the server on their behalf.
    private static boolean decidesForTheDesk(Actor actor) {
        return actor instanceof Staff || actor instanceof Actor.System;
    }

    private boolean isAssignedTo(Staff staff) {
        return assignedAgent != null && assignedAgent.id().equals(staff.id());
    }

    private boolean isOpenToTake() {
        return status == AUTOMATED || status == WAITING;
    }

    private boolean servedBy(Agent agent) {
        return topic.department == null || agent.departmentIds().contains(topic.department.id());
    }

    private static Person person(Staff staff) {
        return new Person(staff.id(), staff.name());
    }

    private Decision unchanged() {
        return new Decision.Accepted(this, List.of());
    }

    private Decision taken() {
        return refuse(Refusal.of(Code.CONFLICT, assignedAgent.name() + " has already taken this conversation."));
    }

    private static Decision forbidden() {
        return refuse(STAFF_ONLY);
    }

    private static Decision refuseClosed() {
        return refuse(
                Refusal.of(Code.CONVERSATION_CLOSED, "This conversation is closed. Start a new one to write again."));
    }

    private static Decision refuse(Refusal refusal) {
        return new Decision.Refused(refusal);
    }
}
