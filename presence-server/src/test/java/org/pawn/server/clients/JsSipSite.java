package org.pawn.server.clients;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A site whose one page is a softphone: JsSIP as npm has it, pinned by the lock file of the folder with the clients. */
final class JsSipSite implements AutoCloseable {
    private final HttpServer server;
    private final Path files;

    /** Skips the test where JsSIP cannot be had. */
    JsSipSite(Path folder) throws IOException, InterruptedException {
        files = install(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private static Path install(Path folder) throws IOException, InterruptedException {
        Path shared = Path.of(System.getProperty("pawn.shared", "../shared"), "clients", "nodeclients");
        assumeThat(shared.resolve("package-lock.json"))
                .as("skipped: not present: %s", shared)
                .exists();
        assumeThat(Phone.isInstalled("npm")).as("skipped: npm is not installed").isTrue();
        for (String name : new String[] {"package.json", "package-lock.json"}) {
            Files.write(folder.resolve(name), Files.readAllBytes(shared.resolve(name)));
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        boolean ended = npm.waitFor(2, TimeUnit.MINUTES);
        if (!ended) {
            npm.destroyForcibly();
        }
        assumeThat(ended && npm.exitValue() == 0)
                .as("skipped: npm reaches no registry: %s", Files.readString(folder.resolve("npm.log")))
                .isTrue();
        return folder.resolve("node_modules").toRealPath();
    }

    /** Where the page is, by that name of this machine. */
    String page(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] bytes;
        if (path.equals("/")) {
            bytes = JsSipSite.class.getResourceAsStream("jssip.html").readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        } else {
            Path file = files.resolveSibling(path.substring(1)).normalize();
            bytes = file.startsWith(files) && Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        }
        exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
