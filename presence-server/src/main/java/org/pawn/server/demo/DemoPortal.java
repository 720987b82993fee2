package org.pawn.server.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.pawn.address.AddressOfRecord;

/** The sample portal as a process of its own, on the same class path; it ends with the demo. */
public final class DemoPortal implements AutoCloseable {
    private static final String MAIN = "org.pawn.samples.portal.PortalMain";

    private final Process process;
    private final String url;

    private DemoPortal(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it serves; its token and passwords go through its standard input alone.
     *
     * @throws IOException if it does not come up, with what it said
     */
    public static DemoPortal start(String listen, String pawn, String token, Map<AddressOfRecord, String> passwords)
            throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MAIN,
                        "--listen",
                        listen,
                        "--pawn",
                        pawn,
                        "--group",
                        DemoPeople.GROUP,
                        "--secrets",
                        "-",
                        "--with-parent"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream secrets = process.getOutputStream()) {
            secrets.write(secrets(token, passwords));
        }
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.startsWith("portal ")) {
            process.destroy();
            throw new IOException("the sample portal did not start: " + line);
        }
        return new DemoPortal(process, line.substring("portal ".length()));
    }

    private static byte[] secrets(String token, Map<AddressOfRecord, String> passwords) throws IOException {
        Properties secrets = new Properties();
        secrets.setProperty("token", token);
        passwords.forEach((person, password) -> secrets.setProperty("person." + person, password));
        StringWriter text = new StringWriter();
        secrets.store(text, null);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(3, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
