package chat.switchboard.socketio;

import com.fasterxml.jackson.databind.JsonNode;

/// A Socket.IO packet as a client may send it.
///
/// @param id the acknowledgement's number, or [#NO_ID]
/// @param attachments how many binary frames follow
/// @param data the payload, with placeholders where attachments belong; null if there is none
record Packet(Type type, String namespace, long id, int attachments, JsonNode data) {
    static final long NO_ID = -1;
    static final String ROOT = "/";

    /// In the order of their numbers on the wire.
    enum Type {
        CONNECT,
        DISCONNECT,
        EVENT,
        ACK,
        CONNECT_ERROR,
        BINARY_EVENT,
        BINARY_ACK
    }

    Packet with(JsonNode otherData) {
        return new Packet(type, namespace, id, attachments, otherData);
    }
}
