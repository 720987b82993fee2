package org.pawn.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calendars on the web, on this machine: all of them well at first, and then each in its own way. Remembers when each was
 * asked for.
 */
final class FeedHost implements AutoCloseable {
    /** What becomes of a feed. */
    enum Kind {
        GOOD,
        SLOW,
        BROKEN_SERVER,
        GARBAGE,
        SIGN_IN_PAGE,
        HUGE,
        CUT_OFF,
        SENT_ON
    }

    /** Which feed is of which kind. */
    interface Plan {
        Kind of(int feed);
    }

    private static final int HUGE_BYTES = 64 * 1024 * 1024;
    private static final long ONE_SECOND = 1_000;

    private final HttpServer server;
    private final HttpServer forbidden;
    private final ExecutorService threads = Executors.newCachedThreadPool(FeedHost::daemon);
    private final AtomicInteger connectionsToForbidden = new AtomicInteger();
    private final List<List<Long>> asked = new ArrayList<>(); // each guarded by itself
    private volatile Plan plan = feed -> Kind.GOOD;
    private volatile boolean isClosed;

    /** @param feeds how many there are, numbered from 0 */
    FeedHost(int feeds) throws IOException {
        for (int i = 0; i < feeds; i++) {
            asked.add(new ArrayList<>());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        forbidden = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0), 0);
        forbidden.createContext("/", exchange -> {
            connectionsToForbidden.incrementAndGet();
            send(exchange, 200, calendar(0, 0));
        });
        forbidden.start();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "bench-feeds");
        thread.setDaemon(true);
        return thread;
    }

    URI address(int feed) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + feed + ".ics");
    }

    /** When the feed was asked for, in nanoseconds of {@link System#nanoTime}. */
    List<Long> asked(int feed) {
        List<Long> times = asked.get(feed);
        synchronized (times) {
            return List.copyOf(times);
        }
    }

    int connectionsToForbidden() {
        return connectionsToForbidden.get();
    }

    /** From here on each feed is as its kind is. */
    void turn(Plan plan) {
        this.plan = plan;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int feed = Integer.parseInt(path.substring(1, path.indexOf('.')));
        List<Long> times = asked.get(feed);
        int count;
        synchronized (times) {
            times.add(System.nanoTime());
            count = times.size();
        }
        byte[] good = calendar(feed, count);
        switch (plan.of(feed)) {
            case GOOD -> send(exchange, 200, good);
            case SLOW -> slowly(exchange, good);
            case BROKEN_SERVER -> send(exchange, 503, "later".getBytes(StandardCharsets.US_ASCII));
            case GARBAGE -> send(exchange, 200, new byte[20_000]);
            case SIGN_IN_PAGE ->
                send(
                        exchange,
                        200,
                        "<!DOCTYPE html><title>Sign in</title><form></form>".getBytes(StandardCharsets.US_ASCII));
            case HUGE -> huge(exchange, good);
            case CUT_OFF -> send(exchange, 200, Arrays.copyOf(good, good.length / 2));
            case SENT_ON -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                "http://127.0.0.2:" + forbidden.getAddress().getPort() + path);
                send(exchange, 302, new byte[0]);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void slowly(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            OutputStream out = exchange.getResponseBody();
            for (int i = 0; i < body.length && !isClosed; i++) {
                out.write(body[i]);
                out.flush();
                Thread.sleep(ONE_SECOND);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void huge(HttpExchange exchange, byte[] start) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(start);
            byte[] line = "X-NOTHING:0123456789012345678901234567890123456789\r\n"
                    .repeat(1_000)
                    .getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < HUGE_BYTES; sent += line.length) {
                out.write(line);
            }
        }
    }

    /** An event each working day at an hour of its own; its title is new each time, so that it is read anew. */
    private static byte[] calendar(int feed, int reading) {
        String text = """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Example//bench//EN
                BEGIN:VEVENT
                UID:%1$d@example.com
                DTSTAMP:20260101T000000Z
                DTSTART;TZID=Europe/Berlin:20260105T%2$02d%3$02d00
                DURATION:PT10M
                RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
                SUMMARY:Reading %4$d
                END:VEVENT
                END:VCALENDAR
                """.formatted(feed, feed % 24, feed * 7 % 50, reading);
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        isClosed = true;
        server.stop(0);
        forbidden.stop(0);
        threads.shutdownNow();
    }
}
