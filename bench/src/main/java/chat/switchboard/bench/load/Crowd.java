package chat.switchboard.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.HdrHistogram.Histogram;

/// Everybody who is connected: those who talk and those who wait.
final class Crowd implements AutoCloseable {
    /// Connections being made at the same time: a crowd arrives quickly, not at once.
    private static final int AT_THE_DOOR = 64;

    private static final int CONNECTIONS_OF_AN_ADDRESS = 20_000;

    private final Target target;
    private final Sessions sessions;
    private final SSLContext trust;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport());
    private final EventLoop loop = group.next();
    private final FrameReader frames = new FrameReader();
    private final List<Chat> chats = new ArrayList<>();
    private final List<Desk> desks = new ArrayList<>();
    private final List<Link> waiting = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private String customerToken;

    Crowd(Target target) {
        this.target = target;
        this.sessions = new Sessions(target);
        this.trust = target.trust();
    }

    List<Chat> chats() {
        return chats;
    }

    EventLoop loop() {
        return loop;
    }

    void talk(Order.Talk order) {
        String staff = sessions.staffToken().join();
        chats.addAll(each(order.conversations(), () -> chat(staff, order.payload())));
    }

    void workAtDesks(Order.WorkAtDesks order) {
        for (String agent : order.agents()) desks.add(desk(agent, order));
        for (Desk desk : desks) chats.addAll(desk.chats());
    }

    private Desk desk(String agent, Order.WorkAtDesks order) {
        Link staff = sessions.staffToken(agent).thenCompose(this::connect).join();
        var desk = new Desk(staff);
        staff.command("inbox.join", "{}").join();
        for (int slot = 0; slot < order.conversations(); slot++) {
            int mine = slot;
            desk.add(sessions.customerToken()
                    .thenCompose(this::connect)
                    .thenCompose(customer -> customer.command("conversation.open", "{}")
                            .thenApply(Crowd::conversationId)
                            .thenCompose(id -> join(staff, id)
                                    .thenApply(
                                            _ -> new Chat(id, customer, staff, mine, true, target, order.payload()))))
                    .join());
        }
        return desk;
    }

    long listChanges() {
        return desks.stream().mapToLong(Desk::listChanges).sum();
    }

    void wait(Order.Wait order) {
        waiting.addAll(each(order.customers(), () -> sessions.customerToken().thenCompose(this::connect)));
    }

    UUID becomeCustomer() {
        JsonNode session = sessions.customer().join();
        customerToken = Sessions.token(session);
        return UUID.fromString(session.get("customer").get("id").textValue());
    }

    Measured readPages(Order.ReadPages order) {
        var latency = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        var readers = new ArrayList<PageReader>();
        long began = System.nanoTime();
        for (int i = 0; i < order.connections(); i++) {
            var reader = new PageReader(customerToken, order, latency);
            open(reader, reader.pages());
            readers.add(reader);
        }
        int pages = readers.stream().mapToInt(reader -> reader.pages().join()).sum();
        double seconds = (System.nanoTime() - began) / 1e9;
        var spread = Measured.Latency.of(latency);
        return new Measured(pages, seconds, pages, 0, 0, 0, spread, spread);
    }

    int sockets() {
        return (desks.isEmpty() ? 2 * chats.size() : desks.size() + chats.size())
                + (int) waiting.stream().filter(link -> !link.isClosed()).count();
    }

    @Override
    public void close() {
        sessions.close();
        group.shutdownGracefully();
    }

    private CompletableFuture<Chat> chat(String staffToken, int payload) {
        return sessions.customerToken()
                .thenCompose(this::connect)
                .thenCompose(customer -> customer.command("conversation.open", "{}")
                        .thenApply(Crowd::conversationId)
                        .thenCompose(id -> connect(staffToken)
                                .thenCompose(staff -> join(staff, id)
                                        .thenApply(_ -> new Chat(id, customer, staff, target, payload)))));
    }

    private static CompletableFuture<JsonNode> join(Link link, UUID conversationId) {
        return link.command("conversation.join", "{\"conversationId\":\"" + conversationId + "\"}");
    }

    private static UUID conversationId(JsonNode answer) {
        return UUID.fromString(answer.get("conversation").get("id").textValue());
    }

    private CompletableFuture<Link> connect(String token) {
        Link link = new Link(token, frames);
        open(link, link.connected());
        return link.connected();
    }

    /// @param result fails when the connection does
    private void open(ChannelHandler handler, CompletableFuture<?> result) {
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(trust == null ? handler : overTls(handler))
                .connect(new InetSocketAddress("127.0.0.1", target.port()), nextSource());
        connecting.addListener(done -> {
            if (!done.isSuccess()) result.completeExceptionally(done.cause());
        });
    }

    /// An address of this machine has some 28,000 ports to connect from; the loopback network has addresses enough.
    private InetSocketAddress nextSource() {
        int host = 1 + connections.getAndIncrement() / CONNECTIONS_OF_AN_ADDRESS;
        return new InetSocketAddress("127.0.0." + host, 0);
    }

    private ChannelHandler overTls(ChannelHandler handler) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                SSLEngine engine = trust.createSSLEngine();
                engine.setUseClientMode(true);
                channel.pipeline().addLast(new SslHandler(engine), handler);
            }
        };
    }

    private static <T> List<T> each(int count, Supplier<CompletableFuture<T>> arrival) {
        var door = new Semaphore(AT_THE_DOOR);
        var arrivals = new ArrayList<CompletableFuture<T>>(count);
        for (int i = 0; i < count; i++) {
            door.acquireUninterruptibly();
            arrivals.add(arrival.get().whenComplete((_, _) -> door.release()));
        }
        return arrivals.stream().map(CompletableFuture::join).toList();
    }

    private static IoHandlerFactory transport() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    private static Class<? extends SocketChannel> channel() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }
}
