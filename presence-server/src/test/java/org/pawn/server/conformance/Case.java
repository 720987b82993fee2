package org.pawn.server.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.EnumSource;

/** One case of the suite: which section of which RFC it is about, and over which transports it is met. */
record Case(int rfc, String section, String name, List<Over> transports) {
    private static final Pattern CLASS = Pattern.compile("Rfc([0-9]+)[A-Za-z]*Test");
    private static final Pattern METHOD = Pattern.compile("section([0-9]+(?:_[0-9]+)*).*");

    /** Every case of this package, by class. */
    static List<Case> all() {
        Path here = Path.of(Case.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .resolve(Case.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(here)) {
            List<String> classes = files.map(
                            file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> CLASS.matcher(name).matches())
                    .sorted()
                    .collect(Collectors.toList());
            List<Case> all = new ArrayList<>();
            classes.forEach(name -> all.addAll(of(name)));
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Case> of(String className) {
        Matcher rfc = CLASS.matcher(className);
        if (!rfc.matches()) {
            throw new AssertionError(className);
        }
        List<Case> found = new ArrayList<>();
        for (Method method : load(className).getDeclaredMethods()) {
            List<Over> transports = transports(method);
            Matcher section = METHOD.matcher(method.getName());
            if (!transports.isEmpty() && section.matches()) {
                found.add(new Case(
                        Integer.parseInt(rfc.group(1)),
                        section.group(1).replace('_', '.'),
                        className + "." + method.getName(),
                        transports));
            }
        }
        return found;
    }

    private static Class<?> load(String className) {
        try {
            return Class.forName(Case.class.getPackageName() + "." + className);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static List<Over> transports(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(EnumSource.class))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(source -> source.names().length == 0
                        ? List.of(Over.values())
                        : Stream.of(source.names()).map(Over::valueOf).collect(Collectors.toList()))
                .orElse(List.of());
    }

    /** 8.2.10 comes behind 8.2.9. */
    String order() {
        return Stream.of(section.split("\\."))
                .map(part -> String.format(Locale.ROOT, "%04d", Integer.parseInt(part)))
                .collect(Collectors.joining("."));
    }
}
