package chat.switchboard.http.pages;

import chat.switchboard.http.api.Problem;
import chat.switchboard.http.api.Problems;
import chat.switchboard.kernel.Refusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The launcher, the widget, its preview, the demo shop and the dashboard. Each page may do what it needs and nothing
/// else.
public final class Pages {
    /// No inline script or style, no other server, no plug-in, no foreign form.
    private static final String OWN_FILES_ONLY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                    + "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
                    + "base-uri 'none'; form-action 'self'; ";

    private static final String NOWHERE_IN_A_FRAME = "frame-ancestors 'none'";
    private static final String IN_OWN_FRAMES = "frame-ancestors 'self'";
    private static final String EMBEDDING = "Cross-Origin-Resource-Policy";
    private static final String NO_DEVICES = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    private final PageFolder widget;
    private final Optional<PageFolder> demo;
    private final PageFolder preview;
    private final PageFolder launcher;
    private final PageFolder dashboard;
    private final UnaryOperator<String> ancestors;

    /// @param ancestors whose pages may show the widget of a site, as a policy names them, by the site's key or null
    /// @param demoShop whether the demo shop is served
    public Pages(Path home, UnaryOperator<String> ancestors, boolean demoShop) {
        Path built = home.resolve("web");
        widget = new PageFolder(built.resolve("widget/dist/app"), "index.html");
        demo = demoShop
                ? Optional.of(new PageFolder(built.resolve("widget/dist/demo"), "index.html"))
                : Optional.empty();
        preview = new PageFolder(built.resolve("widget/dist/preview"), "index.html");
        launcher = new PageFolder(built.resolve("widget/dist"), "widget.js");
        dashboard = new PageFolder(built.resolve("dashboard/dist"), "index.html");
        this.ancestors = ancestors;
    }

    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            request.response().putHeader("Allow", "GET, HEAD");
            Problems.answer(request, Problem.of(Refusal.notFound()).withStatus(405));
            return;
        }
        String path = request.path();
        switch (path) {
            case "/" -> redirect(request, "/dashboard/");
            case "/dashboard" -> redirect(request, "/dashboard/");
            case "/widget" -> redirect(request, "/widget/");
            case "/demo", "/demo/" -> serve(request, demo.map(PageFolder::entry).orElse(null), mayFrame());
            case "/widget.js" -> serveLauncher(request);
            default -> serveBelow(request, path);
        }
    }

    private void serveBelow(HttpServerRequest request, String path) {
        if (path.startsWith("/dashboard/")) {
            Asset file = dashboard.find(path.substring("/dashboard/".length()));
            boolean isScreen = file == null && !path.contains(".");
            serve(request, isScreen ? dashboard.entry() : file, mayFrame());
        } else if (path.equals("/widget/")) {
            // A page with Cross-Origin-Embedder-Policy frames only what says this.
            request.response().putHeader(EMBEDDING, "cross-origin");
            serve(request, widget.entry(), widgetPolicy(request));
        } else if (path.startsWith("/widget/")) {
            serve(request, widget.find(path.substring("/widget/".length())), OWN_FILES_ONLY + NOWHERE_IN_A_FRAME);
        } else if (path.startsWith("/widget-preview/")) {
            String file = path.substring("/widget-preview/".length());
            serve(request, file.isEmpty() ? preview.entry() : preview.find(file), OWN_FILES_ONLY + IN_OWN_FRAMES);
        } else if (path.startsWith("/demo/")) {
            String file = path.substring("/demo/".length());
            serve(request, demo.map(folder -> folder.find(file)).orElse(null), mayFrame());
        } else {
            Problems.answer(request, Problem.of(Refusal.notFound()));
        }
    }

    private String widgetPolicy(HttpServerRequest request) {
        return OWN_FILES_ONLY + "frame-ancestors " + ancestors.apply(siteKey(request));
    }

    /// As `URLSearchParams` reads it in the frame: the policy has to be that of the site which is shown. Vert.x
    /// would also split at `;` and take `Site`. A name or a key with a malformed escape, which the frame would read
    /// as it stands, is that of no site, and nobody may show the widget.
    private static String siteKey(HttpServerRequest request) {
        String query = request.query();
        if (query == null) return null;
        try {
            for (String part : query.split("&")) {
                String[] pair = part.split("=", 2);
                if (decoded(pair[0]).equals("site")) return pair.length == 1 ? "" : decoded(pair[1]);
            }
            return null;
        } catch (IllegalArgumentException _) {
            return "?"; // the key of no site
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void serveLauncher(HttpServerRequest request) {
        // Loaded by any site, some of which demand this.
        request.response().putHeader(EMBEDDING, "cross-origin");
        serve(request, launcher.entry(), OWN_FILES_ONLY + NOWHERE_IN_A_FRAME);
    }

    private static void serve(HttpServerRequest request, Asset asset, String policy) {
        if (asset == null) {
            Problems.answer(request, Problem.of(Refusal.notFound()));
            return;
        }
        request.response().putHeader("Content-Security-Policy", policy).putHeader("Permissions-Policy", NO_DEVICES);
        asset.serve(request);
    }

    private static void redirect(HttpServerRequest request, String path) {
        request.response().setStatusCode(302).putHeader("Location", path).end();
    }

    /// Of the shop, which shows the widget, and of the dashboard, which shows its preview.
    private static String mayFrame() {
        return OWN_FILES_ONLY + "frame-src 'self'; " + NOWHERE_IN_A_FRAME;
    }
}
