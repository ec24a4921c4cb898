package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.kernel.Refusal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How pages leave the server. What is in them is tested in a browser.
class PagesTest {
    @TempDir
    static Path home;

    static RunningServer server;
    static Rest browser;

    @BeforeAll
    static void build() throws IOException {
        write("widget/dist/widget.js", "launcher();".repeat(200));
        write("widget/dist/app/index.html", "<p>widget</p>");
        write("widget/dist/preview/index.html", "<p>preview</p>");
        write("widget/dist/demo/index.html", "<p>demo</p>");
        write("widget/dist/demo/assets/index-Ci1qSL7a.css", "p{}");
        write("dashboard/dist/index.html", "<p>dashboard</p>");
        write("dashboard/dist/assets/index-Dr3FbzTB.js", "x();".repeat(1000));
        server = RunningServer.start(
                Map.of(
                        "SWITCHBOARD_WIDGET_SITES",
                        "https://shop.example,https://app.example",
                        "SWITCHBOARD_DEMO",
                        "true"),
                home);
        browser = Rest.nobody(server);
        Rest.account(server, "admin@localhost")
                .post(
                        "/sites",
                        "{\"key\":\"market\",\"name\":\"Market\",\"allowedOrigins\":[\"https://market.example\"]}")
                .is(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_page_is_where_it_is_said_to_be() {
        assertThat(browser.page("/widget.js").is(200).text()).startsWith("launcher");
        assertThat(browser.page("/widget/?site=x").is(200).text()).contains("widget");
        assertThat(browser.page("/demo").is(200).text()).contains("demo");
        assertThat(browser.page("/demo/assets/index-Ci1qSL7a.css").is(200).header("content-type"))
                .startsWith("text/css");
        assertThat(browser.page("/").is(302).header("location")).isEqualTo("/dashboard/");
        assertThat(browser.page("/widget").is(302).header("location")).isEqualTo("/widget/");
    }

    @Test
    void every_screen_of_the_dashboard_is_the_dashboard() {
        assertThat(browser.page("/dashboard/inbox/waiting").is(200).text()).contains("dashboard");
        browser.page("/dashboard/assets/missing.js").isProblem(Code.NOT_FOUND);
    }

    @Test
    void no_page_runs_what_stands_in_it_or_comes_from_elsewhere() {
        for (String page : new String[] {"/dashboard/", "/demo", "/widget/", "/widget-preview/"}) {
            var answer = browser.page(page);
            assertThat(answer.header("content-security-policy"))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'")
                    .doesNotContain("unsafe", "http:");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void only_the_widget_may_be_framed_and_only_by_the_sites_that_were_named() {
        assertThat(browser.page("/widget/").header("content-security-policy"))
                .contains("frame-ancestors https://shop.example https://app.example");
        assertThat(browser.page("/dashboard/").header("content-security-policy"))
                .contains("frame-ancestors 'none'");
        assertThat(browser.page("/demo").header("content-security-policy")).contains("frame-ancestors 'none'");
    }

    /// As `URLSearchParams.get('site')`, by which the frame asks for its settings.
    @ParameterizedTest
    @CsvSource(textBlock = """
            site=market,                     market
            Site=default&site=market,        market
            a=;site=default&site=market,     market
            SITE=default&s%69te=market,      market
            site=mark%65t&site=default,      market
            site=default&site=market,        default
            x=1&site=default&Site=market,    default
            Site=market,                     default
            site,                            default
            '',                              default
            site=market;,                    none
            site=market+,                    none
            site=Market,                     none
            site=%ff,                        none
            """)
    void the_policy_of_a_widget_is_that_of_the_site_it_shows(String query, String site) {
        String policy = browser.page("/widget/?" + query).is(200).header("content-security-policy");
        String ancestors = policy.substring(policy.indexOf("frame-ancestors ") + 16);
        String operators = "https://shop.example https://app.example";
        assertThat(ancestors)
                .isEqualTo(
                        switch (site) {
                            case "market" -> operators + " https://market.example";
                            case "default" -> operators;
                            default -> "'none'";
                        });
    }

    /// The frame would read the name or the key as it stands.
    @ParameterizedTest
    @ValueSource(strings = {"site=%zz", "%zz=1&site=market"})
    void a_widget_is_shown_by_nobody_where_an_escape_is_malformed(String query) {
        String request = "GET /widget/?" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertThat(RawConnection.exchange(server, request))
                .startsWith("HTTP/1.1 200 ")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void the_preview_of_the_widget_is_framed_by_the_dashboard_and_by_nobody_else() {
        var preview = browser.page("/widget-preview/").is(200);
        assertThat(preview.text()).contains("preview");
        assertThat(preview.header("content-security-policy")).contains("frame-ancestors 'self'");
        assertThat(browser.page("/dashboard/").header("content-security-policy"))
                .contains("frame-src 'self'");
    }

    @Test
    void any_site_may_load_the_launcher() {
        assertThat(browser.page("/widget.js").header("cross-origin-resource-policy"))
                .isEqualTo("cross-origin");
    }

    @Test
    void what_is_named_by_its_content_is_kept_for_ever_and_the_rest_is_asked_for_again() {
        assertThat(browser.page("/dashboard/assets/index-Dr3FbzTB.js").header("cache-control"))
                .contains("immutable");
        var page = browser.page("/dashboard/");
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        browser.page("/dashboard/", "If-None-Match", page.header("etag")).is(304);
    }

    @Test
    void large_files_travel_compressed() {
        var plain = browser.page("/dashboard/assets/index-Dr3FbzTB.js");
        var packed = browser.page("/dashboard/assets/index-Dr3FbzTB.js", "Accept-Encoding", "gzip, br");
        assertThat(packed.header("content-encoding")).isEqualTo("gzip");
        assertThat(packed.header("vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.text().length()).isLessThan(plain.text().length());
        assertThat(packed.header("etag")).isNotEqualTo(plain.header("etag"));
    }

    @Test
    void a_page_that_was_built_again_is_served_without_a_new_start() throws IOException {
        Path page = write("widget/dist/demo/index.html", "<p>another shop</p>");
        Files.setLastModifiedTime(page, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(browser.page("/demo").text()).contains("another shop");
        write("widget/dist/demo/index.html", "<p>demo</p>");
    }

    private static Path write(String path, String content) throws IOException {
        Path file = home.resolve("web").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
