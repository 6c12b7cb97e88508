package org.hamail.agent.ifw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestTest {
    @ParameterizedTest
    @CsvSource({"131073, 413", "99999999999, 413", "'999999999999999999999999', 413", "-1, 400", "x, 400", "'', 400"})
    void lengthBeyondTheLimitIsNotCalledNoNumber(String length, int status) throws Exception {
        String head = "POST /v1/checker HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n";
        InputStream in = new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.read(in);
        var refusal =
                assertThrows(HttpRequest.HttpRefusal.class, () -> request.body(in, OutputStream.nullOutputStream()));
        assertEquals(status, refusal.status());
    }
}
