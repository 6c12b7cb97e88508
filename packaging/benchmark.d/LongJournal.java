import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes a long journal out of a short one: {@code java LongJournal.java SHORT LONG COUNT}. The records of SHORT follow each
 * other again and again, a minute apart, up to now, as if another boot had written them; the chain is made anew.
 */
final class LongJournal {
    public static void main(String[] words) throws Exception {
        List<String> records = Files.readAllLines(Path.of(words[0]));
        int count = Integer.parseInt(words[2]);
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(count));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        String hash = "0".repeat(64);
        try (BufferedWriter file = Files.newBufferedWriter(Path.of(words[1]))) {
            for (int i = 0; i < count; i++) {
                String record = records.get(i % records.size());
                String middle = record.substring(record.indexOf("\"type\":"), record.lastIndexOf(",\"prev\":"));
                String line = "{\"seq\":" + (i + 1) + ",\"time\":\""
                        + first.plus(Duration.ofMinutes(i)).toString().replace("Z", ".000Z")
                        + "\",\"boot\":\"00000000-0000-4000-8000-000000000000\",\"uptime\":" + (60L * i + 60) + ".00,"
                        + middle.replaceAll("\"because\":\\[[^]]*]", "\"because\":[" + Math.max(1, i) + "]")
                        + ",\"prev\":\"" + hash + "\"";
                hash = HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
                file.write(line + ",\"hash\":\"" + hash + "\"}\n");
            }
        }
    }
}
