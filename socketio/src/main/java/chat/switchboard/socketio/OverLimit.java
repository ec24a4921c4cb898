package chat.switchboard.socketio;

/// JSON over a limit. If nothing else is wrong with an event, its sender is told instead of cut off: see
/// [SocketListener#overLimit].
final class OverLimit extends MalformedPacket {
    private final String field;
    private final Packet event;

    /// @param field the field of the packet's argument in which the limit was passed, or null
    OverLimit(String field) {
        this(field, null);
    }

    private OverLimit(String field, Packet event) {
        super("JSON over a limit");
        this.field = field;
        this.event = event;
    }

    /// The same, in this event, of which only the head was read.
    OverLimit in(Packet event) {
        return new OverLimit(field, event);
    }

    String field() {
        return field;
    }

    /// The event, or null if it was another packet.
    Packet event() {
        return event;
    }
}
