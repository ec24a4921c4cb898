package chat.switchboard;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Refusal.Code;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// How settings of accounts, log-ins and requests are seen at work.
final class AccountProbes {
    static final Map<String, Consumer<ProbedDesk>> BY_KEY = Map.ofEntries(
            entry("identity.sessionLifetime", AccountProbes::aLogInEndsSooner),
            entry("identity.knownDeviceLifetime", AccountProbes::aDeviceIsForgottenSooner),
            entry("identity.leastPassword", AccountProbes::aPasswordHasToBeLonger),
            entry("identity.inviteLifetime", AccountProbes::aLinkEndsSooner),
            entry("identity.secondFactorRoles", AccountProbes::aRoleHasToHaveASecondFactor),
            entry("identity.logInsPerEmail", AccountProbes::fewerAttemptsOnOneAddress),
            entry("identity.logInsPerAddress", AccountProbes::fewerAttemptsFromOneNetwork),
            entry("identity.logInsPerDevice", AccountProbes::fewerAttemptsFromAKnownDevice),
            entry("identity.logInsBeforeDelay", AccountProbes::attemptsAreDelayedSooner),
            entry("identity.longestLogInDelay", AccountProbes::attemptsAreDelayedForShorter),
            entry("identity.logInsForgottenAfter", AccountProbes::attemptsAreForgottenSooner),
            entry("identity.codesPerHour", AccountProbes::fewerCodes),
            entry("identity.newCustomersPerAddress", AccountProbes::fewerNewCustomers),
            entry("requests.readsPerPerson", AccountProbes::fewerReads),
            entry("requests.writesPerPerson", AccountProbes::fewerWrites));

    private static final String LOG_IN = "{\"email\":\"%s\",\"password\":\"%s\"}";

    private AccountProbes() {}

    private static void aLogInEndsSooner(ProbedDesk desk) {
        String email = desk.agent("Sana").account().email();
        String usual = cookie(Rest.logIn(desk.server, email), "switchboard_session");
        desk.set("900");
        String shorter = cookie(Rest.logIn(desk.server, email), "switchboard_session");
        desk.later(Duration.ofMinutes(16));
        refresh(desk, shorter).isProblem(Code.UNAUTHENTICATED);
        refresh(desk, usual).is(201);
    }

    private static void aDeviceIsForgottenSooner(ProbedDesk desk) {
        String email = desk.agent("Sana").account().email();
        String usual = cookie(Rest.logIn(desk.server, email), "switchboard_device");
        desk.set("86400");
        String shorter = cookie(Rest.logIn(desk.server, email), "switchboard_device");
        desk.later(Duration.ofDays(2));
        assertThat(desk.server.identity().isKnownDevice(value(usual))).isTrue();
        assertThat(desk.server.identity().isKnownDevice(value(shorter))).isFalse();
    }

    private static void aPasswordHasToBeLonger(ProbedDesk desk) {
        newAccount(desk, RunningServer.PASSWORD).is(201);
        desk.set("40");
        newAccount(desk, RunningServer.PASSWORD)
                .isProblem(Code.VALIDATION_FAILED)
                .names("password");
    }

    private static void aLinkEndsSooner(ProbedDesk desk) {
        String usual = link(newAccount(desk, null));
        desk.set("600");
        String shorter = link(newAccount(desk, null));
        desk.later(Duration.ofMinutes(11));
        desk.nobody().post("/invites/" + usual, "{}").is(200);
        desk.nobody().post("/invites/" + shorter, "{}").isProblem(Code.NOT_FOUND);
    }

    private static void aRoleHasToHaveASecondFactor(ProbedDesk desk) {
        Rest sana = desk.agent("Sana").rest();
        sana.get("/conversations").is(200);
        desk.set("[\"agent\"]");
        assertThat(sana.get("/conversations").isProblem(Code.FORBIDDEN).at("/reason"))
                .isEqualTo("second_factor_required");
        desk.set("[]");
        sana.get("/conversations").is(200);
    }

    private static void fewerAttemptsOnOneAddress(ProbedDesk desk) {
        guess(desk, desk.newEmail()).is(401);
        desk.set("3");
        String email = desk.newEmail();
        desk.allows(3, () -> guess(desk, email));
        desk.set("5");
        String other = desk.newEmail();
        desk.allows(5, () -> guess(desk, other));
    }

    private static void fewerAttemptsFromOneNetwork(ProbedDesk desk) {
        guess(desk, desk.newEmail()).is(401);
        desk.later(Duration.ofMinutes(1));
        desk.set("3");
        desk.allows(3, () -> guess(desk, desk.newEmail()));
        desk.later(Duration.ofMinutes(1));
        desk.set("5");
        desk.later(Duration.ofMinutes(1));
        desk.allows(5, () -> guess(desk, desk.newEmail()));
    }

    private static void fewerAttemptsFromAKnownDevice(ProbedDesk desk) {
        guessFromDevice(desk).get().is(401);
        desk.set("3");
        desk.allows(3, guessFromDevice(desk));
        desk.set("5");
        desk.allows(5, guessFromDevice(desk));
    }

    private static void attemptsAreDelayedSooner(ProbedDesk desk) {
        onlyDelays(desk);
        String email = guessed(desk, 3);
        assertThat(delay(desk, email)).isZero();
        desk.set("3");
        assertThat(delay(desk, guessed(desk, 3))).isPositive();
    }

    private static void attemptsAreDelayedForShorter(ProbedDesk desk) {
        onlyDelays(desk);
        desk.set("identity.logInsBeforeDelay", "1000");
        String email = guessed(desk, 7);
        desk.set("2");
        desk.set("identity.logInsBeforeDelay", "3");
        assertThat(delay(desk, email)).isEqualTo(2);
        desk.set("1");
        assertThat(delay(desk, email)).isEqualTo(1);
    }

    private static void attemptsAreForgottenSooner(ProbedDesk desk) {
        onlyDelays(desk);
        desk.set("identity.logInsBeforeDelay", "3");
        String email = guessed(desk, 3);
        desk.later(Duration.ofSeconds(61));
        assertThat(delay(desk, email)).isPositive();
        desk.set("60");
        desk.later(Duration.ofSeconds(61));
        assertThat(delay(desk, email)).isZero();
    }

    private static void fewerCodes(ProbedDesk desk) {
        Rest omar = desk.agent("Omar").rest();
        omar.post("/me/totp", "{}").is(201);
        omar.post("/me/totp", "{\"code\":\"000000\"}").is(422);
        desk.set("3");
        Rest sana = desk.agent("Sana").rest();
        sana.post("/me/totp", "{}").is(201);
        desk.allows(3, () -> sana.post("/me/totp", "{\"code\":\"000000\"}"));
    }

    private static void fewerNewCustomers(ProbedDesk desk) {
        desk.customer();
        desk.later(Duration.ofMinutes(1));
        desk.set("5");
        desk.allows(5, () -> desk.nobody().post("/customer-sessions", "{}"));
        desk.set("8");
        desk.later(Duration.ofMinutes(1));
        desk.allows(8, () -> desk.nobody().post("/customer-sessions", "{}"));
    }

    private static void fewerReads(ProbedDesk desk) {
        desk.customer().get("/me").is(200);
        desk.set("120");
        Rest ayesha = desk.customer();
        desk.allows(120, () -> ayesha.get("/me"));
    }

    private static void fewerWrites(ProbedDesk desk) {
        desk.open(desk.customer());
        desk.set("60");
        Rest ayesha = desk.customer();
        String id = desk.open(ayesha);
        desk.allows(59, () -> ayesha.put("/conversations/" + id + "/read", "{\"seq\":1}"));
    }

    /// Nothing but the delay of an account keeps anybody from trying.
    private static void onlyDelays(ProbedDesk desk) {
        desk.set("identity.logInsPerEmail", "1000");
        desk.set("identity.logInsPerAddress", "10000");
    }

    /// An address on which so many passwords were tried.
    private static String guessed(ProbedDesk desk, int times) {
        String email = desk.newEmail();
        for (int i = 0; i < times; i++) guess(desk, email).is(401);
        return email;
    }

    /// For how many seconds attempts on this address are delayed. Of several at once one is held back for so long, the
    /// others are told.
    private static int delay(ProbedDesk desk, String email) {
        return Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> guess(desk, email), Thread::startVirtualThread))
                .limit(3)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 429)
                .mapToInt(answer -> Integer.parseInt(answer.header("retry-after")) - 1)
                .max()
                .orElse(0);
    }

    private static Rest.Answer guess(ProbedDesk desk, String email) {
        return desk.nobody().post("/sessions", LOG_IN.formatted(email, "wrong"));
    }

    private static Supplier<Rest.Answer> guessFromDevice(ProbedDesk desk) {
        String email = desk.agent("Sana").account().email();
        String device = cookie(Rest.logIn(desk.server, email), "switchboard_device");
        return () -> desk.nobody().send("POST", "/sessions", LOG_IN.formatted(email, "wrong"), "Cookie", device);
    }

    private static Rest.Answer newAccount(ProbedDesk desk, String password) {
        String given = password == null ? "" : ",\"password\":\"" + password + "\"";
        return desk.admin()
                .post(
                        "/accounts",
                        "{\"email\":\"%s\",\"name\":\"Hina\",\"role\":\"agent\"%s}".formatted(desk.newEmail(), given));
    }

    private static String link(Rest.Answer made) {
        return made.is(201).at("/invite/link").split("#", 2)[1];
    }

    private static Rest.Answer refresh(ProbedDesk desk, String cookie) {
        return desk.nobody().send("POST", "/sessions/refresh", null, "Cookie", cookie);
    }

    private static String cookie(Rest.Answer logIn, String name) {
        return logIn.is(201).headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
    }

    private static String value(String cookie) {
        return cookie.split("=", 2)[1];
    }
}
