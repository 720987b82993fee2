package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pawn.calendar.ical.Ical.owner;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/** Every hostile calendar ends within its bounds: refused as a whole, or with its good series in the answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileCalendarsTest {
    private static final TimeSpan SUMMER =
            new TimeSpan(Instant.parse("2030-06-01T00:00:00Z"), Instant.parse("2030-08-01T00:00:00Z"));
    /** What one file may allocate, its own bytes apart; most of it is garbage at once. */
    private static final long MOST_BYTES = 1L << 30;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final StringBuilder table =
            new StringBuilder("%-50s %10s %10s%n".formatted("hostile calendar", "CPU ms", "MiB made"));

    static List<HostileCalendars.Hostile> files() {
        return HostileCalendars.all();
    }

    @Test
    void thereAreMoreThanSixty() {
        assertThat(files()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("files")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void eachEndsWithinItsBounds(HostileCalendars.Hostile file) {
        CalendarBytes bytes = file.bytes().get();
        IcalExpander expander = new IcalExpander(thread::getCurrentThreadCpuTime);
        long cpu = thread.getCurrentThreadCpuTime();
        long made = thread.getThreadAllocatedBytes(Thread.currentThread().getId());

        if (file.refused()) {
            assertThatThrownBy(() -> expander.expand(bytes, owner("Europe/Berlin"), SUMMER))
                    .isInstanceOf(Refusal.class);
        } else {
            CalendarExpansion expansion = expander.expand(bytes, owner("Europe/Berlin"), SUMMER);
            assertThat(expansion.events().stream().filter(event -> event.id().startsWith("good/")))
                    .hasSize(HostileCalendars.GOOD_TIMES);
        }

        long madeBytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - made;
        long cpuMillis = TimeUnit.NANOSECONDS.toMillis(thread.getCurrentThreadCpuTime() - cpu);
        table.append("%-50s %10d %10d%n".formatted(file.name(), cpuMillis, madeBytes >> 20));
        assertThat(madeBytes).isLessThan(MOST_BYTES);
    }

    @AfterAll
    void print() {
        Runtime.getRuntime().gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.println(table + "live heap after all of them: " + (heap >> 20) + " MiB");
    }
}
