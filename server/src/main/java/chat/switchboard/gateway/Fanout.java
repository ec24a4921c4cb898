package chat.switchboard.gateway;

import chat.switchboard.conversation.Conversation;
import chat.switchboard.conversation.Event;
import chat.switchboard.conversation.Message;
import chat.switchboard.ledger.Committed;
import chat.switchboard.queue.QueuePosition;
import chat.switchboard.socketio.Frame;
import chat.switchboard.wire.Audience;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What was committed → who may know it. Runs on a thread of the ledger after each commit, so every socket gets
/// a conversation's events in commit order; it only queues frames and never waits.
///
/// @param positionInQueue of conversations that wait
record Fanout(
        Rooms rooms,
        InboxUpdates inboxes,
        PositionUpdates positions,
        Typing typing,
        Function<UUID, QueuePosition> positionInQueue) {

    void publish(Committed committed) {
        Conversation after = committed.conversation();
        UUID id = after.id();
        Client[] members = rooms.members(id);
        if (members.length > 0) rooms.publish(after);
        for (Event event : committed.events()) publish(event, committed.before(), after, members);
        inboxes.changed(
                committed.before(), after, has(committed, Event.Opened.class), has(committed, Event.Updated.class));
        if (members.length == 0) return;
        positions.changed(id, after.lastSeq());
        for (Client member : members) if (!member.maySee(after)) remove(member, id);
    }

    private static boolean has(Committed committed, Class<? extends Event> kind) {
        for (Event event : committed.events()) if (kind.isInstance(event)) return true;
        return false;
    }

    private void remove(Client member, UUID id) {
        rooms.leave(id, member);
        typing.stopped(id, member.personId());
    }

    private void publish(Event event, Conversation before, Conversation after, Client[] members) {
        UUID id = after.id();
        switch (event) {
            case Event.MessageCreated(Message message) -> {
                typing.stopped(id, message.sender().id());
                toMembers(members, before, after, () -> Frames.messageCreated(message));
            }
            case Event.MessagesRead(var mark) -> toMembers(members, before, after, () -> Frames.messagesRead(mark));
            case Event.AgentAssigned assigned -> {
                Frame frame = Frames.agentAssigned(id, assigned);
                toMembers(members, before, after, () -> frame);
                inboxes.tell(frame, before, after, members);
            }
            case Event.ChatClosed closed -> {
                Frame frame = Frames.chatClosed(id, closed);
                typing.stopped(id);
                toMembers(members, before, after, () -> frame);
                inboxes.tell(frame, before, after, members);
            }
            case Event.ActivityCreated(var activity) ->
                toStaff(members, after, after, () -> Frames.activityCreated(activity));
            case Event.Escalated escalated -> {
                Frame frame = Frames.escalated(id, escalated);
                toStaff(members, before, after, () -> frame);
                inboxes.tell(frame, before, after, members);
            }
            case Event.ReplyDue due -> {
                Frame frame = Frames.replyDue(id, due);
                toStaff(members, before, after, () -> frame);
                inboxes.tell(frame, before, after, members);
            }
            case Event.Opened _ -> inboxes.created(after);
            case Event.Updated _ -> updated(members, after);
        }
    }

    private void updated(Client[] members, Conversation after) {
        for (Audience audience : Audience.values())
            send(
                    members,
                    member -> member.audience() == audience,
                    after,
                    after,
                    () -> Frames.conversationUpdated(after, positionInQueue.apply(after.id()), audience));
    }

    private static void toStaff(Client[] members, Conversation before, Conversation after, Supplier<Frame> encode) {
        send(members, member -> member.audience() == Audience.STAFF, before, after, encode);
    }

    private static void toMembers(Client[] members, Conversation before, Conversation after, Supplier<Frame> encode) {
        send(members, _ -> true, before, after, encode);
    }

    /// Also to those who lose the conversation by this very event: it tells them so. Encoded once, if anybody gets it.
    private static void send(
            Client[] members, Predicate<Client> who, Conversation before, Conversation after, Supplier<Frame> encode) {
        Frame frame = null;
        for (Client member : members) {
            if (!who.test(member) || (!member.maySee(after) && !member.maySee(before))) continue;
            if (frame == null) frame = encode.get();
            member.send(frame);
        }
    }
}
