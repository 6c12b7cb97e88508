package org.hamail.agent.ifw;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request of HTTP/1.1 (RFC 9112), as far as this server needs it; its head and body are bounded.
 *
 * @param headers by their names in lower case
 */
record HttpRequest(String method, String target, Map<String, String> headers) {
    static final int LONGEST_HEAD = 16 * 1024;
    static final int LONGEST_BODY = 128 * 1024;

    HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** Reads the head; the body stays where it is. */
    static HttpRequest read(InputStream in) throws IOException, HttpRefusal {
        String[] lines = head(in).split("\r?\n");
        String[] words = lines[0].split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/")) {
            throw new HttpRefusal(400, "the first line is not an HTTP request");
        }
        if (!words[2].matches("HTTP/1\\.[01]")) {
            throw new HttpRefusal(505, "only HTTP/1.1 is supported");
        }
        var headers = new HashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1 || Character.isWhitespace(lines[i].charAt(colon - 1))) {
                throw new HttpRefusal(400, "a malformed header line");
            }
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            String value = lines[i].substring(colon + 1).strip();
            String other = headers.put(name, value);
            if (other != null && !other.equals(value) && name.equals("content-length")) {
                throw new HttpRefusal(400, "two different values of Content-Length");
            }
        }
        return new HttpRequest(words[0], words[1], headers);
    }

    private static String head(InputStream in) throws IOException, HttpRefusal {
        var head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("connection closed in the middle of a request");
            }
            if (next == 0 || head.size() >= LONGEST_HEAD) {
                throw new HttpRefusal(next == 0 ? 400 : 431, "the head of the request is too long or not text");
            }
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body, of the length that the head says. */
    String body(InputStream in, OutputStream out) throws IOException, HttpRefusal {
        if (headers.containsKey("transfer-encoding")) {
            throw new HttpRefusal(501, "a body needs a Content-Length here");
        }
        String length = header("content-length").orElseThrow(() -> new HttpRefusal(411, "Content-Length is missing"));
        if (!length.matches("[0-9]+")) {
            throw new HttpRefusal(400, "Content-Length is not a number");
        }
        if (new BigInteger(length).compareTo(BigInteger.valueOf(LONGEST_BODY)) > 0) {
            throw new HttpRefusal(413, "more than " + LONGEST_BODY + " bytes");
        }
        if (header("expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("connection closed in the middle of a request");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What the caller is told instead of a result. */
    static final class HttpRefusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        HttpRefusal(int status, String why) {
            super(why);
            this.status = status;
        }

        int status() {
            return status;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
