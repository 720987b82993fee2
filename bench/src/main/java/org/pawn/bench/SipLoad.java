package org.pawn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load program that drives any SIP server, on the second processor. */
final class SipLoad {
    static final String DOMAIN = "bench.local";
    private static final int MINUTES = 4;

    /**
     * @param name what is measured
     * @param arguments of the load program, without target and warm-up
     * @param operationsEach how many of what is counted one operation of the warm-up makes
     * @param isNotify whether NOTIFYs are counted
     */
    record Plan(String name, List<String> arguments, int operationsEach, boolean isNotify) {
        static Plan of(String name, int operationsEach, boolean isNotify, String arguments) {
            return new Plan(name, List.of(arguments.split(" ")), operationsEach, isNotify);
        }
    }

    /** What one run gave; without the figures where an operation failed. */
    record Result(double cpuMillis, double aSecond, double p50, double p99, long failed, double othersSeconds) {}

    private final Path program;

    SipLoad(Path program) {
        this.program = program;
    }

    Result run(Plan plan, InetSocketAddress server, long pid, int warmUps) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "1", program.toString()));
        command.addAll(List.of("-h", server.getAddress().getHostAddress(), "-p", Integer.toString(server.getPort())));
        command.addAll(List.of("-d", DOMAIN, "-k", Long.toString(pid)));
        command.addAll(List.of("-x", Integer.toString(warmUps / plan.operationsEach())));
        command.addAll(plan.arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        List<String> phases = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                phases.add(line);
            }
        }
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String last = phases.stream()
                .filter(line -> line.contains("\"server_cpu_ms_per_op\""))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IOException(plan.name() + ": the load program said nothing"));
        return plan.isNotify()
                ? result(last, "server_cpu_ms_per_notify", "notify_s", "notify_latency_ms")
                : result(last, "server_cpu_ms_per_op", "ops_s", "latency_ms");
    }

    private static Result result(String line, String cpu, String rate, String latency) {
        String delays = line.substring(Math.max(0, line.indexOf("\"" + latency + "\":{")));
        return new Result(
                number(line, cpu),
                number(line, rate),
                number(delays, "p50"),
                number(delays, "p99"),
                (long) number(line, "failed"),
                number(line, "other_cpu_s"));
    }

    private static double number(String line, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":(-?[0-9.]+)").matcher(line);
        return Optional.of(found)
                .filter(Matcher::find)
                .map(at -> Double.parseDouble(at.group(1)))
                .orElse(Double.NaN);
    }
}
