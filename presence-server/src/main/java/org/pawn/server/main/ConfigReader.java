package org.pawn.server.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One flat set of keys from, in rising order of weight, the defaults, the YAML file, the environment and the flags.
 * Collects every problem before it complains.
 */
final class ConfigReader {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> environment;
    private final Map<String, String> flags;
    private final List<String> problems = new ArrayList<>();

    ConfigReader(Path file, Map<String, String> environment, Map<String, String> flags) {
        this.environment = environment;
        this.flags = flags;
        if (Files.exists(file)) {
            readFile(file);
        }
    }

    private void readFile(Path file) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            if (root.isObject()) {
                flatten("", root, file);
            } else if (!root.isMissingNode() && !root.isNull()) {
                problems.add(file + ": not a YAML mapping of keys to values");
            }
        } catch (JsonProcessingException broken) {
            problems.add(
                    file + ", line " + broken.getLocation().getLineNr() + ": not YAML: " + broken.getOriginalMessage());
        } catch (IOException unreadable) {
            problems.add(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private void flatten(String prefix, JsonNode node, Path file) {
        node.fields().forEachRemaining(field -> {
            String key = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(key + ".", value, file);
            } else {
                List<String> texts = new ArrayList<>();
                if (value.isArray()) {
                    value.forEach(element -> texts.add(element.asText()));
                } else {
                    texts.add(value.asText());
                }
                values.put(key, texts);
                origins.put(key, file.toString());
            }
        });
    }

    /** One value; {@code allowed} says in words what {@code parse} takes. */
    <T> T one(String key, String fallback, String allowed, Function<String, T> parse) {
        List<String> texts = lookUp(key, List.of(fallback));
        if (texts.size() != 1) {
            problems.add(key + ": one value expected, allowed is " + allowed);
            return parse.apply(fallback);
        }
        return parsed(key, texts.get(0), fallback, allowed, parse);
    }

    /** A list, in the file as a YAML sequence or one value, elsewhere parted by commas. */
    <T> List<T> many(String key, List<String> fallback, String allowed, Function<String, T> parse) {
        List<T> parsed = new ArrayList<>();
        for (String text : lookUp(key, fallback)) {
            try {
                parsed.add(parse.apply(text));
            } catch (RuntimeException refused) {
                complain(key, text, allowed);
            }
        }
        return List.copyOf(parsed);
    }

    private <T> T parsed(String key, String text, String fallback, String allowed, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (RuntimeException refused) {
            complain(key, text, allowed);
            return parse.apply(fallback);
        }
    }

    void complain(String key, String value, String allowed) {
        problems.add(key + ": \"" + value + "\"" + from(key) + " is not allowed; allowed is " + allowed);
    }

    private String from(String key) {
        String origin = origins.get(key);
        return origin == null ? "" : " (" + origin + ")";
    }

    private List<String> lookUp(String key, List<String> fallback) {
        known.add(key);
        String flag = flags.get(key);
        String variable = environment.get(environmentName(key));
        if (flag != null) {
            origins.put(key, "command line");
            return split(flag);
        } else if (variable != null) {
            origins.put(key, environmentName(key));
            return split(variable);
        }
        return values.getOrDefault(key, fallback);
    }

    private static List<String> split(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split("\\s*,\\s*"));
    }

    /** {@code http.allowedOrigins} is {@code PAWN_HTTP_ALLOWED_ORIGINS}. */
    static String environmentName(String key) {
        return "PAWN_"
                + key.replace('.', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }

    /** Call after every key was read. */
    void finish() throws ConfigException {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problems.add(key + from(key) + " is not a key; allowed are " + String.join(", ", known));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
