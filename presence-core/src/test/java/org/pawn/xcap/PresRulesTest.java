package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.Handling;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.Matcher;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyService;
import org.pawn.policy.RuleDocument;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupReader;
import org.pawn.xml.MarkupWriter;

final class PresRulesTest {
    private static final Instant NOON = Instant.parse("2030-03-04T12:00:00Z");
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    private static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    private static final AddressOfRecord STRANGER = AddressOfRecord.parse("bob@example.org");
    private static final PrivacyRules NONE = PrivacyRules.none(ALICE);

    private final SettableTime time = new SettableTime(NOON);
    private final Lanes lanes = new Lanes(1);
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    private final PolicyService policy = new PolicyService(directory, privacy, ZoneOffset.UTC, time, directory::exists);
    private final PresRules rules = new PresRules(directory);
    private final PresRulesUsage usage = new PresRulesUsage(privacy, directory, time);

    PresRulesTest() {
        for (AddressOfRecord person : List.of(ALICE, BOB, CAROL)) {
            directory.save(Person.of(person)).join();
        }
        directory.save(new Group("team", "Team", false, List.of(BOB))).join();
        directory.save(new Group("floor", "Floor", false, List.of(BOB, CAROL))).join();
    }

    @AfterEach
    void stop() {
        lanes.close();
    }

    private static MarkupElement tree(String text) {
        try {
            return MarkupReader.document(text);
        } catch (javax.xml.stream.XMLStreamException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private static MarkupElement ruleset(String inside) {
        return tree("<ruleset xmlns=\"" + Namespaces.COMMON_POLICY + "\" xmlns:pr=\"" + Namespaces.PRES_RULES
                + "\" xmlns:oma=\"" + Namespaces.OMA_COMMON_POLICY + "\" xmlns:p=\"" + Namespaces.PAWN + "\">" + inside
                + "</ruleset>");
    }

    private static String rule(String id, String conditions, String handling, String permissions) {
        return "<rule id=\"" + id + "\"><conditions>" + conditions + "</conditions><actions><pr:sub-handling>"
                + handling + "</pr:sub-handling></actions><transformations>" + permissions
                + "</transformations></rule>";
    }

    private PrivacyRules meaning(MarkupElement root) {
        usage.check(ALICE, root);
        return rules.meaning(root, NONE, NOON);
    }

    /** What everybody is granted under those rules. */
    private Map<AddressOfRecord, String> grants(PrivacyRules given) {
        privacy.edit(
                        ALICE,
                        Optional.empty(),
                        before -> new PrivacyRules(ALICE, before.version(), given.rules(), given.custom()))
                .join();
        Map<AddressOfRecord, String> grants = new LinkedHashMap<>();
        for (AddressOfRecord viewer : List.of(BOB, CAROL, STRANGER, AddressOfRecord.parse("carol@example.net"))) {
            String grant;
            try {
                grant = policy.grant(Caller.of(viewer), ALICE).toString();
            } catch (Refusal refused) {
                grant = refused.kind().name();
            }
            grants.put(viewer, grant);
        }
        return grants;
    }

    @Test
    void theExampleOfTheStandardLetsOnePersonSeeLittle() {
        PrivacyRules said = meaning(ResourceListsTest.golden("rfc5025-4.xml"));

        assertThat(said.rules())
                .singleElement()
                .isEqualTo(new PrivacyRule(
                        new Matcher.One(AddressOfRecord.parse("user@example.com")),
                        Handling.ALLOW,
                        Level.EXTERNAL,
                        false,
                        Optional.empty(),
                        NOON));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "EXTERNAL|",
                "EXTERNAL|<pr:provide-activities>true</pr:provide-activities>",
                "COMPANY|<pr:provide-persons><pr:all-persons/></pr:provide-persons><pr:provide-all-attributes/>",
                "TEAM|<pr:provide-persons><pr:all-persons/></pr:provide-persons><pr:provide-devices><pr:all-devices/>"
                        + "</pr:provide-devices><pr:provide-all-attributes/>",
                "PERSONAL|<pr:provide-persons><pr:all-persons/></pr:provide-persons><pr:provide-devices><pr:all-devices/>"
                        + "</pr:provide-devices><pr:provide-services><pr:all-services/></pr:provide-services>"
                        + "<pr:provide-all-attributes/>",
                "EXTERNAL|<pr:provide-persons><pr:all-persons/></pr:provide-persons><pr:provide-note>true</pr:provide-note>"
                        + "<pr:provide-activities>false</pr:provide-activities>",
                "TEAM|<p:level>Team</p:level>"
            })
    void permissionsGiveTheHighestLevelThatShowsNothingBeyondThem(Level level, String permissions) {
        String given = permissions == null ? "" : permissions;

        PrivacyRules said =
                meaning(ruleset(rule("a", "<identity><one id=\"sip:bob@example.com\"/></identity>", "allow", given)));

        assertThat(said.rules()).extracting(PrivacyRule::level).containsExactly(level);
    }

    @Test
    void aWideRuleThatHasNoExceptionGrantsNarrowOnesTooAsTheStandardSays() {
        MarkupElement root = ruleset(rule("a", "<identity><one id=\"sip:bob@example.com\"/></identity>", "block", "")
                + rule("b", "<identity><many domain=\"example.com\"/></identity>", "allow", ""));

        PrivacyRules said = meaning(root);

        assertThat(said.custom()).isPresent();
        assertThat(grants(said).get(BOB)).contains("ALLOW");
    }

    @Test
    void withTheExceptionItIsRanked() {
        MarkupElement root = ruleset(rule("a", "<identity><one id=\"sip:bob@example.com\"/></identity>", "block", "")
                + rule(
                        "b",
                        "<identity><many domain=\"example.com\"><except id=\"sip:bob@example.com\"/></many></identity>",
                        "allow",
                        ""));

        PrivacyRules said = meaning(root);

        assertThat(said.rules()).hasSize(2);
        assertThat(grants(said).get(BOB)).isEqualTo("NOT_VISIBLE");
    }

    @Test
    void whoIsInNoOtherRuleIsOtherIdentity() {
        MarkupElement root = ruleset(rule("a", "<identity><one id=\"sip:bob@example.com\"/></identity>", "allow", "")
                + rule("b", "<oma:other-identity/>", "block", ""));

        PrivacyRules said = meaning(root);

        assertThat(said.rules()).hasSize(2);
        assertThat(grants(said).get(BOB)).contains("ALLOW");
        assertThat(grants(said).get(CAROL)).isEqualTo("NOT_VISIBLE");
    }

    @Test
    void aConditionThatIsNotKnownNeverHolds() {
        MarkupElement root = ruleset(rule("a", "<x xmlns=\"urn:x\"/>", "allow", "")
                + rule("b", "<identity><one id=\"tel:+49301234567\"/></identity>", "allow", ""));

        assertThat(grants(meaning(root))).isEqualTo(grants(NONE));
    }

    @Test
    void aRuleThatHoldsForATimeComesBackAsOneThatDoes() {
        PrivacyRule wide = new PrivacyRule(
                new Matcher.Domain("example.com"), Handling.ALLOW, Level.TEAM, false, Optional.empty(), NOON);
        PrivacyRule narrow = new PrivacyRule(
                new Matcher.One(BOB),
                Handling.BLOCK,
                Level.BLOCKED,
                false,
                Optional.of(new RuleDocument.Validity(NOON, NOON.plusSeconds(60))),
                NOON);
        PrivacyRules ranked = new PrivacyRules(ALICE, 1, List.of(wide, narrow));

        MarkupElement root = rules.document(Optional.empty(), ranked).orElseThrow();

        assertThat(MarkupWriter.document(root))
                .contains("<pawn:else-wider/>", "<cp:except id=\"sip:bob@example.com\"/>");
        assertThat(meaning(root).rules()).containsExactlyInAnyOrder(wide, narrow);
    }

    @Test
    void anEditInAnotherViewKeepsTheRulesThatItLeaves() {
        MarkupElement kept = ruleset(
                rule("mine", "<identity><one id=\"sip:bob@example.com\"/></identity>", "block", "<x xmlns=\"urn:x\"/>")
                        + rule("gone", "<identity><one id=\"sip:carol@example.com\"/></identity>", "block", ""));
        PrivacyRules said = meaning(kept);
        PrivacyRules edited = new PrivacyRules(
                ALICE,
                2,
                List.of(
                        said.rules().get(0),
                        new PrivacyRule(
                                new Matcher.Everyone(),
                                Handling.CONFIRM,
                                Level.BLOCKED,
                                false,
                                Optional.empty(),
                                NOON)));

        String text =
                MarkupWriter.document(rules.document(Optional.of(kept), edited).orElseThrow());

        assertThat(text).contains("id=\"mine\"", "<x xmlns=\"urn:x\"/>", "sub-handling>confirm<");
        assertThat(text).doesNotContain("carol");
    }

    @Test
    void whateverRulesThereAreTheirDocumentMeansThem() {
        Random random = new Random(5025);
        for (int round = 0; round < 1_000; round++) {
            PrivacyRules ranked = new PrivacyRules(ALICE, 3, ranked(random));
            Optional<MarkupElement> kept = rules.document(Optional.empty(), new PrivacyRules(ALICE, 2, ranked(random)));

            Optional<MarkupElement> document = rules.document(random.nextBoolean() ? kept : Optional.empty(), ranked);

            if (document.isEmpty()) {
                assertThat(ranked.rules()).isEmpty();
                continue;
            }
            String text = MarkupWriter.document(document.get());
            PrivacyRules said = meaning(tree(text));
            assertThat(said.custom()).as("%s", text).isEmpty();
            assertThat(said.rules()).as("%s", text).containsExactlyInAnyOrderElementsOf(ranked.rules());
        }
    }

    @Test
    void whatIsRankedGrantsEverybodyWhatTheDocumentDoes() {
        Random random = new Random(4745);
        int found = 0;
        for (int round = 0; round < 1_500; round++) {
            MarkupElement root = document(random);
            PrivacyRules said = meaning(root);
            if (said.custom().isEmpty()) {
                found++;
                List<RuleDocument.Rule> plain = new PresRulesReader(directory, NOON)
                        .read(root).stream().map(PresRulesReader.Reading::rule).toList();
                PrivacyRules asWritten = new PrivacyRules(ALICE, 1, List.of(), Optional.of(new RuleDocument(plain)));

                assertThat(grants(said)).as("%s", MarkupWriter.document(root)).isEqualTo(grants(asWritten));
            }
            String text =
                    MarkupWriter.document(rules.document(Optional.empty(), said).orElse(root));
            assertThat(grants(meaning(tree(text)))).as("%s", text).isEqualTo(grants(said));
        }
        assertThat(found).isBetween(200, 1_300);
    }

    private static List<PrivacyRule> ranked(Random random) {
        List<Matcher> who = new ArrayList<>(List.of(
                new Matcher.One(BOB),
                new Matcher.One(CAROL),
                new Matcher.One(STRANGER),
                new Matcher.Members("team"),
                new Matcher.Members("floor"),
                new Matcher.Domain("example.com"),
                new Matcher.Domain("example.org"),
                new Matcher.Everyone()));
        java.util.Collections.shuffle(who, random);
        return who.subList(0, random.nextInt(6)).stream()
                .map(matcher -> {
                    Handling handling = Handling.values()[random.nextInt(4)];
                    boolean allows = handling == Handling.ALLOW;
                    Level level = allows
                            ? List.of(Level.EXTERNAL, Level.COMPANY, Level.TEAM, Level.PERSONAL)
                                    .get(random.nextInt(4))
                            : Level.BLOCKED;
                    Optional<RuleDocument.Validity> validity = random.nextInt(4) == 0
                            ? Optional.of(new RuleDocument.Validity(NOON, NOON.plusSeconds(60)))
                            : Optional.empty();
                    return new PrivacyRule(matcher, handling, level, allows && random.nextBoolean(), validity, NOON);
                })
                .collect(Collectors.toList());
    }

    private static MarkupElement document(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            String except = "<except id=\"sip:bob@example.com\"/>".repeat(random.nextInt(2))
                    + "<except domain=\"example.org\"/>".repeat(random.nextInt(2));
            String identity = switch (random.nextInt(6)) {
                case 0 -> "<one id=\"sip:bob@example.com\"/>";
                case 1 -> "<one id=\"sip:bob@example.org\"/><one id=\"sip:carol@example.com\"/>";
                case 2 -> "<many domain=\"example.com\">" + except + "</many>";
                case 3 -> "<many>" + except + "</many>";
                case 4 -> "<p:group id=\"team\"/>";
                default -> "<many domain=\"example.org\"/>";
            };
            String handling =
                    List.of("allow", "block", "confirm", "polite-block").get(random.nextInt(4));
            String level = List.of("External", "Company", "Team").get(random.nextInt(3));
            text.append(rule(
                    "r" + i, "<identity>" + identity + "</identity>", handling, "<p:level>" + level + "</p:level>"));
        }
        return ruleset(text.toString());
    }
}
