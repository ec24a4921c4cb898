package chat.switchboard.desk;

import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.contract.Contract;
import chat.switchboard.conversation.Command;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.ledger.Committed;
import chat.switchboard.ledger.Conversations;
import chat.switchboard.postgres.Database;
import chat.switchboard.scheduler.Job;
import chat.switchboard.texts.TextTemplates;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// The door to what is configured. Blocks: call it on a virtual thread.
public final class Desk {
    /// Of [ConfigurationVersions]: hours, members and how conversations are given out.
    public static final String DEPARTMENTS = "departments";

    /// Of [ConfigurationVersions]: what the bot answers from.
    public static final List<String> KNOWLEDGE = List.of("faq", "reply-templates", "categories");

    private static final Duration LEAVE_EVERY = Duration.ofSeconds(2);

    private final Database database;
    private final Conversations conversations;
    private final Configuration<Department> departments;
    private final DepartmentStore departmentStore = new DepartmentStore();
    private final OfflineTexts offlineTexts;
    private final Configuration<Label> labels;
    private final Configuration<Category> categories;
    private final Configuration<FaqEntry> faqEntries;
    private final Configuration<ReplyTemplate> replyTemplates;
    private final Configuration<CannedReply> cannedReplies;

    private final FileTransfer<FaqEntry> faqFiles;
    private final FileTransfer<ReplyTemplate> replyTemplateFiles;
    private final FileTransfer<CannedReply> cannedReplyFiles;

    /// @param contract the schemas that the rows of files fit
    public Desk(
            Database database,
            ConfigurationVersions versions,
            Conversations conversations,
            Contract contract,
            Clock clock) {
        this.offlineTexts = new OfflineTexts(clock);
        this.database = database;
        this.conversations = conversations;
        this.departments = new Configuration<>(database, versions, departmentStore);
        this.labels = new Configuration<>(database, versions, new LabelStore());
        this.categories = new Configuration<>(database, versions, new CategoryStore());
        var faqEntriesStore = new FaqStore();
        this.faqEntries = new Configuration<>(database, versions, faqEntriesStore);
        this.faqFiles = new FileTransfer<>(database, versions, faqEntriesStore, faqEntriesStore, contract);
        var replyTemplatesStore = new ReplyTemplateStore();
        this.replyTemplates = new Configuration<>(database, versions, replyTemplatesStore);
        this.replyTemplateFiles =
                new FileTransfer<>(database, versions, replyTemplatesStore, replyTemplatesStore, contract);
        var cannedRepliesStore = new CannedReplyStore();
        this.cannedReplies = new Configuration<>(database, versions, cannedRepliesStore);
        this.cannedReplyFiles =
                new FileTransfer<>(database, versions, cannedRepliesStore, cannedRepliesStore, contract);
    }

    public Configuration<Department> departments() {
        return departments;
    }

    /// Reads what is held of departments in memory, after a change of [#DEPARTMENTS].
    public void refresh() {
        offlineTexts.set(database.transaction(Actor.SYSTEM, departmentStore::all));
    }

    /// What customers read who come into its queue now, or null: it is open. Never blocks.
    public TextTemplates.Closed closed(UUID department, String language) {
        return offlineTexts.closed(department, language);
    }

    /// When it works again, as its own clocks show it; empty where it has no hours. Never blocks.
    ///
    /// @param department null: any that has hours
    public Optional<ZonedDateTime> opensAt(UUID department) {
        return offlineTexts.opensAt(department);
    }

    public Configuration<Label> labels() {
        return labels;
    }

    public Configuration<Category> categories() {
        return categories;
    }

    public Configuration<FaqEntry> faqEntries() {
        return faqEntries;
    }

    public Configuration<ReplyTemplate> replyTemplates() {
        return replyTemplates;
    }

    public Configuration<CannedReply> cannedReplies() {
        return cannedReplies;
    }

    public FileTransfer<FaqEntry> faqFiles() {
        return faqFiles;
    }

    public FileTransfer<ReplyTemplate> replyTemplateFiles() {
        return replyTemplateFiles;
    }

    public FileTransfer<CannedReply> cannedReplyFiles() {
        return cannedReplyFiles;
    }

    /// The text of a canned reply for a conversation. Counts the use.
    public Outcome<String> render(Actor.Staff staff, String key, UUID conversationId) {
        return cannedReplies
                .find(staff, key)
                .then(reply -> conversations
                        .history()
                        .find(staff, conversationId)
                        .map(conversation -> {
                            database.transaction(Actor.SYSTEM, handle -> {
                                CannedReplyStore.used(handle, reply.revision().id());
                                return null;
                            });
                            return Variables.filled(reply.content(), conversation, staff);
                        }));
    }

    /// Takes it out of the conversations that are not closed, then out of the desk. What got into it in between
    /// leaves it right after, at the latest with the next [#job].
    public Outcome<Department> deleteDepartment(Editor by, String key) {
        if (by.staff() instanceof Actor.Admin && departments.find(by.staff(), key) instanceof Outcome.Done<Department>)
            leave(UUID.fromString(key));
        Outcome<Department> deleted = departments.delete(by, key);
        if (deleted instanceof Outcome.Done<Department>) leaveDeleted();
        return deleted;
    }

    /// Conversations do not stay in a department that is gone.
    public Job job() {
        return Job.onOneNode("deleted-departments", LEAVE_EVERY, _ -> leaveDeleted());
    }

    /// @return how many conversations left one
    private int leaveDeleted() {
        return leave(null);
    }

    /// As many as can, until none is left or none can.
    private int leave(UUID department) {
        int sum = 0;
        for (int left = -1; left != 0; sum += Math.max(left, 0)) {
            List<DepartmentStore.Left> found =
                    database.transaction(Actor.SYSTEM, handle -> DepartmentStore.left(handle, department));
            List<CompletableFuture<Outcome<Committed>>> answers = found.stream()
                    .map(it -> conversations.submit(
                            Actor.SYSTEM, it.conversationId(), new Command.LeaveDepartment(it.departmentId())))
                    .toList();
            left = (int) answers.stream().filter(Desk::happened).count();
        }
        return sum;
    }

    private static boolean happened(CompletableFuture<Outcome<Committed>> answer) {
        return answer.join() instanceof Outcome.Done<Committed>(Committed committed)
                && !committed.events().isEmpty();
    }

    /// The desk of the demo beside what is there: a food-delivery app's departments, categories and questions. Does
    /// nothing where it was added before.
    public void addDemo() {
        addDemo(database);
    }

    public static void addDemo(Database database) {
        database.transaction(Actor.SYSTEM, handle -> {
            DemoStore.addDemo(handle);
            return null;
        });
    }
}
