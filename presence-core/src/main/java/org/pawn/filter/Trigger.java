package org.pawn.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.pawn.xml.XmlElement;
import org.pawn.xml.XmlPath;

/** Something that has to happen: all of these, from one document to the next (RFC 4661 section 3.6). Pure. */
public record Trigger(List<Happening> all) {
    /** One thing that happens. */
    public sealed interface Happening {
        boolean happened(XmlElement before, XmlElement after);
    }

    /**
     * A value is another one.
     *
     * @param from what it was
     * @param to what it is
     * @param by at least so much more or less, of numbers
     */
    public record Changed(XmlPath path, Optional<String> from, Optional<String> to, Optional<BigDecimal> by)
            implements Happening {
        @Override
        public boolean happened(XmlElement before, XmlElement after) {
            List<String> was = path.values(before);
            List<String> is = path.values(after);
            return !was.equals(is)
                    && from.map(was::contains).orElse(true)
                    && to.map(value -> is.contains(value) && !was.contains(value))
                            .orElse(true)
                    && by.map(least -> differBy(was, is, least)).orElse(true);
        }

        private static boolean differBy(List<String> was, List<String> is, BigDecimal least) {
            if (was.size() != 1 || is.size() != 1) {
                return false;
            }
            Optional<BigDecimal> before = number(was.get(0));
            Optional<BigDecimal> after = number(is.get(0));
            return before.isPresent()
                    && after.isPresent()
                    && after.get().subtract(before.get()).abs().compareTo(least) >= 0;
        }
    }

    /** There are more of them. */
    public record Added(XmlPath path) implements Happening {
        @Override
        public boolean happened(XmlElement before, XmlElement after) {
            return path.values(after).size() > path.values(before).size();
        }
    }

    /** There are fewer of them. */
    public record Removed(XmlPath path) implements Happening {
        @Override
        public boolean happened(XmlElement before, XmlElement after) {
            return path.values(after).size() < path.values(before).size();
        }
    }

    public Trigger {
        all = List.copyOf(all);
    }

    boolean fires(XmlElement before, XmlElement after) {
        return all.stream().allMatch(one -> one.happened(before, after));
    }

    /** Numbers as documents write them; longer ones are none. */
    static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?[0-9]{1,15}(\\.[0-9]{1,9})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
