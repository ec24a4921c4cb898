package chat.switchboard.desk;

import chat.switchboard.RunningServer;
import chat.switchboard.http.Rest;
import chat.switchboard.kernel.Eventually;
import chat.switchboard.kernel.Refusal.Code;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What refers to a category or a department, while that is being deleted.
class ReferencesTest {
    static final RunningServer server = RunningServer.start();
    static final Rest admin = Rest.account(server, "admin@localhost");

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /reply-templates        | {"category":"$REF","replyEn":"Hello","replyUr":"سلام"}                    | category
            POST | /reply-templates/import | {"format":"csv","content":"category,replyEn,replyUr\\n$REF,Hello,سلام"}    | rows[2].category
            POST | /canned-replies         | {"shortcut":"x","title":"X","content":"X","departmentId":"$REF"}          | departmentId
            POST | /canned-replies/import  | {"format":"csv","content":"shortcut,title,content,departmentId\\nx,X,X,$REF"} | rows[2].departmentId
            PUT  | /reply-targets          | {"items":[{"departmentId":"$REF","priority":null,"firstReplySeconds":60,"nextReplySeconds":60}]} | departmentId
            """)
    void what_comes_while_the_other_goes_is_refused_by_name(String method, String path, String body, String field) {
        boolean isCategory = field.endsWith("category");
        String name = "n" + UUID.randomUUID().toString().substring(0, 8);
        String referred = isCategory
                ? admin.post("/categories", "{\"slug\":\"%s\",\"nameEn\":\"One\",\"nameUr\":\"ایک\"}".formatted(name))
                        .is(201)
                        .at("/id")
                : admin.post("/departments", "{\"name\":\"" + name + "\"}")
                        .is(201)
                        .at("/id");
        CompletableFuture<Rest.Answer> answer = server.postgres().asSuperuser(handle -> {
            handle.select(
                            "SELECT pg_advisory_xact_lock(hashtextextended('configuration ' || ?, 0))",
                            isCategory ? "category" : "department")
                    .mapTo(String.class)
                    .one();
            if (isCategory) handle.execute("DELETE FROM category WHERE slug = ?", referred);
            else handle.execute("UPDATE department SET deleted_at = now() WHERE id = ?", UUID.fromString(referred));
            CompletableFuture<Rest.Answer> coming =
                    CompletableFuture.supplyAsync(() -> admin.send(method, path, body.replace("$REF", referred)));
            Eventually.until(
                    "it waits", () -> coming.isDone() || server.postgres().waitingForALock() > 0);
            return coming;
        });
        answer.join().isProblem(Code.VALIDATION_FAILED).names(field);
    }
}
