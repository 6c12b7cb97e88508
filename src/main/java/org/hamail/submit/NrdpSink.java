package org.hamail.submit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.io.SecretFile;

/**
 * An NRDP server of Nagios. It says in the body whether it took the result, in XML or, newer ones, in JSON.
 *
 * <p>Source: NRDP 2, {@code server/plugins/nagioscorepassivecheck}; its client {@code send_nrdp.py}.
 */
public final class NrdpSink implements Sink {
    private static final int LANES = 4;
    private static final int LONGEST_OUTPUT = 4095;
    private static final Pattern STATUS =
            Pattern.compile("<status>\\s*(-?\\d{1,6})\\s*</status>|\"status\"\\s*:\\s*\"?(-?\\d{1,6})");
    private static final Pattern MESSAGE =
            Pattern.compile("<message>([^<]{0,200})|\"message\"\\s*:\\s*\"([^\"]{0,200})");
    private static final Pattern NONE_TAKEN = Pattern.compile("\\b0 checks processed");

    private final URI url;
    private final SecretFile token;
    private final HttpPeer http;
    private final TimeLimitedCall exchange;

    /**
     * @param url e.g. {@code https://monitor1/nrdp/}
     * @throws IOException when {@code ca} cannot be read
     */
    public NrdpSink(URI url, SecretFile token, Optional<Path> ca, Duration limit) throws IOException {
        this.url = url;
        this.token = token;
        this.http = new HttpPeer(ca, limit);
        this.exchange = new TimeLimitedCall(name(), limit);
    }

    @Override
    public String name() {
        int port = url.getPort();
        return "nrdp-" + url.getHost() + (port < 0 ? "" : "-" + port);
    }

    @Override
    public Delivery deliver(PassiveResult result) {
        String form = "token=" + coded(token.reveal()) + "&cmd=submitcheck&XMLDATA=" + coded(xml(result));
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return exchange.run(cancellation -> judge(http.post(url, headers, form, cancellation)));
    }

    @Override
    public Optional<String> complaint(ServiceName about) {
        return Optional.empty();
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    private static String xml(PassiveResult result) {
        return "<?xml version='1.0'?>\n<checkresults>\n<checkresult type='service' checktype='1'>"
                + element("hostname", result.about().host())
                + element("servicename", result.about().service())
                + element("state", Integer.toString(result.status().exitCode()))
                + element("output", ResultLine.escaped(result, LONGEST_OUTPUT))
                + element("time", Long.toString(result.end().getEpochSecond()))
                + "</checkresult>\n</checkresults>\n";
    }

    private static String element(String name, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + safe + "</" + name + ">";
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Delivery judge(HttpPeer.PeerAnswer answer) {
        Matcher status = STATUS.matcher(answer.body());
        if (answer.status() != 200 || !status.find()) {
            return Delivery.down("HTTP " + answer.status() + " without an NRDP status");
        }
        String code = status.group(1) == null ? status.group(2) : status.group(1);
        if (!code.equals("0")) {
            return Delivery.down("refused: " + message(token.hiddenIn(answer.body())));
        }
        boolean noneTaken = NONE_TAKEN.matcher(answer.body()).find();
        return noneTaken ? Delivery.held("the server processed no check") : Delivery.delivered();
    }

    private static String message(String body) {
        Matcher matcher = MESSAGE.matcher(body);
        if (!matcher.find()) {
            return "no message";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
