package chat.switchboard.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.contract.Contract;
import chat.switchboard.contract.Contract.Operation;
import chat.switchboard.http.Rest;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What travels compressed, and what must not.
class CompressionTest {
    static final RunningServer server = RunningServer.start();
    static final Rest ayesha = Rest.customer(server, "Ayesha");
    static final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_list_travels_compressed_to_who_takes_it_and_is_the_same_for_who_does_not() throws Exception {
        String id = ayesha.open("Hello");
        for (int i = 0; i < 20; i++)
            ayesha.say(id, "Where is my order? It was due an hour ago.").is(201);
        String path = "/api/v1/conversations/" + id + "/messages";
        HttpResponse<byte[]> packed = get(path, "gzip, deflate, br");
        HttpResponse<byte[]> plain = get(path, "identity");
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(packed.headers().allValues("vary")).contains("Accept-Encoding");
        assertThat(plain.headers().allValues("vary")).contains("Accept-Encoding");
        assertThat(packed.body().length).isLessThan(plain.body().length / 3);
        assertThat(unpacked(packed.body())).isEqualTo(plain.body());
    }

    @Test
    void the_contract_travels_compressed() throws Exception {
        HttpResponse<byte[]> packed = get("/api/v1/openapi.json", "gzip");
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(unpacked(packed.body()))
                .isEqualTo(get("/api/v1/openapi.json", "identity").body());
    }

    @Test
    void what_fits_into_a_packet_is_left_alone() throws Exception {
        HttpResponse<byte[]> me = get("/api/v1/me", "gzip");
        assertThat(me.headers().firstValue("content-encoding")).isEmpty();
        assertThat(me.headers().allValues("vary")).contains("Accept-Encoding");
    }

    @Test
    void an_answer_with_a_token_is_never_compressed_however_long() throws Exception {
        String body = "{\"name\":\"%s\"}".formatted("x".repeat(100));
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/customer-sessions"))
                .header("Accept-Encoding", "gzip")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> session = client.send(request, BodyHandlers.ofByteArray());
        assertThat(session.statusCode()).isEqualTo(201);
        assertThat(session.headers().firstValue("content-encoding")).isEmpty();
    }

    static Stream<Operation> compressible() {
        return Contract.load().operations().stream().filter(Operation::isCompressible);
    }

    /// Whoever adds such a field to something that is read has to decide anew what is compressed.
    @ParameterizedTest
    @MethodSource("compressible")
    void nothing_that_is_compressed_holds_a_secret_or_is_read_by_cookie(Operation operation) throws Exception {
        assertThat(operation.path()).doesNotStartWith("/sessions");
        JsonNode contract = document();
        String method = operation.method().name().toLowerCase(Locale.ROOT);
        JsonNode answers =
                contract.path("paths").path(operation.path()).path(method).path("responses");
        Set<String> names = new HashSet<>();
        collectNames(contract, answers, names, new HashSet<>());
        // Whether a site has a secret, never which.
        names.remove("identitySecret");
        assertThat(names).isNotEmpty().noneMatch(name -> name.matches("(?i).*(token|secret|password|link|upload).*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true", "GZIP|true", "deflate, gzip|true", "gzip;q=1.0|true", "gzip;q=0.001|true", "x-gzip|true",
                "*|true", "br, *;q=0.1|true", "gzip;q=0|false", "gzip;q=0.000|false", "gzip; q=0|false", "*;q=0|false",
                "gzip;q=0, *|false", "*, gzip;q=0|false", "identity|false", "br|false", "agzip|false", "gzipped|false",
                "gzip;level=9|false", ",,|false", "gzip ; q=1|true"
            })
    void who_takes_gzip_says_so(String accepted, boolean taken) {
        assertThat(Gzip.isAccepted(accepted)).isEqualTo(taken);
    }

    private static void collectNames(JsonNode contract, JsonNode node, Set<String> names, Set<String> seen) {
        String reference = node.path("$ref").asText(null);
        if (reference != null && seen.add(reference))
            collectNames(contract, contract.at(JsonPointer.compile(reference.substring(1))), names, seen);
        node.path("properties").fieldNames().forEachRemaining(names::add);
        for (JsonNode child : node) collectNames(contract, child, names, seen);
    }

    private static JsonNode document() throws Exception {
        return new ObjectMapper().readTree(Contract.load().openApi());
    }

    private static HttpResponse<byte[]> get(String path, String accepted) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + ayesha.token())
                .header("Accept-Encoding", accepted)
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private static byte[] unpacked(byte[] packed) throws Exception {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
