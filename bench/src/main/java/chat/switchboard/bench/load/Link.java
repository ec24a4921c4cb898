package chat.switchboard.bench.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One Socket.IO connection over WebSocket: upgrade, handshake, CONNECT with the token, then packets.
///
/// Everything happens on its event loop.
final class Link extends ChannelInboundHandlerAdapter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MASK = 0x5a17c3e9;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNAL = SendFrame.FIRST_ACK - 1;
    private static final ByteBuf PONG = frame("3").asReadOnly();

    private final String token;
    private final FrameReader frames;
    private final CompletableFuture<Link> connected = new CompletableFuture<>();
    private final List<CompletableFuture<JsonNode>> commands = new ArrayList<>(0);
    private ChannelHandlerContext context;
    private ByteBuf incomplete;
    private boolean upgraded;
    private boolean closed;
    private Ear ear = Ear.NONE;

    /// Who hears what the hot path brings.
    interface Ear {
        Ear NONE = new Ear() {
            @Override
            public void acknowledged(Link link, int slot, int number, ByteBuf in, int from, int to) {}

            @Override
            public void message(Link link, ByteBuf in, int from, int to) {}
        };

        /// @param slot of the conversation on this socket
        /// @param from where the answer `[{"ok":…` starts
        void acknowledged(Link link, int slot, int number, ByteBuf in, int from, int to);

        /// `message.created`; its JSON lies between the indices.
        void message(Link link, ByteBuf in, int from, int to);

        /// The list of conversations changed.
        default void listChanged() {}

        /// A read mark was refused.
        default void signalRefused() {}
    }

    /// @param frames may be shared by all links of an event loop
    Link(String token, FrameReader frames) {
        this.token = token;
        this.frames = frames;
    }

    CompletableFuture<Link> connected() {
        return connected;
    }

    boolean isClosed() {
        return closed;
    }

    void hearWith(Ear other) {
        ear = other;
    }

    /// Sends at once what is encoded already.
    void send(ByteBuf frame) {
        context.writeAndFlush(frame, context.voidPromise());
    }

    /// A command outside of the hot path. Fails when the answer is a refusal.
    CompletableFuture<JsonNode> command(String name, String json) {
        var answer = new CompletableFuture<JsonNode>();
        context.executor().execute(() -> {
            commands.add(answer);
            send(frame("42" + (commands.size() - 1) + "[\"" + name + "\"," + json + "]"));
        });
        return answer.thenApply(Link::unlessRefused);
    }

    /// A read mark: only whether it is refused is looked at.
    void signal(String name, String json) {
        send(frame("42" + SIGNAL + "[\"" + name + "\"," + json + "]"));
    }

    /// A typing signal, which nobody answers.
    void tell(String name, String json) {
        send(frame("42[\"" + name + "\"," + json + "]"));
    }

    void close() {
        if (context != null) context.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        send(Unpooled.copiedBuffer("""
                GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
                Host: 127.0.0.1\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: c3dpdGNoYm9hcmQtbG9hZA==\r
                \r
                """, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (incomplete != null) {
            incomplete.writeBytes(in);
            in.release();
            in = incomplete;
            incomplete = null;
        }
        read(in);
        if (in.isReadable())
            incomplete = from.alloc().buffer(in.readableBytes() * 2).writeBytes(in);
        in.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        closed = true;
        connected.completeExceptionally(new IllegalStateException("The server closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable fault) {
        connected.completeExceptionally(fault);
        from.close();
    }

    private void read(ByteBuf in) {
        if (!upgraded && !upgrade(in)) return;
        while (frames.next(in)) {
            if (frames.opcode == FrameReader.TEXT) text(in, frames.start, frames.start + frames.length);
            else if (frames.opcode == FrameReader.CLOSE) context.close();
        }
    }

    private boolean upgrade(ByteBuf in) {
        int end = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(END_OF_HEAD), in);
        if (end < 0) return false;
        String status = in.toString(in.readerIndex(), 12, StandardCharsets.US_ASCII);
        if (!status.endsWith("101")) throw new IllegalStateException("The server does not upgrade: " + status);
        in.readerIndex(end + END_OF_HEAD.length);
        upgraded = true;
        return true;
    }

    private void text(ByteBuf in, int at, int to) {
        switch (in.getByte(at)) {
            case '4' -> packet(in, at + 1, to);
            case '2' -> send(PONG.retainedDuplicate());
            case '0' -> send(frame("40{\"token\":\"" + token + "\"}"));
            default -> {}
        }
    }

    private void packet(ByteBuf in, int at, int to) {
        switch (in.getByte(at)) {
            case '2' -> event(in, at + 1, to);
            case '3' -> answer(in, at + 1, to);
            case '0' -> connected.complete(this);
            case '4' ->
                connected.completeExceptionally(
                        new IllegalStateException("Refused: " + in.toString(at, to - at, StandardCharsets.UTF_8)));
            default -> {}
        }
    }

    /// `["message.created",…`, `["inbox.changed",…` and `["conversation.updated",…`: no other events have these letters
    /// after a dot at these places.
    private void event(ByteBuf in, int at, int to) {
        if (to - at <= 17) return;
        if (in.getByte(at + 9) == '.' && in.getByte(at + 10) == 'c') ear.message(this, in, at + 17, to);
        else if (in.getByte(at + 7) == '.' && in.getByte(at + 8) == 'c') ear.listChanged();
        else if (in.getByte(at + 14) == '.' && in.getByte(at + 15) == 'u') ear.listChanged();
    }

    private void answer(ByteBuf in, int at, int to) {
        int id = 0;
        int next = at;
        for (byte digit = in.getByte(next); digit != '['; digit = in.getByte(++next)) id = id * 10 + digit - '0';
        if (id >= SendFrame.FIRST_ACK)
            ear.acknowledged(this, id / SendFrame.FIRST_ACK - 1, id % SendFrame.FIRST_ACK, in, next, to);
        else if (id == SIGNAL) {
            if (in.getByte(next + 7) != 't') ear.signalRefused();
        } else commands.get(id).complete(json(in, next, to));
    }

    private static JsonNode json(ByteBuf in, int from, int to) {
        try {
            return JSON.readTree(ByteBufUtil.getBytes(in, from, to - from)).get(0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode unlessRefused(JsonNode answer) {
        if (!answer.path("ok").asBoolean()) throw new IllegalStateException("Refused: " + answer);
        return answer;
    }

    private static ByteBuf frame(String text) {
        return Unpooled.wrappedBuffer(ClientFrame.text(text.getBytes(StandardCharsets.UTF_8), MASK));
    }
}
