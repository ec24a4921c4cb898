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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.HdrHistogram.Histogram;

/// Everybody who is connected: those who talk and those who wait.
final class Crowd implements AutoCloseable {
    /// Connections being made at the same time: a crowd arrives quickly, not at once.
    private static final int AT_THE_DOOR = 64;

    private static final int CONNECTIONS_OF_AN_ADDRESS = 20_000;

    private static final int PAGE = 50;

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
    private volatile int firstHost = 1;

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
        if (order.live()) staff.command("inbox.join", "{\"batched\":true}").join();
        var slots = new AtomicInteger();
        each(order.conversations(), () -> chat(staff, slots.getAndIncrement(), order))
                .forEach(desk::add);
        return desk;
    }

    private CompletableFuture<Chat> chat(Link staff, int slot, Order.WorkAtDesks order) {
        return sessions.customerToken()
                .thenCompose(this::connect)
                .thenCompose(customer -> customer.command("conversation.open", "{}")
                        .thenApply(Crowd::conversationId)
                        .thenCompose(id -> join(staff, id)
                                .thenApply(_ ->
                                        new Chat(id, customer, staff, slot, order.live(), target, order.payload()))));
    }

    /// One who is staff and only hears; the account is the first of staff's.
    void listen(Order.Listen order) {
        String staff = sessions.staffToken().join();
        UUID id = chats.getFirst().id();
        waiting.addAll(each(
                order.sockets(),
                () -> connect(staff).thenCompose(link -> join(link, id).thenApply(_ -> link))));
    }

    long listChanges() {
        return desks.stream().mapToLong(Desk::listChanges).sum();
    }

    void wait(Order.Wait order) {
        firstHost = order.host();
        waiting.addAll(each(order.customers(), () -> sessions.customerToken().thenCompose(this::connect)));
    }

    UUID becomeCustomer() {
        JsonNode session = sessions.customer().join();
        customerToken = Sessions.token(session);
        return UUID.fromString(session.get("customer").get("id").textValue());
    }

    /// Any page that is full: the conversations are all twice as long.
    Measured readPages(Order.ReadPages order) {
        Supplier<String> paths = () -> {
            var random = ThreadLocalRandom.current();
            return StoredPages.path(1 + random.nextInt(order.conversations()), random.nextInt(PAGE), PAGE);
        };
        return read(customerToken, order.connections(), paths, Crowd::isFull, order.millis());
    }

    Measured read(Order.Read order) {
        String token = (order.email() == null ? sessions.staffToken() : sessions.staffToken(order.email())).join();
        Supplier<String> paths = () -> order.paths()
                .get(ThreadLocalRandom.current().nextInt(order.paths().size()));
        return read(token, 1, paths, page -> page.contains("\"items\":"), order.millis());
    }

    private Measured read(
            String token, int connections, Supplier<String> paths, Predicate<String> isWhole, long millis) {
        var latency = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        var readers = new ArrayList<PageReader>();
        long began = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            var reader = new PageReader(token, paths, isWhole, millis, latency);
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
        int host = firstHost + connections.getAndIncrement() / CONNECTIONS_OF_AN_ADDRESS;
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

    private static boolean isFull(String page) {
        return page.split("\"seq\":", -1).length - 1 == PAGE;
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
