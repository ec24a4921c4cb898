package chat.switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One agent at work: a list of conversations that stays up to date, and several conversations open at once, all over
/// one socket.
final class Desk implements Link.Ear {
    private static final int ID_LENGTH = 36;

    private final Needle conversationOfEvent = new Needle("\"conversationId\":\"");
    private final List<Chat> chats = new ArrayList<>();
    private final Map<String, Chat> byId = new HashMap<>();
    private int listChanges;

    Desk(Link staff) {
        staff.hearWith(this);
    }

    void add(Chat chat) {
        if (!chats.isEmpty()) chats.getLast().nextIs(chat);
        chats.add(chat);
        chat.nextIs(chats.getFirst());
        byId.put(chat.id().toString(), chat);
    }

    List<Chat> chats() {
        return chats;
    }

    /// How often the list changed so far.
    int listChanges() {
        return listChanges;
    }

    @Override
    public void acknowledged(Link link, int slot, int number, ByteBuf in, int from, int to) {
        chats.get(slot).acknowledged(link, slot, number, in, from, to);
    }

    @Override
    public void message(Link link, ByteBuf in, int from, int to) {
        int id = conversationOfEvent.endIn(in, from, to);
        byte[] text = ByteBufUtil.getBytes(in, id, ID_LENGTH);
        Chat chat = byId.get(new String(text, StandardCharsets.US_ASCII));
        if (chat != null) chat.message(link, in, from, to);
    }

    @Override
    public void listChanged() {
        listChanges++;
    }

    @Override
    public void signalRefused() {
        chats.getFirst().signalRefused();
    }
}
