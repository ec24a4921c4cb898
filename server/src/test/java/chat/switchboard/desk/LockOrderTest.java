package chat.switchboard.desk;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Eventually;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Whoever locks several rows locks them by id. Then two who lock the same ones never wait for each other, which
/// PostgreSQL would end by failing one of them.
class LockOrderTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void departments_of_an_account_that_moves_or_goes() {
        UUID first = department();
        UUID second = department();
        String path = "/accounts/" + account("moves@example.com").id();
        admin.patch(path, "{\"departmentIds\":[\"" + second + "\"]}").is(200);
        String share = "SELECT id FROM department WHERE id = ? FOR SHARE";
        lockedInTurn(share, first, second, "PATCH", path, "{\"departmentIds\":[\"" + first + "\"]}");
        admin.patch(path, "{\"departmentIds\":[\"" + second + "\"]}").is(200);
        admin.patch(path, "{\"departmentIds\":[\"%s\",\"%s\"]}".formatted(first, second))
                .is(200);
        admin.post("/sessions/current/step-up", "{\"password\":\"" + RunningServer.PASSWORD + "\"}")
                .is(204);
        lockedInTurn(share, first, second, "DELETE", path, null);
    }

    @Test
    void departments_of_reply_targets() {
        UUID first = department();
        UUID second = department();
        // A row that was changed lies behind the other one.
        admin.patch("/departments/" + first, "{\"routing\":\"manual\"}").is(200);
        String change = "SELECT id FROM department WHERE id = ? FOR NO KEY UPDATE";
        lockedInTurn(change, first, second, "PUT", "/reply-targets", "{\"items\":[]}");
    }

    @Test
    void accounts_of_a_department_whose_members_change_or_that_goes() {
        UUID first = account("first@example.com").id();
        UUID second = account("second@example.com").id();
        String path = "/departments/" + department();
        String both = "{\"memberIds\":[\"%s\",\"%s\"]}".formatted(second, first);
        String change = "SELECT id FROM account WHERE id = ? FOR NO KEY UPDATE";
        for (String method : List.of("PATCH", "DELETE")) {
            admin.patch(path, "{\"memberIds\":[\"" + second + "\"]}").is(200);
            admin.patch(path, both).is(200);
            String none = method.equals("PATCH") ? "{\"memberIds\":[]}" : null;
            lockedInTurn(change, first, second, method, path, none);
            if (none != null) lockedInTurn(change, first, second, method, path, both);
        }
    }

    /// Holds the first row, lets the request come until it waits, and then takes the second one, as another
    /// request would.
    private static void lockedInTurn(String lock, UUID first, UUID second, String method, String path, String body) {
        CompletableFuture<Rest.Answer> answer = server.postgres().asSuperuser(handle -> {
            handle.select(lock, first).mapTo(UUID.class).one();
            CompletableFuture<Rest.Answer> coming = CompletableFuture.supplyAsync(() -> admin.send(method, path, body));
            Eventually.until("it waits", () -> server.postgres().waitingForALock() > 0);
            handle.select(lock, second).mapTo(UUID.class).one();
            return coming;
        });
        answer.join().is(body == null ? 204 : 200);
    }

    private static Account account(String email) {
        return server.account(email, "Omar", Account.Role.AGENT);
    }

    private static UUID department() {
        String id = admin.post("/departments", "{\"name\":\"n" + UUID.randomUUID() + "\"}")
                .is(201)
                .at("/id");
        return UUID.fromString(id);
    }
}
