package chat.switchboard.socketio.example;

import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.socketio.engine.EncodedPacket;
import chat.switchboard.socketio.engine.EngineListener;
import chat.switchboard.socketio.engine.EngineSession;
import java.util.Arrays;

/// What the Engine.IO suite expects of its server.
final class EngineEcho implements EngineListener {
    private final EngineSession session;

    EngineEcho(EngineSession session) {
        this.session = session;
        session.admitted();
    }

    @Override
    public void text(byte[] utf8, int from, int to) {
        session.send(EncodedPacket.text(Arrays.copyOfRange(utf8, from, to)));
    }

    @Override
    public void binary(byte[] bytes) {
        session.send(EncodedPacket.binary(bytes));
    }

    @Override
    public void closed(CloseReason reason) {}
}
