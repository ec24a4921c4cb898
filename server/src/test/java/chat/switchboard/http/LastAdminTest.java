package chat.switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import chat.switchboard.RunningServer;
import chat.switchboard.identity.Account;
import chat.switchboard.kernel.Refusal.Code;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody can always run the desk.
class LastAdminTest {
    private RunningServer server;
    private Rest admin;
    private String adminId;

    @BeforeEach
    void start() {
        server = RunningServer.start();
        admin = Rest.account(server, "admin@localhost");
        adminId = admin.get("/me").at("/id");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_last_active_admin_stays_one() {
        String path = "/accounts/" + adminId;
        // Nobody can log in to the first yet, and not to the second any more.
        admin.post("/accounts", "{\"email\":\"invited@example.com\",\"name\":\"I\",\"role\":\"admin\"}")
                .is(201);
        var gone = server.account("gone@example.com", "G", Account.Role.ADMIN);
        admin.patch("/accounts/" + gone.id(), "{\"active\":false}").is(200);

        admin.patch(path, "{\"role\":\"agent\"}").isProblem(Code.CONFLICT).names("role");
        admin.patch(path, "{\"active\":false}").isProblem(Code.CONFLICT).names("active");
        assertThat(admin.delete(path).isProblem(Code.CONFLICT).at("/reason")).isEqualTo("last_admin");
        admin.patch(path, "{\"name\":\"Bilal\",\"active\":true}").is(200);
    }

    @ParameterizedTest
    @CsvSource({"PATCH,{\"role\":\"agent\"}", "PATCH,{\"active\":false}", "DELETE,"})
    void of_two_admins_who_remove_each_other_at_the_same_moment_one_stays(String method, String body) {
        for (int round = 0; round < 3; round++) {
            String name = "other%d@example.com".formatted(round);
            var other = server.account(name, "Other", Account.Role.ADMIN);
            var third = server.account("third" + round + "@example.com", "Third", Account.Role.ADMIN);
            Rest one = Rest.account(server, name);
            Rest two = Rest.account(server, third.email());
            assertThat(together(
                            () -> one.send(method, "/accounts/" + third.id(), body),
                            () -> two.send(method, "/accounts/" + other.id(), body)))
                    .containsExactlyInAnyOrder(body == null ? 204 : 200, 401);
        }
    }

    @Test
    void of_two_admins_who_both_step_down_one_stays() {
        var other = server.account("other@example.com", "Other", Account.Role.ADMIN);
        Rest others = Rest.account(server, "other@example.com");
        assertThat(together(
                        () -> admin.patch("/accounts/" + adminId, "{\"role\":\"agent\"}"),
                        () -> others.patch("/accounts/" + other.id(), "{\"role\":\"agent\"}")))
                .containsExactlyInAnyOrder(200, 409);
        long admins = server.postgres()
                .asSuperuser(
                        handle -> handle.createQuery("SELECT count(*) FROM account WHERE role = 'admin' AND active")
                                .mapTo(Long.class)
                                .one());
        assertThat(admins).isEqualTo(1);
    }

    @Test
    void who_gave_up_her_rights_while_a_colleague_edits_changes_nothing_more() {
        var other = server.account("other@example.com", "Other", Account.Role.ADMIN);
        Rest others = Rest.account(server, "other@example.com");
        var sana = server.account("sana@example.com", "Sana", Account.Role.AGENT);
        others.patch("/accounts/" + other.id(), "{\"role\":\"agent\"}").is(200);
        others.patch("/accounts/" + sana.id(), "{\"name\":\"Sana M\"}").isProblem(Code.UNAUTHENTICATED);
        admin.get("/accounts/" + UUID.randomUUID()).isProblem(Code.NOT_FOUND);
    }

    private static List<Integer> together(
            java.util.function.Supplier<Rest.Answer> one, java.util.function.Supplier<Rest.Answer> two) {
        var first = CompletableFuture.supplyAsync(one);
        var second = CompletableFuture.supplyAsync(two);
        return List.of(first.join().status(), second.join().status());
    }
}
