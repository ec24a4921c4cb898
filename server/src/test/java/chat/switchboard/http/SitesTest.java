package chat.switchboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.HostToken;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Sites over REST, and what follows from them for pages and origins.
class SitesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0};

    private static RunningServer server;
    private static Rest admin;
    private static Rest agent;
    private static Rest nobody;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Map.of("SWITCHBOARD_ALLOWED_ORIGINS", "https://operator.example"));
        server.account("root@desk.example", "Root", Account.Role.ADMIN);
        server.account("sana@desk.example", "Sana", Account.Role.AGENT);
        admin = Rest.account(server, "root@desk.example");
        agent = Rest.account(server, "sana@desk.example");
        nobody = Rest.nobody(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void one_site_is_there_from_the_start() {
        JsonNode first = admin.get("/sites").is(200).json().at("/items/0");
        assertThat(first.path("key").asText()).isEqualTo("default");
        assertThat(first.path("active").asBoolean()).isTrue();
        assertThat(first.path("position").asText()).isEqualTo("right");
        admin.delete("/sites/" + first.path("id").asText()).isProblem(Code.CONFLICT);
    }

    @Test
    void a_site_is_made_read_changed_and_removed() {
        var made = admin.post("/sites", """
                {"key":"shop-1","name":" The shop ","allowedOrigins":["HTTPS://Shop.example:443/","https://*.Shop.example"],
                 "color":"#AABBCC","position":"left","languages":["ur"],"greeting":{"ur":"خوش آمدید"},
                 "fields":{"name":"required","phone":"optional"},"preChat":true,"outOfHours":"form",
                 "typingPreview":true,"logo":"%s"}""".formatted(logo(PNG))).is(201);
        assertThat(made.json().at("/allowedOrigins").toString())
                .isEqualTo("[\"https://shop.example\",\"https://*.shop.example\"]");
        assertThat(made.at("/name")).isEqualTo("The shop");
        assertThat(made.at("/color")).isEqualTo("#aabbcc");
        assertThat(made.at("/fields/name")).isEqualTo("required");
        assertThat(made.at("/fields/email")).isEqualTo("off");
        assertThat(made.at("/version")).isEqualTo("0");
        String path = "/sites/" + made.at("/id");

        var changed = admin.patch(
                        path, "{\"greeting\":{\"en\":\"Hello\"},\"fields\":{\"email\":\"required\"},\"logo\":null}")
                .is(200);
        assertThat(changed.at("/greeting/en")).isEqualTo("Hello");
        assertThat(changed.at("/greeting/ur")).isEqualTo("خوش آمدید");
        assertThat(changed.at("/fields/name")).isEqualTo("required");
        assertThat(changed.at("/fields/email")).isEqualTo("required");
        assertThat(changed.json().at("/logo").isNull()).isTrue();
        assertThat(changed.at("/version")).isEqualTo("1");
        assertThat(admin.patch(path, "{\"greeting\":{\"ur\":null}}")
                        .is(200)
                        .json()
                        .at("/greeting/ur")
                        .isNull())
                .isTrue();

        assertThat(admin.get(path).is(200).at("/color")).isEqualTo("#aabbcc");
        admin.delete(path).is(204);
        admin.get(path).isProblem(Code.NOT_FOUND);
    }

    @Test
    void what_is_unfit_is_refused_naming_the_field() {
        String path = "/sites/" + make("unfit");
        Map<String, String> unfit = Map.ofEntries(
                Map.entry("{\"name\":\" \\u200b\"}", "name"),
                Map.entry("{\"name\":\"%s\"}".formatted("x".repeat(300)), "name"),
                Map.entry("{\"allowedOrigins\":[\"https://a.example\",\"shop.example\"]}", "allowedOrigins.1"),
                Map.entry("{\"allowedOrigins\":[\"https://a.example/shop\"]}", "allowedOrigins.0"),
                Map.entry("{\"allowedOrigins\":[\"*\"]}", "allowedOrigins.0"),
                Map.entry("{\"allowedOrigins\":[\"https://*.*.example\"]}", "allowedOrigins.0"),
                Map.entry("{\"allowedOrigins\":[\"https://a.example; script-src *\"]}", "allowedOrigins.0"),
                Map.entry("{\"color\":\"red\"}", "color"),
                Map.entry("{\"logo\":\"aGVsbG8=\"}", "logo"),
                Map.entry("{\"logo\":\"%%%\"}", "logo"),
                Map.entry("{\"logo\":\"%s\"}".formatted(logo(large())), "logo"),
                Map.entry("{\"position\":\"top\"}", "position"),
                Map.entry("{\"languages\":[]}", "languages"),
                Map.entry("{\"languages\":[\"en\",\"en\"]}", "languages"),
                Map.entry("{\"languages\":[\"fr\"]}", "languages.0"),
                Map.entry("{\"greeting\":{\"en\":\"%s\"}}".formatted("x".repeat(501)), "greeting.en"),
                Map.entry("{\"fields\":{\"name\":\"maybe\"}}", "fields.name"),
                Map.entry("{\"fields\":{\"age\":\"off\"}}", "fields.age"),
                Map.entry("{\"outOfHours\":\"never\"}", "outOfHours"),
                Map.entry("{\"key\":\"other\"}", "key"),
                Map.entry("{\"lastSeen\":null}", "lastSeen"),
                Map.entry("{\"expectedVersion\":-1}", "expectedVersion"));
        unfit.forEach((body, field) ->
                admin.patch(path, body).isProblem(Code.VALIDATION_FAILED).names(field));
        assertThat(admin.get(path).at("/version")).isEqualTo("0");
        for (String key : List.of("", "-x", "a b", "ä", "x".repeat(101)))
            admin.post("/sites", "{\"key\":\"%s\",\"name\":\"x\"}".formatted(key))
                    .isProblem(Code.VALIDATION_FAILED)
                    .names("key");
    }

    @Test
    void two_sites_have_no_key_in_common() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        List<Thread> both = new ArrayList<>();
        for (int i = 0; i < 2; i++)
            both.add(Thread.startVirtualThread(() -> {
                var answer = admin.post("/sites", "{\"key\":\"twice\",\"name\":\"x\"}");
                synchronized (statuses) {
                    statuses.add(answer.status());
                }
            }));
        for (Thread one : both) one.join();
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        admin.post("/sites", "{\"key\":\"twice\",\"name\":\"x\"}")
                .isProblem(Code.CONFLICT)
                .names("key");
    }

    @Test
    void of_two_admins_the_second_is_told_that_the_site_was_changed_meanwhile() {
        String path = "/sites/" + make("versions");
        admin.patch(path, "{\"name\":\"One\",\"expectedVersion\":0}").is(200);
        var late = admin.patch(path, "{\"name\":\"Two\",\"expectedVersion\":0}").isProblem(Code.CONFLICT);
        assertThat(late.at("/reason")).isEqualTo("changed_meanwhile");
        assertThat(late.at("/parameters/version")).isEqualTo("1");
        admin.patch(path, "{\"name\":\"Three\"}").is(200);
        assertThat(admin.get(path).at("/name")).isEqualTo("Three");
    }

    @Test
    void only_admins_read_and_change_sites_and_an_unknown_one_is_not_found() {
        String known = make("rights");
        for (Rest other : List.of(agent, Rest.customer(server, "Ayesha")))
            for (String id : List.of(known, UUID.randomUUID().toString())) {
                other.get("/sites/" + id).isProblem(Code.FORBIDDEN);
                other.patch("/sites/" + id, "{}").isProblem(Code.FORBIDDEN);
                other.delete("/sites/" + id).isProblem(Code.FORBIDDEN);
                other.get("/sites").isProblem(Code.FORBIDDEN);
                other.post("/sites", "{\"key\":\"mine\",\"name\":\"x\"}").isProblem(Code.FORBIDDEN);
            }
        nobody.get("/sites").isProblem(Code.UNAUTHENTICATED);
        String unknown = "/sites/" + UUID.randomUUID();
        admin.get(unknown).isProblem(Code.NOT_FOUND);
        admin.patch(unknown, "{}").isProblem(Code.NOT_FOUND);
        admin.delete(unknown).isProblem(Code.NOT_FOUND);
    }

    @Test
    void sites_come_in_pages() {
        for (int i = 0; i < 3; i++) make("page-" + i);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = admin.get("/sites?limit=2" + cursor).is(200).json();
            page.get("items").forEach(site -> seen.add(site.get("key").asText()));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().contains("default", "page-0", "page-1", "page-2");
        admin.get("/sites?cursor=x").isProblem(Code.VALIDATION_FAILED).names("cursor");
    }

    @Test
    void the_widget_learns_what_it_needs_and_nothing_else() {
        String path = "/sites/"
                + make("widget", "\"allowedOrigins\":[\"https://w.example\"],\"logo\":\"%s\"".formatted(logo(PNG)));
        var settings = nobody.send("GET", "/widget-settings?siteKey=widget", null, "Origin", "https://any.example")
                .is(200);
        assertThat(settings.at("/logo")).startsWith("data:image/png;base64,iVBOR");
        assertThat(settings.text()).doesNotContain("w.example", "Root", "version");
        assertThat(settings.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(settings.header("cache-control")).isEqualTo("public, max-age=5");
        String tag = settings.header("etag");
        assertThat(nobody.send("GET", "/widget-settings?siteKey=widget", null, "If-None-Match", tag)
                        .is(304)
                        .text())
                .isEmpty();
        admin.patch(path, "{\"color\":\"#123456\"}").is(200);
        assertThat(nobody.send("GET", "/widget-settings?siteKey=widget", null, "If-None-Match", tag)
                        .is(200)
                        .at("/color"))
                .isEqualTo("#123456");
        assertThat(nobody.get("/widget-settings").is(200).at("/key")).isEqualTo("default");
        assertThat(nobody.get("/widget-settings?siteKey=").is(200).at("/key")).isEqualTo("default");
        nobody.get("/widget-settings?siteKey=nothing").isProblem(Code.NOT_FOUND);
        admin.patch(path, "{\"active\":false}").is(200);
        nobody.get("/widget-settings?siteKey=widget").isProblem(Code.NOT_FOUND);
    }

    @Test
    void a_page_is_noted_without_its_query_and_once_a_minute() {
        String id = make("seen");
        assertThat(admin.get("/sites/" + id).json().at("/lastSeen").isNull()).isTrue();
        seenFrom("https://user:pass@shop.example:8443/a%20b?token=1#part");
        assertThat(admin.get("/sites/" + id).at("/lastSeen/pageUrl")).isEqualTo("https://shop.example:8443/a%20b");
        seenFrom("https://shop.example/other");
        assertThat(admin.get("/sites/" + id).at("/lastSeen/pageUrl")).isEqualTo("https://shop.example:8443/a%20b");
        assertThat(admin.get("/sites/" + id).at("/version")).isEqualTo("0");
    }

    @Test
    void the_button_gets_the_same_as_a_module_and_null_where_there_is_no_site() {
        String path = "/sites/" + make("module", "\"greeting\":{\"en\":\"</script>\\u2028\\\"\"}");
        var module = nobody.send("GET", askedFor("module", "https://m.example/"), null, "Origin", "https://m.example")
                .is(200);
        String settings = nobody.get("/widget-settings?siteKey=module").is(200).text();
        assertThat(module.text()).isEqualTo("export default " + settings + ";");
        assertThat(module.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(module.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(module.header("cache-control")).isEqualTo("public, max-age=5");
        assertThat(module.header("etag")).isNotBlank();
        assertThat(nobody.get(askedFor("nothing", "https://m.example/")).is(200).text())
                .isEqualTo("export default null;");
        nobody.get("/widget-settings?format=html")
                .isProblem(Code.VALIDATION_FAILED)
                .names("format");
        nobody.get(askedFor("module", "x".repeat(2001)))
                .isProblem(Code.VALIDATION_FAILED)
                .names("page");
        admin.delete(path).is(204);
    }

    @Test
    void who_asks_for_the_settings_themselves_is_not_seen() {
        String id = make("unseen");
        nobody.send("GET", "/widget-settings?siteKey=unseen", null, "Referer", "https://shop.example/")
                .is(200);
        assertThat(admin.get("/sites/" + id).json().at("/lastSeen").isNull()).isTrue();
    }

    @Test
    void what_is_no_page_is_seen_without_an_address() {
        int i = 0;
        for (String page : List.of(
                "javascript:alert(1)",
                "https://",
                "not a url",
                "file:///etc",
                "null/shop",
                "https://x.example/%zz",
                "https://[x]/")) {
            String id = make("odd-" + i);
            nobody.get(askedFor("odd-" + i++, page)).is(200);
            assertThat(admin.get("/sites/" + id).json().at("/lastSeen/pageUrl").isNull())
                    .isTrue();
        }
    }

    @Test
    void origins_of_sites_may_call_as_soon_as_they_are_there_and_no_longer_than_they_are() {
        assertThat(allowed("https://operator.example")).isTrue();
        assertThat(allowed("https://live.example")).isFalse();
        String path =
                "/sites/" + make("live", "\"allowedOrigins\":[\"https://live.example\",\"https://*.live.example\"]");
        Eventually.until("the origin is allowed", () -> allowed("https://live.example"));
        assertThat(allowed("https://a.b.live.example")).isTrue();
        assertThat(allowed("https://notlive.example")).isFalse();
        assertThat(allowed("http://live.example")).isFalse();
        admin.patch(path, "{\"active\":false}").is(200);
        Eventually.until("the origin is refused", () -> !allowed("https://live.example"));
        assertThat(allowed("https://operator.example")).isTrue();
    }

    @Test
    void a_site_has_a_secret_that_is_said_once_and_makes_known_customers() {
        String id = make("known");
        assertThat(admin.get("/sites/" + id).at("/identitySecret/set")).isEqualTo("false");
        var made = admin.post("/sites/" + id + "/identity-secret", "{}").is(201);
        String secret = made.at("/secret");
        assertThat(made.json().at("/previousValidUntil").isNull()).isTrue();
        var site = admin.get("/sites/" + id);
        assertThat(site.at("/identitySecret/set")).isEqualTo("true");
        assertThat(site.at("/identitySecret/rotatedAt")).isNotBlank();
        assertThat(site.text()).doesNotContain(secret);
        assertThat(site.at("/version")).isEqualTo("0");
        var next = admin.post("/sites/" + id + "/identity-secret", null).is(201);
        assertThat(next.at("/secret")).isNotEqualTo(secret);
        assertThat(next.json().at("/previousValidUntil").isNull()).isFalse();

        String token = HostToken.of(secret, "user-7", Instant.now(), ",\"name\":\"Ayesha\"");
        String body = "{\"siteKey\":\"known\",\"identityToken\":\"%s\"}".formatted(token);
        var first = nobody.post("/customer-sessions", body).is(201);
        assertThat(first.at("/customer/name")).isEqualTo("Ayesha");
        assertThat(nobody.post("/customer-sessions", body).is(201).at("/customer/id"))
                .isEqualTo(first.at("/customer/id"));
        Rest visitor = Rest.with(
                server,
                nobody.post("/customer-sessions", "{\"siteKey\":\"known\"}")
                        .is(201)
                        .at("/token"));
        String conversation = visitor.open("It is me");
        Rest known = Rest.with(
                server, visitor.post("/customer-sessions", body).is(201).at("/token"));
        assertThat(known.get("/conversations/" + conversation).is(200).at("/customer/id"))
                .isEqualTo(first.at("/customer/id"));
        visitor.get("/conversations/" + conversation).isProblem(Code.UNAUTHENTICATED);
        visitor.post("/customer-sessions", body).isProblem(Code.UNAUTHENTICATED);
        known.post("/customer-sessions", "{\"name\":\"Admin\"}")
                .isProblem(Code.FORBIDDEN)
                .names("name");

        nobody.post("/customer-sessions", body.replace("known", "default"))
                .isProblem(Code.VALIDATION_FAILED)
                .names("identityToken");
        nobody.post("/customer-sessions", "{\"siteKey\":\"nothing\"}")
                .isProblem(Code.VALIDATION_FAILED)
                .names("siteKey");
        nobody.post("/customer-sessions", "{\"identityToken\":\"%s\"}".formatted("x".repeat(9000)))
                .isProblem(Code.VALIDATION_FAILED)
                .names("identityToken");
        agent.post("/sites/" + id + "/identity-secret", "{}").isProblem(Code.FORBIDDEN);
        admin.post("/sites/" + UUID.randomUUID() + "/identity-secret", "{}").isProblem(Code.NOT_FOUND);
        admin.delete("/sites/" + id).is(204);
        nobody.post("/customer-sessions", body)
                .isProblem(Code.VALIDATION_FAILED)
                .names("siteKey");
    }

    @Test
    void a_secret_is_made_only_by_who_has_just_confirmed_the_password() {
        String id = make("confirmed");
        server.postgres()
                .asSuperuser(handle ->
                        handle.execute("UPDATE account_session SET confirmed_at = now() - interval '11 minutes'"));
        var refused = admin.post("/sites/" + id + "/identity-secret", "{}").isProblem(Code.FORBIDDEN);
        assertThat(refused.at("/reason")).isEqualTo("step_up_required");
        server.postgres().asSuperuser(handle -> handle.execute("UPDATE account_session SET confirmed_at = now()"));
        admin.post("/sites/" + id + "/identity-secret", "{}").is(201);
    }

    private static boolean allowed(String origin) {
        String given = nobody.send("GET", "/faq-entries", null, "Origin", origin)
                .is(200)
                .header("access-control-allow-origin");
        return origin.equals(given);
    }

    private static void seenFrom(String page) {
        nobody.get(askedFor("seen", page)).is(200);
    }

    /// What the button on a page asks for.
    private static String askedFor(String key, String page) {
        return "/widget-settings?format=module&siteKey=" + key + "&page=" + URLEncoder.encode(page, UTF_8);
    }

    private static String make(String key) {
        return make(key, "\"preChat\":false");
    }

    private static String make(String key, String more) {
        return admin.post("/sites", "{\"key\":\"%s\",\"name\":\"x\",%s}".formatted(key, more))
                .is(201)
                .at("/id");
    }

    private static String logo(byte[] image) {
        return Base64.getEncoder().encodeToString(image);
    }

    private static byte[] large() {
        byte[] image = new byte[32 * 1024 + 1];
        System.arraycopy(PNG, 0, image, 0, PNG.length);
        return image;
    }
}
