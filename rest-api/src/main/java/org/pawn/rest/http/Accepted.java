package org.pawn.rest.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/** Picks a representation by {@code Accept} (RFC 9110 section 12.5.1). */
public final class Accepted {
    private Accepted() {}

    /**
     * The offered type that the caller likes best; of equals the first. The first too where nothing is said.
     *
     * @throws ProblemException 406 if the caller takes none of them
     */
    public static String best(Context ctx, List<String> offered) {
        String accept = ctx.header("Accept");
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        String best = "";
        double bestQuality = 0;
        for (String type : offered) {
            double quality = quality(accept.toLowerCase(Locale.ROOT), type);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        if (best.isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOT_ACCEPTABLE, "This is offered as " + String.join(", ", offered) + ".");
        }
        return best;
    }

    private static double quality(String accept, String type) {
        double quality = 0;
        int specificity = -1;
        for (String range : accept.split(",", 64)) {
            String[] parts = range.split(";", 16);
            int match = match(parts[0].strip(), type);
            if (match > specificity) {
                specificity = match;
                quality = quality(parts);
            }
        }
        return quality;
    }

    private static int match(String range, String type) {
        if (range.equals(type)) {
            return 2;
        } else if (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double quality(String[] parts) {
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }
}
