package org.pawn.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of HOUSE.md, held by a machine over every module. */
@AnalyzeClasses(
        packages = "org.pawn",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.DoNotIncludeTestJars.class})
final class HouseRulesTest {
    /** The core ships its contract tests as a jar. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar") && !location.contains("/test-classes/");
        }
    }

    private static final String[] CORE = {
        "org.pawn.address..",
        "org.pawn.refusal..",
        "org.pawn.time..",
        "org.pawn.concurrent..",
        "org.pawn.presence..",
        "org.pawn.xml..",
        "org.pawn.pidf..",
        "org.pawn.dialoginfo..",
        "org.pawn.vocabulary..",
        "org.pawn.policy..",
        "org.pawn.contacts..",
        "org.pawn.watching..",
        "org.pawn.watcherinfo..",
        "org.pawn.registration..",
        "org.pawn.xmlpatch..",
        "org.pawn.filter..",
        "org.pawn.resourcelist..",
        "org.pawn.reginfo..",
        "org.pawn.messaging..",
        "org.pawn.query..",
        "org.pawn.calling..",
        "org.pawn.freebusy..",
        "org.pawn.notification..",
        "org.pawn.reach..",
        "org.pawn.access..",
        "org.pawn.xcap..",
        "org.pawn.xcapdiff..",
        "org.pawn.audit..",
        "org.pawn.digest..",
        "org.pawn.directory.."
    };

    @Test
    void theCoreIsAllOfItsModule() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", "presence-core", "src", "main", "java", "org", "pawn"))) {
            assertThat(folders.filter(Files::isDirectory).map(folder -> "org.pawn." + folder.getFileName() + ".."))
                    .containsExactlyInAnyOrder(CORE);
        }
    }

    @ArchTest
    static final ArchRule featuresAreFreeOfCycles =
            slices().matching("org.pawn.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheServerAreFreeOfCycles =
            slices().matching("org.pawn.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheRestEdgeAreFreeOfCycles =
            slices().matching("org.pawn.rest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCoreKnowsNoProtocol = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javax.sip..", "io.javalin..", "java.sql..", "net.fortuna..", "javax.naming..", "com.fasterxml..");

    @ArchTest
    static final ArchRule theCoreKnowsNoEdge = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.pawn.server..",
                    "org.pawn.rest..",
                    "org.pawn.calendar..",
                    "org.pawn.sdk..",
                    "org.pawn.samples..");

    @ArchTest
    static final ArchRule presenceDoesNotKnowWhoWatches = noClasses()
            .that()
            .resideInAPackage("org.pawn.presence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.pawn.watching..", "org.pawn.freebusy..", "org.pawn.pidf..", "org.pawn.dialoginfo..");

    @ArchTest
    static final ArchRule onlyTheRootKnowsTheEdges = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.pawn.server.sip..", "org.pawn.server.storage..", "org.pawn.rest..", "org.pawn.calendar..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pawn.server.main..");

    @ArchTest
    static final ArchRule theSipEdgeKnowsNoOtherEdge = noClasses()
            .that()
            .resideInAPackage("org.pawn.server.sip..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.pawn.server.storage..", "org.pawn.rest..", "org.pawn.calendar..", "org.pawn.sdk..");

    @ArchTest
    static final ArchRule theRestEdgeKnowsNoOtherEdge = noClasses()
            .that()
            .resideInAPackage("org.pawn.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.pawn.server..", "org.pawn.calendar..", "org.pawn.sdk..");

    @ArchTest
    static final ArchRule theStoresKnowNoEdge = noClasses()
            .that()
            .resideInAPackage("org.pawn.server.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.pawn.server.sip..", "org.pawn.rest..", "org.pawn.calendar..", "org.pawn.sdk..");

    @ArchTest
    static final ArchRule iCal4jIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.pawn.calendar.ical..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.fortuna.ical4j..");

    @ArchTest
    static final ArchRule sqlIsSpokenInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.pawn.server.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..");

    @ArchTest
    static final ArchRule jainSipIsKnownInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.pawn.server.sip..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..");

    @ArchTest
    static final ArchRule theSdkStandsAlone = noClasses()
            .that()
            .resideInAPackage("org.pawn.sdk..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are ours but not the SDK's",
                    type -> type.getPackageName().startsWith("org.pawn.")
                            && !type.getPackageName().startsWith("org.pawn.sdk")));

    @ArchTest
    static final ArchRule samplesUseTheSdkOnly = noClasses()
            .that()
            .resideInAPackage("org.pawn.samples..")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are ours but neither the SDK's nor a sample's",
                    type -> type.getPackageName().startsWith("org.pawn.")
                            && !type.getPackageName().startsWith("org.pawn.sdk")
                            && !type.getPackageName().startsWith("org.pawn.samples")));

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule theClockIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.pawn.server.main..", "org.pawn.sdk..", "org.pawn.samples..", "org.pawn.bench..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule serverPublicTypesAreFinalOrSealed = classes()
            .that()
            .resideInAnyPackage(CORE)
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .doNotHaveFullyQualifiedName("org.pawn.refusal.Refusal")
            .should()
            .haveModifier(JavaModifier.FINAL);
}
