package org.hamail.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code packaging/simulate} runs, for a hundred service-years. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SimulatorIT {
    private static final Pattern YEARS = Pattern.compile("(\\d+)\\.\\d service-years in \\d+ worlds");
    private static final Pattern FAULTS = Pattern.compile("(\\d+) faults that took effect");

    /** In a process of its own: the journal's memory of what it has decoded is as large as a simulation wants it. */
    private static String simulate(String years, String threads) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:+UseParallelGC",
                        "-Dhamail.journal.decoded=16384",
                        "-Dhamail.journal.shared=64",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Simulate.class.getName(),
                        "--years",
                        years,
                        "--seed",
                        "1",
                        "--threads",
                        threads)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static long number(Pattern pattern, String said) {
        Matcher found = pattern.matcher(said);
        assertTrue(found.find(), said);
        return Long.parseLong(found.group(1));
    }

    @Test
    void nothingIsViolatedInAHundredYears() throws Exception {
        String said = simulate("100", "2");
        System.out.println(said);
        assertTrue(number(YEARS, said) >= 100, said);
        assertTrue(number(FAULTS, said) >= 1_000_000, said);
    }

    @Test
    void theSameSeedIsTheSameBytesOnAnyNumberOfThreads() throws Exception {
        String first = simulate("2", "1");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(first.getBytes(StandardCharsets.UTF_8));
        System.out.println(
                "the simulation of 2 years, seed 1: SHA-256 " + HexFormat.of().formatHex(digest));
        assertEquals(List.of(first.split("\n")), List.of(simulate("2", "2").split("\n")));
    }
}
