package org.pawn.calendar.ical;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The zones that one calendar can name. IANA names have the JDK's rules whatever the file says; any other name is
 * defined by the file's VTIMEZONE, else a Windows name, else what an IANA name at its end or a plain offset says.
 * Nothing is registered with the JVM and nothing is fetched.
 */
final class Zones {
    private static final Pattern OFFSET = Pattern.compile("(?:UTC|GMT|Z)?(?:([+-])(\\d{1,2}):?(\\d{2})?)?");
    private static final Map<String, String> NOT_IN_THE_JDK =
            Map.of("est", "-05:00", "mst", "-07:00", "hst", "-10:00", "roc", "Asia/Taipei");
    private static final Map<String, String> IANA = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> !id.startsWith("ical4j"))
            .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), Function.identity(), (a, b) -> a));

    private final ZoneRules owner;
    private final Map<String, List<IcalComponent>> definitions; // by key
    private final Budget budget;
    private final Map<String, Optional<ZoneRules>> found = new HashMap<>();
    private final ZoneRules floating;

    /** For the VCALENDAR {@code calendar} of a person in {@code owner}. */
    Zones(IcalComponent calendar, ZoneId owner, Budget budget) {
        this.owner = owner.getRules();
        this.budget = budget;
        this.definitions = definitions(calendar.children("VTIMEZONE"));
        this.floating = calendar.text("X-WR-TIMEZONE").flatMap(this::find).orElse(this.owner);
    }

    private Zones(ZoneRules rules) {
        this.owner = rules;
        this.floating = rules;
        this.definitions = Map.of();
        this.budget = Budget.none();
    }

    /** Where every time is in UTC, whatever it says. */
    static Zones utc() {
        return new Zones(ZoneOffset.UTC.getRules());
    }

    private static Map<String, List<IcalComponent>> definitions(List<IcalComponent> components) {
        Map<String, List<IcalComponent>> definitions = new HashMap<>();
        for (IcalComponent component : components) {
            component
                    .text("TZID")
                    .ifPresent(id -> definitions
                            .computeIfAbsent(key(id), key -> new ArrayList<>())
                            .add(component));
        }
        return definitions;
    }

    /** As a property the name is TEXT, with backslashes, and some write its quotes; as a parameter it is neither. */
    private static String key(String id) {
        String plain = id.replaceAll("\\\\(.)", "$1").strip();
        boolean quoted = plain.length() > 2 && plain.startsWith("\"") && plain.endsWith("\"");
        return (quoted ? plain.substring(1, plain.length() - 1).strip() : plain).toLowerCase(Locale.ROOT);
    }

    /** All-day dates are the owner's. */
    ZoneRules ofDates() {
        return owner;
    }

    /** Floating times are in the calendar's own zone, if it states one. */
    ZoneRules ofFloating() {
        return floating;
    }

    ZoneRules named(String id) {
        return find(id).orElseThrow(() -> new BrokenComponent("its time zone is not known"));
    }

    private Optional<ZoneRules> find(String id) {
        String name = id.strip();
        Optional<ZoneRules> known = found.get(name);
        if (known == null) {
            known = resolve(name);
            found.put(name, known);
        }
        return known;
    }

    private Optional<ZoneRules> resolve(String name) {
        return iana(name)
                .or(() -> definitions.getOrDefault(key(name), List.of()).stream()
                        .flatMap(definition -> defined(definition).stream())
                        .findFirst())
                .or(() -> WindowsZones.iana(name).flatMap(Zones::iana))
                .or(() -> DisplayNames.iana(name).flatMap(Zones::iana))
                .or(() -> suffix(name))
                .or(() -> offset(name));
    }

    /** Whether that name has the JDK's rules, whatever a VTIMEZONE of that name says. */
    static boolean isIana(String name) {
        return iana(name.strip()).isPresent();
    }

    private static Optional<ZoneRules> iana(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(IANA.get(lower))
                .or(() -> Optional.ofNullable(NOT_IN_THE_JDK.get(lower)))
                .map(id -> ZoneId.of(id).getRules());
    }

    private Optional<ZoneRules> defined(IcalComponent definition) {
        try {
            return Optional.of(new ZoneDefinition(definition, budget).rules());
        } catch (BrokenComponent | BudgetExceeded broken) {
            return Optional.empty();
        }
    }

    /** {@code /mozilla.org/20070129_1/Europe/Berlin} and the like. */
    private static Optional<ZoneRules> suffix(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            Optional<ZoneRules> rules = iana(name.substring(slash + 1)).filter(found -> name.startsWith("/"));
            if (rules.isPresent()) {
                return rules;
            }
        }
        return Optional.empty();
    }

    private static Optional<ZoneRules> offset(String name) {
        Matcher matcher = OFFSET.matcher(name.toUpperCase(Locale.ROOT));
        if (name.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1) == null) {
            return Optional.of(ZoneOffset.UTC.getRules());
        }
        int minutes = Integer.parseInt(matcher.group(2)) * 60
                + (matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
        try {
            return Optional.of(ZoneOffset.ofTotalSeconds(60 * ("-".equals(matcher.group(1)) ? -minutes : minutes))
                    .getRules());
        } catch (DateTimeException tooFar) {
            return Optional.empty();
        }
    }
}
