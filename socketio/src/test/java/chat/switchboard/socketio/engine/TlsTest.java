package chat.switchboard.socketio.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.switchboard.socketio.raw.RawWebSocket;
import chat.switchboard.socketio.websocket.WebSocket;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// The channel that is taken over keeps its TLS.
class TlsTest {
    private static final String TARGET = "/engine.io/?EIO=4&transport=websocket";

    static X509Bundle certificate;
    static EngineFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        fixture = new EngineFixture(certificate);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void frames_of_every_size_go_both_ways(String protocol) throws Exception {
        try (RawWebSocket socket = RawWebSocket.open(tls(plain(), protocol), TARGET, new byte[0])) {
            assertThat(socket.status()).isEqualTo(101);
            socket.receive();
            for (int size : new int[] {0, 1, 125, 126, 16_383, 16_384, 16_385, 60_000}) {
                socket.text("4" + "x".repeat(size));
                assertThat(socket.receiveText()).hasSize(1 + size);
            }
        }
    }

    @Test
    void frames_in_the_same_record_as_the_handshake_are_not_lost() throws Exception {
        byte[] behind = RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.TEXT, "4early".getBytes(UTF_8));
        try (RawWebSocket socket = RawWebSocket.open(tls(plain(), "TLSv1.3"), TARGET, behind)) {
            socket.receive();
            assertThat(socket.receiveText()).isEqualTo("4early");
        }
    }

    @Test
    void what_is_no_tls_ends_the_connection_and_is_no_fault_of_ours() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(WebSocket.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        Socket plain = plain();
        try (RawWebSocket socket = RawWebSocket.open(tls(plain, "TLSv1.3"), TARGET, new byte[0])) {
            socket.receive();
            fixture.closed.clear();
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
            EngineFixture.next(fixture.closed);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    }

    /// A client that does not get it cannot tell a closed connection from one that was cut.
    @Test
    void a_closed_socket_ends_with_close_notify() throws Exception {
        fixture.opened.clear();
        String handshake = "GET " + TARGET + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        assertEndsWithCloseNotify(
                handshake, () -> EngineFixture.next(fixture.opened).close());
    }

    @Test
    void a_request_that_is_the_last_one_ends_with_close_notify() throws Exception {
        String opening = sid();
        String tooLarge = "POST /engine.io/?EIO=4&transport=polling&sid=" + opening
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n";
        assertEndsWithCloseNotify(tooLarge, () -> {});
    }

    private static void assertEndsWithCloseNotify(String request, Runnable then) throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            SslHandler tls = SslContextBuilder.forClient()
                    .trustManager(certificate.toTrustManagerFactory())
                    .endpointIdentificationAlgorithm(null)
                    .build()
                    .newHandler(ByteBufAllocator.DEFAULT);
            var channel = new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .handler(tls)
                    .connect(InetAddress.getLoopbackAddress(), fixture.server.port())
                    .sync()
                    .channel();
            channel.writeAndFlush(Unpooled.copiedBuffer(request, UTF_8));
            then.run();
            assertThat(tls.sslCloseFuture().await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(tls.sslCloseFuture().isSuccess()).isTrue();
            assertThat(channel.closeFuture().await(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static String sid() throws Exception {
        try (SSLSocket socket = tls(plain(), "TLSv1.3")) {
            String request = "GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            var answer = new StringBuilder();
            while (answer.indexOf("}") < 0)
                answer.append((char) socket.getInputStream().read());
            return answer.substring(answer.indexOf("sid") + 6, answer.indexOf("\",\"upgrades"));
        }
    }

    private static Socket plain() throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), fixture.server.port());
    }

    private static SSLSocket tls(Socket plain, String protocol) throws Exception {
        SSLContext trusting = SSLContext.getInstance(protocol);
        trusting.init(null, certificate.toTrustManagerFactory().getTrustManagers(), new SecureRandom());
        var socket = (SSLSocket) trusting.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }
}
