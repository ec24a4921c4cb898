package chat.switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/// One keep-alive connection that reads one page after the other.
final class PageReader extends ChannelInboundHandlerAdapter {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length: ";

    private final String token;
    private final Supplier<String> paths;
    private final Predicate<String> isWhole;
    private final long millis;
    private final Histogram latency;
    private final CompletableFuture<Integer> pages = new CompletableFuture<>();
    private final ByteBuf received = Unpooled.directBuffer(64 * 1024);
    private long deadline;
    private long asked;
    private int count;

    /// @param paths to ask for, under `/api/v1`
    /// @param isWhole whether the first answer is what it should be
    PageReader(String token, Supplier<String> paths, Predicate<String> isWhole, long millis, Histogram latency) {
        this.token = token;
        this.paths = paths;
        this.isWhole = isWhole;
        this.millis = millis;
        this.latency = latency;
    }

    /// How many pages were read in the time.
    CompletableFuture<Integer> pages() {
        return pages;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = System.nanoTime() + millis * 1_000_000;
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

    private void ask(ChannelHandlerContext context) {
        String request = String.format(Locale.ROOT, """
                GET /api/v1%s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                \r
                """, paths.get(), token);
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
        if (!page.startsWith("HTTP/1.1 200") || !isWhole.test(page))
            throw new IllegalStateException("Not the page that was asked for: " + page);
    }
}
