package chat.switchboard.socketio;

import static chat.switchboard.socketio.SocketFixture.next;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.switchboard.socketio.engine.CloseReason;
import chat.switchboard.socketio.engine.EngineOptions;
import chat.switchboard.socketio.raw.Polling;
import chat.switchboard.socketio.raw.RawWebSocket;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an application and a client have of each other, over real sockets.
class SocketTest {
    private final SocketFixture fixture = SocketFixture.welcoming();

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }

    @Nested
    class Sending {
        @Test
        void a_frame_reaches_sockets_of_every_namespace_and_transport() {
            Frame frame = Frame.event("news", json("{\"n\":1}"), json("\"ü\""));
            Polling polling = Polling.open(fixture.server.port(), "/socket.io/");
            polling.post("40").join();
            assertThat(polling.polled()).startsWith("40");
            Socket polled = next(fixture.connected);
            try (RawWebSocket main = fixture.connect();
                    RawWebSocket custom = fixture.open().text("40/custom,")) {
                custom.receive();
                next(fixture.connected).send(frame);
                next(fixture.connected).send(frame);
                polled.send(frame);
                assertThat(main.receiveText()).isEqualTo("42[\"news\",{\"n\":1},\"ü\"]");
                assertThat(custom.receiveText()).isEqualTo("42/custom,[\"news\",{\"n\":1},\"ü\"]");
                assertThat(polling.polled()).isEqualTo("42[\"news\",{\"n\":1},\"ü\"]");
            }
        }

        @Test
        void binary_parts_follow_their_event_on_every_transport() {
            ArrayNode args = Json.NODES.arrayNode().add(new byte[] {1, 2, 3}).add("text");
            Frame frame = Frame.event("file", List.of(args.get(0), args.get(1)));
            Polling polling = Polling.open(fixture.server.port(), "/socket.io/");
            polling.post("40").join();
            polling.polled();
            next(fixture.connected).send(frame);
            String head = "451-[\"file\",{\"_placeholder\":true,\"num\":0},\"text\"]";
            assertThat(polling.polled()).isEqualTo(head + "\u001ebAQID");
            try (RawWebSocket socket = fixture.connect()) {
                next(fixture.connected).send(frame);
                assertThat(socket.receiveText()).isEqualTo(head);
                assertThat(socket.receive().payload()).containsExactly(1, 2, 3);
            }
        }

        @Test
        void what_one_thread_sends_arrives_in_its_order() {
            try (RawWebSocket socket = fixture.connect()) {
                Socket receiver = next(fixture.connected);
                for (int i = 0; i < 1000; i++) receiver.send(Frame.event("n", json(String.valueOf(i))));
                for (int i = 0; i < 1000; i++) assertThat(socket.receiveText()).isEqualTo("42[\"n\"," + i + "]");
            }
        }

        @Test
        void names_are_quoted() {
            try (RawWebSocket socket = fixture.connect()) {
                next(fixture.connected).send(Frame.event("a\"b\\\n"));
                assertThat(socket.receiveText()).isEqualTo("42[\"a\\\"b\\\\\\n\"]");
            }
        }

        @Test
        void nothing_is_sent_to_who_has_left() {
            try (RawWebSocket socket = fixture.connect().text("41").text("40")) {
                assertThat(socket.receiveText()).startsWith("40");
                next(fixture.connected).send(Frame.event("lost"));
                next(fixture.connected).send(Frame.event("found"));
                assertThat(socket.receiveText()).isEqualTo("42[\"found\"]");
            }
        }
    }

    @Nested
    class Acknowledging {
        @Test
        void an_event_is_answered_once_from_any_thread() throws InterruptedException {
            try (RawWebSocket socket = fixture.connect().text("420[\"ask\",1]")) {
                Ack ack = next(fixture.events).ack();
                assertThat(ack.expected()).isTrue();
                Thread answering = Thread.ofPlatform().start(() -> ack.answer(json("{\"ok\":true}"), json("2")));
                answering.join();
                ack.answer(json("\"again\""));
                socket.text("421[\"ask\"]");
                next(fixture.events).ack().answer();
                assertThat(socket.receiveText()).isEqualTo("430[{\"ok\":true},2]");
                assertThat(socket.receiveText()).isEqualTo("431[]");
            }
        }

        @Test
        void an_event_without_a_wish_for_it_is_not_answered() {
            try (RawWebSocket socket = fixture.connect().text("42[\"tell\"]")) {
                SocketFixture.Event event = next(fixture.events);
                assertThat(event.ack().expected()).isFalse();
                event.ack().answer(json("1"));
                event.socket().send(Frame.event("next"));
                assertThat(socket.receiveText()).isEqualTo("42[\"next\"]");
            }
        }

        @Test
        void a_request_gets_the_clients_answer() {
            try (RawWebSocket socket = fixture.connect()) {
                Socket asked = next(fixture.connected);
                CompletableFuture<ArrayNode> first = asked.request("q", Duration.ofSeconds(5), json("1"));
                CompletableFuture<ArrayNode> second = asked.request("q", Duration.ofSeconds(5));
                assertThat(socket.receiveText()).isEqualTo("421[\"q\",1]");
                assertThat(socket.receiveText()).isEqualTo("422[\"q\"]");
                socket.text("432[\"two\"]")
                        .text("461-1[{\"_placeholder\":true,\"num\":0}]")
                        .binary(7);
                assertThat(second.join().toString()).isEqualTo("[\"two\"]");
                assertThat(first.join().get(0).isBinary()).isTrue();
                socket.text("431[\"late\"]").text("4399[\"never asked\"]").text("42[\"still here\"]");
                assertThat(next(fixture.events).name()).isEqualTo("still here");
            }
        }

        @Test
        void a_request_fails_in_time_or_when_the_client_leaves() {
            try (RawWebSocket socket = fixture.connect()) {
                Socket asked = next(fixture.connected);
                CompletableFuture<ArrayNode> late = asked.request("q", Duration.ofMillis(1));
                assertThatThrownBy(late::join).hasCauseInstanceOf(TimeoutException.class);
                CompletableFuture<ArrayNode> left = asked.request("q", Duration.ofSeconds(5));
                socket.text("41");
                assertThatThrownBy(left::join).isInstanceOf(CompletionException.class);
                assertThatThrownBy(
                                () -> asked.request("q", Duration.ofSeconds(5)).join())
                        .hasMessageContaining("not connected");
            }
        }

        @Test
        void only_so_many_requests_wait() {
            try (RawWebSocket _ = fixture.connect()) {
                Socket asked = next(fixture.connected);
                for (int i = 0; i < 100; i++) {
                    assertThat(asked.request("q", Duration.ofSeconds(5))).isNotDone();
                }
                assertThatThrownBy(
                                () -> asked.request("q", Duration.ofSeconds(5)).join())
                        .hasMessageContaining("too many");
            }
        }
    }

    @Nested
    class Leaving {
        @Test
        void a_socket_put_out_is_told_and_may_come_back() {
            try (RawWebSocket socket = fixture.connect()) {
                next(fixture.connected).disconnect();
                assertThat(next(fixture.disconnected)).isEqualTo(CloseReason.SERVER_LEFT);
                // As if the client had sent this before it knew.
                socket.text("42[\"too late\"]").text("431[]");
                assertThat(socket.receiveText()).isEqualTo("41");
                assertThat(socket.text("40").receiveText()).startsWith("40{\"sid\":");
                socket.text("42[\"back\"]");
                assertThat(next(fixture.events).name()).isEqualTo("back");
            }
        }

        @Test
        void a_closed_socket_sends_what_is_queued_and_ends_the_connection() {
            try (RawWebSocket socket = fixture.connect()) {
                Socket closing = next(fixture.connected);
                closing.send(Frame.event("bye"));
                closing.close();
                assertThat(socket.receiveText()).isEqualTo("42[\"bye\"]");
                assertThat(socket.receiveClose()).isEqualTo(1006);
                assertThat(next(fixture.disconnected)).isEqualTo(CloseReason.SERVER_CLOSED);
            }
        }

        @Test
        void every_namespace_is_told_of_the_end() {
            try (RawWebSocket socket = fixture.connect().text("40/a,").text("40/b,")) {
                socket.receive();
                socket.receive();
                socket.text("41/a,");
                assertThat(next(fixture.disconnected)).isEqualTo(CloseReason.CLIENT_LEFT);
                socket.cut();
                assertThat(next(fixture.disconnected)).isEqualTo(CloseReason.TRANSPORT_LOST);
                assertThat(next(fixture.disconnected)).isEqualTo(CloseReason.TRANSPORT_LOST);
            }
        }

        @Test
        void a_fault_of_the_application_hurts_nobody() {
            try (RawWebSocket socket = fixture.connect().text("420[\"fault\"]").text("42[\"fine\"]")) {
                assertThat(socket.receiveText()).isEqualTo("430[\"IllegalStateException\"]");
                assertThat(next(fixture.events).name()).isEqualTo("fine");
                assertThat(socket.text("41").text("40").receiveText()).startsWith("40");
            }
        }
    }

    @Nested
    class Edges {
        /// An error is no exception: uncaught it would end the event loop's task, and the command unanswered.
        @Test
        void an_error_of_the_application_is_answered_like_a_fault() {
            try (RawWebSocket socket =
                    fixture.connect().text("420[\"overflow\"]").text("421[\"fine\"]")) {
                assertThat(socket.receiveText()).isEqualTo("430[\"StackOverflowError\"]");
                next(fixture.events).ack().answer();
                assertThat(socket.receiveText()).isEqualTo("431[]");
            }
        }

        @Test
        void a_listener_that_cannot_greet_ends_the_connection() {
            SocketListener faulty = new SocketListener() {
                @Override
                public void connected(Socket socket) {
                    throw new AssertionError("on purpose");
                }

                @Override
                public void event(Socket socket, String name, ArrayNode args, Ack ack) {}
            };
            try (SocketFixture failing = new SocketFixture(
                            Options.defaults(),
                            (_, _, _) -> CompletableFuture.completedFuture(new Admission.Accepted(faulty)));
                    RawWebSocket socket = failing.open().text("40")) {
                assertThat(socket.receiveClose()).isEqualTo(1006);
            }
        }

        static Stream<String> overLimits() {
            return Stream.of("1e400", "9".repeat(101), "[".repeat(65) + "]".repeat(65));
        }

        @ParameterizedTest
        @MethodSource("overLimits")
        void an_event_over_a_limit_of_json_is_answered(String value) {
            String packet = "420[\"a\",{\"metadata\":{\"x\":" + value + "}}]";
            try (RawWebSocket socket = fixture.connect().text(packet).text("42[\"fine\"]")) {
                assertThat(socket.receiveText()).isEqualTo("430[\"over limit in metadata\"]");
                assertThat(next(fixture.events).name()).isEqualTo("fine");
            }
        }

        @Test
        void a_placeholder_bomb_ends_its_connection_and_no_other() {
            String bomb = "451-[\"a\"" + ",{\"_placeholder\":true,\"num\":0}".repeat(25) + "]";
            try (RawWebSocket bystander = fixture.connect();
                    RawWebSocket socket = fixture.connect().text(bomb)) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
                bystander.text("42[\"fine\"]");
                assertThat(next(fixture.events).name()).isEqualTo("fine");
            }
        }

        @Test
        void attachments_that_do_not_come_end_the_connection() {
            Options hasty = Options.of(EngineOptions.defaults().with(o -> o.receiveTimeout = Duration.ofMillis(100)));
            String file = "452-[\"file\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";
            try (SocketFixture waiting = SocketFixture.welcoming(hasty);
                    RawWebSocket patient = waiting.connect();
                    RawWebSocket socket = waiting.connect()) {
                patient.text(file).binary(1).binary(2);
                assertThat(next(waiting.events).args()).hasSize(2);
                assertThat(socket.text(file).binary(1).receiveClose()).isEqualTo(1008);
                patient.text("42[\"still here\"]");
                assertThat(next(waiting.events).name()).isEqualTo("still here");
            }
        }

        @Test
        void one_connection_may_ask_for_admission_so_often_only() {
            try (RawWebSocket socket = fixture.open()) {
                for (int i = 0; i < 100; i++) {
                    assertThat(socket.text("40").receiveText()).startsWith("40");
                    socket.text("41");
                }
                assertThat(socket.text("40").receiveClose()).isEqualTo(1008);
            }
        }
    }

    @Nested
    class Rules {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "42[\"before connecting\"]",
                    "43/1[]",
                    "40|42/other,[\"a\"]",
                    "40|42[\"a\"",
                    "40|44{}",
                    "40|451-[\"a\",{\"_placeholder\":true,\"num\":0}]|42[\"text for an attachment\"]",
                    "40|451-[\"a\"]",
                    "40|451-",
                    "40|45999999999-[\"a\"]",
                    "40|4511-[\"a\"]",
                    "40|41|42[\"after leaving\"]",
                    "41/never,|42[\"a\"]"
                })
        void packets_out_of_place_end_the_connection(String packets) {
            try (RawWebSocket socket = fixture.open()) {
                for (String packet : packets.split("\\|")) socket.text(packet);
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }

        @Test
        void who_asks_twice_is_answered_once() {
            try (RawWebSocket socket = fixture.open().text("40").text("40").text("420[\"a\"]")) {
                assertThat(socket.receiveText()).startsWith("40");
                next(fixture.events).ack().answer();
                assertThat(socket.receiveText()).isEqualTo("430[]");
                assertThat(fixture.connected).hasSize(1);
            }
        }

        @Test
        void binary_that_belongs_to_nothing_ends_the_connection() {
            try (RawWebSocket socket = fixture.connect().binary(1, 2, 3)) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
            try (RawWebSocket socket = fixture.connect()
                    .text("451-[\"a\",{\"_placeholder\":true,\"num\":0}]")
                    .binary(1)
                    .binary(2)) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }

        @Test
        void attachments_together_are_no_longer_than_a_payload() {
            try (RawWebSocket socket = fixture.connect()
                    .text("453-[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1},"
                            + "{\"_placeholder\":true,\"num\":2}]")) {
                for (int i = 0; i < 3; i++) socket.frameOf(RawWebSocket.FIN | RawWebSocket.BINARY, new byte[400]);
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }

        @Test
        void one_connection_is_in_so_many_namespaces_only() {
            try (RawWebSocket socket = fixture.open()) {
                for (int i = 0; i < 10; i++) {
                    assertThat(socket.text("40/n" + i + ",").receiveText()).startsWith("40/n" + i);
                }
                assertThat(socket.text("40/more,").receiveClose()).isEqualTo(1008);
            }
        }
    }

    @Nested
    class Admitting {
        @Test
        void a_refusal_carries_message_and_data_and_the_client_may_try_again() {
            ArrayNode refusals = Json.NODES.arrayNode();
            try (SocketFixture strict = new SocketFixture(Options.defaults(), (_, namespace, auth) -> {
                        refusals.add(auth);
                        return CompletableFuture.completedFuture(new Admission.Refused(
                                "bad token", Json.NODES.objectNode().put("code", "unauthenticated")));
                    });
                    RawWebSocket socket = strict.open().text("40{\"token\":\"x\"}")) {
                String refused = "44{\"message\":\"bad token\",\"data\":{\"code\":\"unauthenticated\"}}";
                assertThat(socket.receiveText()).isEqualTo(refused);
                assertThat(socket.text("40").receiveText()).isEqualTo(refused);
                assertThat(refusals.toString()).isEqualTo("[{\"token\":\"x\"},{}]");
            }
        }

        @Test
        void an_answer_may_take_its_time_but_not_longer_than_the_connect_timeout() {
            CompletableFuture<Admission> answer = new CompletableFuture<>();
            Options hasty = Options.of(EngineOptions.defaults().with(o -> o.connectTimeout = Duration.ofMillis(200)));
            try (SocketFixture slow = new SocketFixture(hasty, (_, _, _) -> answer);
                    RawWebSocket socket = slow.open().text("40")) {
                assertThat(socket.receiveClose()).isEqualTo(1006);
                answer.complete(new Admission.Accepted(slow));
                assertThat(slow.connected).isEmpty();
            }
        }

        @Test
        void who_talks_before_the_answer_is_out() {
            try (SocketFixture slow = new SocketFixture(Options.defaults(), (_, _, _) -> new CompletableFuture<>());
                    RawWebSocket socket = slow.open().text("40").text("42[\"hello\"]")) {
                assertThat(socket.receiveClose()).isEqualTo(1008);
            }
        }

        @Test
        void a_fault_is_a_refusal() {
            try (SocketFixture faulty = new SocketFixture(Options.defaults(), (_, namespace, _) -> {
                        if (namespace.equals("/thrown")) throw new IllegalStateException("on purpose");
                        return CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
                    });
                    RawWebSocket socket = faulty.open().text("40").text("40/thrown,")) {
                assertThat(socket.receiveText()).isEqualTo("44{\"message\":\"Internal error\"}");
                assertThat(socket.receiveText()).isEqualTo("44/thrown,{\"message\":\"Internal error\"}");
            }
        }

        @Test
        void who_leaves_the_last_namespace_has_to_join_one_again_in_time() {
            Options hasty = Options.of(EngineOptions.defaults().with(o -> o.connectTimeout = Duration.ofMillis(200)));
            try (SocketFixture leaving = SocketFixture.welcoming(hasty);
                    RawWebSocket socket = leaving.connect().text("41")) {
                assertThat(socket.receiveClose()).isEqualTo(1006);
            }
        }

        @Test
        void the_handshake_tells_who_asks() {
            String target = "/socket.io/?EIO=4&transport=websocket&shop=a%20b";
            try (RawWebSocket socket = RawWebSocket.open(fixture.server.port(), target, "User-Agent: test")) {
                socket.text("40").receive();
                var handshake = next(fixture.connected).handshake();
                assertThat(handshake.transport()).isEqualTo("websocket");
                assertThat(handshake.userAgent()).isEqualTo("test");
                assertThat(handshake.parameter("shop")).isEqualTo("a b");
                assertThat(handshake.remoteAddress()).isIn("127.0.0.1", "::/64");
            }
        }
    }
}
