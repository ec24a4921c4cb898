package chat.switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/// One keep-alive connection that reads one page of history after the other, of conversations chosen at random.
final class PageReader extends ChannelInboundHandlerAdapter {
    static final int PAGE = 50;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length: ";

    private final String token;
    private final Order.ReadPages order;
    private final Histogram latency;
    private final CompletableFuture<Integer> pages = new CompletableFuture<>();
    private final ByteBuf received = Unpooled.directBuffer(64 * 1024);
    private long deadline;
    private long asked;
    private int count;

    PageReader(String token, Order.ReadPages order, Histogram latency) {
        this.token = token;
        this.order = order;
        this.latency = latency;
    }

    /// How many pages were read in the time.
    CompletableFuture<Integer> pages() {
        return pages;
    }

    /// The id that the stored conversation with this number has, from 1.
    static UUID conversation(int number) {
        return new UUID(0x7000, 0x8000_0000_0000_0000L | number);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = System.nanoTime() + order.millis() * 1_000_000;
        ask(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        received.writeBytes(in);
        in.release();
        int body = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(END_OF_HEAD), received);
        if (body < 0 || received.writerIndex() < body + END_OF_HEAD.length + contentLength(body)) return;
        if (count == 0) check();
        count++;
        latency.recordValue((System.nanoTime() - asked) / 1000);
        received.clear();
        if (System.nanoTime() < deadline) ask(context);
        else {
            pages.complete(count);
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        received.release();
        pages.completeExceptionally(new IllegalStateException("The server closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        pages.completeExceptionally(fault);
        context.close();
    }

    /// Any page that is full: the conversations are all twice as long.
    private void ask(ChannelHandlerContext context) {
        var random = ThreadLocalRandom.current();
        String request = String.format(
                Locale.ROOT,
                """
                GET /api/v1/conversations/%s/messages?before=%d&limit=%d HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                \r
                """,
                conversation(1 + random.nextInt(order.conversations())),
                PAGE + 1 + random.nextInt(PAGE),
                PAGE,
                token);
        asked = System.nanoTime();
        context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), context.voidPromise());
    }

    private int contentLength(int end) {
        String head = received.toString(0, end, StandardCharsets.US_ASCII).toLowerCase(java.util.Locale.ROOT);
        int at = head.indexOf(LENGTH) + LENGTH.length();
        int line = head.indexOf("\r\n", at);
        return Integer.parseInt(head.substring(at, line < 0 ? head.length() : line));
    }

    private void check() {
        String page = received.toString(StandardCharsets.UTF_8);
        int messages = page.split("\"seq\":", -1).length - 1;
        if (!page.startsWith("HTTP/1.1 200") || messages != PAGE)
            throw new IllegalStateException(String.format(Locale.ROOT, "Not a page of %d messages: %s", PAGE, page));
    }
}
