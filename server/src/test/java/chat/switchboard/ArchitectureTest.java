package chat.switchboard;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import chat.switchboard.settings.Setting;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/// The walls of the house; `docs/architecture.md` says why they stand.
@AnalyzeClasses(packages = "chat.switchboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CONVERSATION = "chat.switchboard.conversation";

    private static final DescribedPredicate<JavaClass> SPEAKS_SQL = DescribedPredicate.describe(
            "a store, the read side, or what writes faults down",
            type -> type.getPackageName().matches(".*\\.(postgres|insight|log)")
                    || outermost(type).getSimpleName().matches(".*(Store|Row|Columns?)"));

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("chat.switchboard.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_domain_sees_only_itself_the_kernel_and_java = classes()
            .that()
            .resideInAPackage(CONVERSATION)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", CONVERSATION, "chat.switchboard.kernel"));

    @ArchTest
    static final ArchRule the_domain_has_no_clock_no_sql_no_threads = noClasses()
            .that()
            .resideInAPackage(CONVERSATION)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "java.net..", "java.util.concurrent..")
                    .or(JavaClass.Predicates.type(java.time.Clock.class)));

    @ArchTest
    static final ArchRule the_kernel_stands_alone = classes()
            .that()
            .resideInAPackage("chat.switchboard.kernel")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "chat.switchboard.kernel"));

    @ArchTest
    static final ArchRule only_stores_speak_sql = noClasses()
            .that(are(DescribedPredicate.not(SPEAKS_SQL)))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "org.jdbi.v3.core.statement..", "org.jdbi.v3.core.result.."));

    /// A handle is only passed on to a store.
    @ArchTest
    static final ArchRule only_stores_use_a_handle = noClasses()
            .that(are(DescribedPredicate.not(SPEAKS_SQL)))
            .should()
            .callMethodWhere(target(owner(resideInAPackage("org.jdbi.."))));

    @ArchTest
    static final ArchRule other_programs_do_not_inherit_the_environment = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("chat.switchboard.postgres.Programs")
            .should()
            .callConstructor(ProcessBuilder.class, List.class)
            .orShould()
            .callConstructor(ProcessBuilder.class, String[].class);

    @ArchTest
    static final ArchRule periodic_work_is_a_job_of_the_scheduler = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.type(java.util.concurrent.ScheduledExecutorService.class)
                    .or(JavaClass.Predicates.type(java.util.Timer.class)));

    /// What admins change has to be asked for each time: who keeps a record of settings keeps old ones.
    @ArchTest
    static final ArchRule nobody_keeps_settings_that_admins_change = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areNotRecords()
            .should()
            .haveRawType(DescribedPredicate.describe(
                    "a record with a setting that admins change",
                    type -> type.isRecord()
                            && Arrays.stream(type.reflect().getRecordComponents())
                                    .map(component -> component.getAnnotation(Setting.class))
                                    .anyMatch(setting ->
                                            setting != null && !setting.desk().isEmpty())));

    @ArchTest
    static final ArchRule features_know_no_edges = noClasses()
            .that()
            .resideOutsideOfPackages("chat.switchboard", "chat.switchboard.http..", "chat.switchboard.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("chat.switchboard.http..", "chat.switchboard.gateway..", "chat.switchboard");

    @ArchTest
    static final ArchRule the_socket_server_knows_nothing_of_support_chat = classes()
            .that()
            .resideInAPackage("chat.switchboard.socketio..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("chat.switchboard.socketio..")
                    .or(DescribedPredicate.not(resideInAPackage("chat.switchboard.."))));

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent())
            outer = outer.getEnclosingClass().get();
        return outer;
    }
}
