package chat.switchboard.http;

import chat.switchboard.RunningServer;
import chat.switchboard.contract.Contract;
import chat.switchboard.contract.Contract.Operation;
import chat.switchboard.contract.SampleBodies;
import chat.switchboard.identity.Account;
import chat.switchboard.identity.Authenticator;
import chat.switchboard.languagemodel.ModelServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A running desk with somebody of each kind, on which every operation of the contract and every command of a socket
/// can succeed: it makes what has to be there first.
public final class SampleDesk implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String NOTHING = "{}";

    private final ModelServer model = new ModelServer();
    private final RunningServer server = RunningServer.start(model.settings());
    private final SampleBodies bodies = new SampleBodies(Contract.load());
    private final AtomicInteger count = new AtomicInteger();
    private final Rest bilal = Rest.account(server, "admin@localhost");
    private final Rest neighbour = Rest.customer(server, "Neighbour");
    /// Here nobody is given a conversation.
    private final String home = department("Home");
    private final String away = department("Away");
    private final Map<Rest, String> emails = new IdentityHashMap<>(Map.of(bilal, "admin@localhost"));
    private final Map<Who, Rest> people = new EnumMap<>(Who.class);
    private final Map<Who, String> foreign = new EnumMap<>(Who.class);
    private final Rest colleague = newPerson(Who.AGENT);
    private final String colleagues;

    /// Who asks.
    enum Who {
        NOBODY("nobody"),
        /// With a token whose log-in has ended.
        LOGGED_OUT("nobody"),
        /// With a token of an account that was deactivated since.
        DEACTIVATED("nobody"),
        CUSTOMER("customer"),
        PARTNER("partner"),
        AGENT("agent"),
        /// Of another department.
        AGENT_ELSEWHERE("agent"),
        ADMIN("admin");

        private final String actor;

        Who(String actor) {
            this.actor = actor;
        }

        /// As the contract's `x-actors` has it.
        String actor() {
            return actor;
        }

        boolean hasAccount() {
            return ordinal() >= PARTNER.ordinal();
        }

        boolean isKnown() {
            return ordinal() >= CUSTOMER.ordinal();
        }
    }

    /// Something to ask for.
    ///
    /// @param headers names and values in turn
    record Attempt(Rest by, Operation operation, String id, String query, String body, String... headers) {
        Rest.Answer send() {
            String path = id == null ? operation.path() : operation.path().replace("{id}", id);
            return by.send(operation.method().name(), path + query, body, headers);
        }

        Attempt by(Rest other) {
            return new Attempt(other, operation, id, query, body, headers);
        }

        Attempt about(String other) {
            return new Attempt(by, operation, other, query, body, headers);
        }
    }

    SampleDesk() {
        for (Who who : Who.values()) people.put(who, newPerson(who));
        for (Who who : Who.values()) foreign.put(who, foreignConversation(who));
        colleagues = given(colleague, waiting(home));
    }

    RunningServer server() {
        return server;
    }

    SampleBodies bodies() {
        return bodies;
    }

    Rest admin() {
        return bilal;
    }

    /// The same one each time.
    Rest person(Who who) {
        return people.get(who);
    }

    @Override
    public void close() {
        server.close();
        model.close();
    }

    // ---- people ----

    private Rest newPerson(Who who) {
        return switch (who) {
            case NOBODY -> Rest.nobody(server);
            case CUSTOMER -> Rest.customer(server, "Ayesha");
            case PARTNER -> account(Account.Role.PARTNER, null);
            case AGENT -> account(Account.Role.AGENT, home);
            case AGENT_ELSEWHERE -> account(Account.Role.AGENT, away);
            case ADMIN -> account(Account.Role.ADMIN, null);
            case LOGGED_OUT -> {
                Rest rest = account(Account.Role.ADMIN, null);
                rest.delete("/sessions/current").is(204);
                yield rest;
            }
            case DEACTIVATED -> {
                Rest rest = account(Account.Role.ADMIN, null);
                bilal.patch("/accounts/" + id(rest), "{\"active\":false}").is(200);
                yield rest;
            }
        };
    }

    private Rest account(Account.Role role, String department) {
        String email = email();
        ObjectNode account = JSON.createObjectNode()
                .put("email", email)
                .put("name", role.wireName() + count.incrementAndGet())
                .put("role", role.wireName())
                .put("maxActiveChats", 50)
                .put("password", PASSWORD);
        if (department != null) account.putArray("departmentIds").add(department);
        bilal.post("/accounts", account.toString()).is(201);
        return loggedIn(email);
    }

    private Rest loggedIn(String email) {
        Rest rest = Rest.account(server, email);
        emails.put(rest, email);
        return rest;
    }

    private String email() {
        return "person%d@example.com".formatted(count.incrementAndGet());
    }

    static String id(Rest person) {
        return person.get("/me").is(200).at("/id");
    }

    private String email(Rest person) {
        return emails.get(person);
    }

    // ---- requests ----

    /// One that succeeds, about something of their own; for somebody who may not, one that would.
    Attempt own(Operation operation, Who who) {
        boolean changesOneself = operation.path().startsWith("/me/") && !operation.reads()
                || List.of("editMe", "deleteCurrentSession").contains(operation.id());
        Rest by = changesOneself && who.isKnown() ? newPerson(who) : people.get(who);
        return switch (operation.id()) {
            case "createSession" ->
                attempt(by, operation, credentials().put("email", email(account(Account.Role.AGENT, home))));
            case "refreshSession" -> new Attempt(by, operation, null, "", NOTHING, "Cookie", refreshCookie());
            case "stepUpCurrentSession" -> attempt(by, operation, credentials());
            case "changeMyPassword" ->
                attempt(by, operation, credentials().put("newPassword", PASSWORD + " " + count.incrementAndGet()));
            case "enrollSecondFactor" -> {
                String code = who.hasAccount() ? Authenticator.code(Authenticator.begin(by), 0) : "000000";
                yield attempt(by, operation, JSON.createObjectNode().put("code", code));
            }
            case "removeMySecondFactor", "renewRecoveryCodes" -> {
                if (who.hasAccount()) Authenticator.enroll(by, Authenticator.begin(by));
                yield attempt(by, operation, body(operation, who));
            }
            case "dismissMyNotice" -> {
                Rest told = who.hasAccount() ? renamed(by) : by;
                yield attempt(told, operation, null).about(who.hasAccount() ? notice(told) : unknown(operation));
            }
            case "acceptInvite" -> attempt(by, operation, body(operation, who)).about(invitation());
            case "getWidgetSettings" -> attempt(by, operation, null);
            default -> {
                Attempt attempt = attempt(by, operation, body(operation, who));
                yield operation.path().contains("{id}") ? attempt.about(ownId(operation, who, by)) : attempt;
            }
        };
    }

    private static Attempt attempt(Rest by, Operation operation, ObjectNode body) {
        return new Attempt(by, operation, null, "", body == null ? null : body.toString());
    }

    private static ObjectNode credentials() {
        return JSON.createObjectNode().put("password", PASSWORD);
    }

    private String refreshCookie() {
        Rest.Answer begun =
                Rest.logIn(server, email(account(Account.Role.AGENT, home))).is(201);
        return begun.headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith("switchboard_session="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    /// Changes something, each time something else.
    private ObjectNode body(Operation operation, Who who) {
        ObjectNode body = bodies.change(operation);
        if (body == null) return null;
        int number = count.incrementAndGet();
        switch (operation.id()) {
            case "acceptInvite" -> body.put("password", PASSWORD);
            // Another name would end the log-in.
            case "editMe" -> body.removeAll().put("language", "ur");
            case "createAccount" -> body.put("role", "agent");
            case "editReplyTemplate" -> body.removeAll().put("replyEn", "x");
            case "editSite" -> body.put("name", "x");
            case "setTextTemplate" -> body.put("text", "Text " + number);
            case "setReplyTargets" ->
                body.putArray("items")
                        .addObject()
                        .put("firstReplySeconds", number)
                        .put("nextReplySeconds", number);
            case "editSettings" -> body.putObject("values").put("escalation.unansweredAsOneSeconds", number);
            case "skipSetupStep" -> body.put("skipped", !isInviteSkipped());
            case "importFaqEntries" ->
                file(body, "{\"slug\":\"a-slug-%d\",\"language\":\"en\",\"question\":\"x\",\"answer\":\"x\"}", number);
            case "importReplyTemplates" ->
                file(body, "{\"category\":\"other\",\"replyEn\":\"Reply %d\",\"replyUr\":\"x\"}", number);
            case "importCannedReplies" ->
                file(body, "{\"shortcut\":\"hello%d\",\"title\":\"x\",\"content\":\"x\",\"own\":true}", number);
            case "renderCannedReply" -> body.put("conversationId", own(who));
            case "sendMessage" -> body.put("id", Rest.newId().toString());
            default -> {}
        }
        unlikeOthers(body, number);
        return body;
    }

    private static void file(ObjectNode body, String row, int number) {
        body.put("format", "json").put("content", "[" + row.formatted(number) + "]");
    }

    /// What two of a kind may not share, and what is to differ from before.
    private static void unlikeOthers(ObjectNode body, int number) {
        if (body.has("email")) body.put("email", "person%d@example.com".formatted(number));
        for (String name : List.of("name", "nameEn", "replyEn")) if (body.has(name)) body.put(name, "Name " + number);
        if (body.has("slug")) body.put("slug", "a-slug-" + number);
        if (body.has("key")) body.put("key", "site-" + number);
        if (body.has("shortcut")) body.put("shortcut", "hello" + number);
    }

    private boolean isInviteSkipped() {
        JsonNode steps = bilal.get("/setup").is(200).json().get("steps");
        for (JsonNode step : steps)
            if (step.get("step").textValue().equals("invite"))
                return step.get("skipped").booleanValue();
        throw new AssertionError(steps);
    }

    /// The payload of a command that succeeds for somebody who may send it.
    ObjectNode payload(String command, Who who) {
        ObjectNode payload = bodies.least(command);
        if (payload.has("conversationId"))
            payload.put("conversationId", conversationFor(command, who, people.get(who)));
        if (payload.has("id")) payload.put("id", Rest.newId().toString());
        if (payload.has("token")) payload.put("token", people.get(who).token());
        return payload;
    }

    // ---- what requests are about ----

    private String ownId(Operation operation, Who who, Rest by) {
        return switch (operation.path().split("/")[1]) {
            case "conversations" -> conversationFor(operation.id(), who, by);
            case "accounts" -> accountFor(operation.id());
            case "departments" -> department("Department " + count.incrementAndGet());
            case "labels" -> made("createLabel");
            case "categories" -> made("createCategory");
            case "faq-entries" -> made("createFaqEntry");
            case "reply-templates" -> made("createReplyTemplate");
            case "canned-replies" -> cannedReply(isStaff(who) ? by : bilal);
            case "sites" -> made("createSite");
            case "language-model" -> modelRequest();
            case "text-templates" -> {
                String id = "en.event.agent.joined";
                if (operation.id().equals("resetTextTemplate"))
                    bilal.put("/text-templates/" + id, "{\"text\":\"Hello\"}").is(200);
                yield id;
            }
            case "setup" -> "invite";
            case "me" -> who.hasAccount() ? session(by) : unknown(operation);
            default -> throw new AssertionError("Say how to make what " + operation.path() + " is about");
        };
    }

    /// One that nobody has ever had; null where ids are words and there are no others.
    static String unknown(Operation operation) {
        return switch (operation.path().split("/")[1]) {
            case "categories" -> "no-such-slug";
            case "text-templates" -> "en.event.no.such";
            case "setup" -> null;
            default -> UUID.randomUUID().toString();
        };
    }

    /// One that there is, but not for this person; where all who may see any see all, one that is deleted. Null where
    /// there is neither.
    String foreign(Operation operation, Who who) {
        return switch (operation.path().split("/")[1]) {
            case "conversations" -> foreign.get(who);
            case "canned-replies" -> cannedReply(colleague);
            case "me" ->
                operation.path().contains("notices")
                        ? notice(renamed(account(Account.Role.AGENT, home)))
                        : session(colleague);
            case "invites" -> {
                String used = invitation();
                Rest.nobody(server)
                        .post("/invites/" + used, credentials().toString())
                        .is(201);
                yield used;
            }
            case "accounts", "departments", "labels", "categories", "faq-entries", "reply-templates", "sites" -> {
                String id = ownId(operation, Who.ADMIN, bilal);
                bilal.delete("/" + operation.path().split("/")[1] + "/" + id).is(204);
                yield id;
            }
            default -> null;
        };
    }

    /// A conversation of the same department that a colleague has.
    String colleagues() {
        return colleagues;
    }

    private String made(String operationId) {
        Operation operation = Contract.load().operations().stream()
                .filter(it -> it.id().equals(operationId))
                .findFirst()
                .orElseThrow();
        Rest.Answer made =
                attempt(bilal, operation, body(operation, Who.ADMIN)).send().is(201);
        return made.at("/id");
    }

    /// What was sent to the model last.
    private String modelRequest() {
        bilal.post("/conversations/" + waiting(home) + "/reply-draft", NOTHING).is(200);
        return bilal.get("/language-model/requests?limit=1").is(200).at("/items/0/id");
    }

    private String department(String name) {
        return bilal.post("/departments", "{\"name\":\"%s\",\"routing\":\"manual\"}".formatted(name))
                .is(201)
                .at("/id");
    }

    private String cannedReply(Rest owner) {
        String reply = "{\"shortcut\":\"own%d\",\"title\":\"x\",\"content\":\"x\",\"ownerId\":\"%s\"}"
                .formatted(count.incrementAndGet(), id(owner));
        return owner.post("/canned-replies", reply).is(201).at("/id");
    }

    private String accountFor(String operation) {
        String account = "{\"email\":\"%s\",\"name\":\"x\",\"role\":\"agent\"%s}"
                .formatted(
                        email(), operation.equals("inviteAccount") ? "" : ",\"password\":\"%s\"".formatted(PASSWORD));
        Rest.Answer made = bilal.post("/accounts", account).is(201);
        if (operation.equals("endSessionsOfAccount")) Rest.account(server, made.at("/email"));
        if (operation.equals("removeSecondFactorOfAccount")) {
            Rest rest = Rest.account(server, made.at("/email"));
            Authenticator.enroll(rest, Authenticator.begin(rest));
        }
        return made.at("/id");
    }

    private String invitation() {
        String account = "{\"email\":\"%s\",\"name\":\"x\",\"role\":\"agent\"}".formatted(email());
        return bilal.post("/accounts", account).is(201).at("/invite/link").split("#", 2)[1];
    }

    /// Another log-in of this person.
    private String session(Rest person) {
        Rest other = Rest.account(server, email(person));
        return other.get("/me/sessions")
                .is(200)
                .json()
                .get("items")
                .valueStream()
                .filter(it -> it.get("current").booleanValue())
                .findFirst()
                .orElseThrow()
                .get("id")
                .textValue();
    }

    /// The same person after an admin has renamed them, which ends their log-ins.
    private Rest renamed(Rest person) {
        String email = email(person);
        bilal.patch("/accounts/" + id(person), "{\"name\":\"Renamed %d\"}".formatted(count.incrementAndGet()))
                .is(200);
        return loggedIn(email);
    }

    private static String notice(Rest person) {
        return person.get("/me/notices").is(200).at("/items/0/id");
    }

    // ---- conversations ----

    static boolean isStaff(Who who) {
        return who.actor.equals("agent") || who == Who.ADMIN;
    }

    /// One that this person sees and that waits for an agent; for nobody, somebody's.
    String own(Who who) {
        return switch (who) {
            case CUSTOMER, PARTNER -> waiting(people.get(who), home);
            case AGENT_ELSEWHERE -> waiting(away);
            case NOBODY, LOGGED_OUT, DEACTIVATED, AGENT, ADMIN -> waiting(home);
        };
    }

    /// One of their own in a state in which this can be done.
    String conversationFor(String action, Who who, Rest by) {
        String id = own(who);
        Rest agent = isStaff(who) ? by : bilal;
        switch (action) {
            case "resolveConversation", "conversation.resolve" -> given(agent, id);
            case "reopenConversation", "rateConversation", "conversation.reopen", "conversation.rate" -> {
                given(agent, id);
                agent.put("/conversations/" + id + "/resolution", NOTHING).is(200);
            }
            case "acknowledgeConversation", "conversation.acknowledge" ->
                bilal.post("/conversations/" + id + "/escalation", "{\"reason\":\"Late\"}")
                        .is(200);
            default -> {}
        }
        return id;
    }

    private String foreignConversation(Who who) {
        Rest agent = who == Who.AGENT_ELSEWHERE ? colleague : people.get(Who.AGENT_ELSEWHERE);
        String department = who == Who.AGENT_ELSEWHERE ? home : away;
        return who == Who.ADMIN ? null : given(agent, waiting(department));
    }

    /// One that this person must not know of; null for admins, who see all.
    String foreign(Who who) {
        return foreign.get(who);
    }

    private String waiting(String department) {
        return waiting(neighbour, department);
    }

    private static String waiting(Rest customer, String department) {
        String opening =
                "{\"departmentId\":\"%s\",\"message\":%s}".formatted(department, Rest.message(Rest.newId(), "Hello"));
        return customer.post("/conversations", opening).is(201).at("/id");
    }

    private static String given(Rest agent, String conversation) {
        agent.put("/conversations/" + conversation + "/assignment", "{\"agentId\":\"me\"}")
                .is(200);
        return conversation;
    }
}
