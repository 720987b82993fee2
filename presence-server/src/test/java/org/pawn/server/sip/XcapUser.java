package org.pawn.server.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pawn.digest.DigestAlgorithm;

/** A person whose program knows XCAP and the SIP password, and nothing of tokens. */
public final class XcapUser {
    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    private final String name;
    private final String password;

    public XcapUser(String server, String name, String password) {
        this.server = server;
        this.name = name;
        this.password = password;
    }

    /** Where a document of this person is. */
    public String document(String auid, String name) {
        return "/xcap-root/" + auid + "/users/sip:" + this.name + "@example.com/" + name;
    }

    public HttpResponse<String> get(String path) {
        return call("GET", path, "", "text/plain");
    }

    public HttpResponse<String> put(String path, String type, String body) {
        return call("PUT", path, body, type);
    }

    public HttpResponse<String> delete(String path) {
        return call("DELETE", path, "", "text/plain");
    }

    private HttpResponse<String> call(String method, String path, String body, String type) {
        HttpResponse<String> challenge =
                send("GET", path, "", "text/plain", ""); // who refuses a long body reads no more of it
        Matcher nonce =
                NONCE.matcher(challenge.headers().allValues("WWW-Authenticate").get(0));
        if (challenge.statusCode() != 401 || !nonce.find()) {
            throw new AssertionError(challenge);
        }
        String ha1 = DigestAlgorithm.MD5.ha1(name, "example.com", password);
        String ha2 = DigestAlgorithm.MD5.hash(method + ":" + path);
        String response = DigestAlgorithm.MD5.hash(ha1 + ":" + nonce.group(1) + ":00000001:c:auth:" + ha2);
        return send(
                method,
                path,
                body,
                type,
                "Digest username=\"" + name + "\", realm=\"example.com\", nonce=\"" + nonce.group(1) + "\", uri=\""
                        + path + "\", qop=auth, nc=00000001, cnonce=\"c\", response=\"" + response + "\"");
    }

    private HttpResponse<String> send(String method, String path, String body, String type, String credentials) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type);
        if (!credentials.isEmpty()) {
            request.header("Authorization", credentials);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
