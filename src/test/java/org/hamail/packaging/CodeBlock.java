package org.hamail.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of a document between fences.
 *
 * @param language what stands behind the fence: {@code sh} and {@code yaml} are tried, {@code text} is only shown
 * @param line of its first line
 */
record CodeBlock(Path page, int line, String language, List<String> lines) {
    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of(".github/CONTRIBUTING.md")),
                            pages.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    static List<CodeBlock> all() throws IOException {
        var blocks = new ArrayList<CodeBlock>();
        for (Path page : pages()) {
            List<String> lines = Files.readAllLines(page);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("```")) {
                    int end = i + 1;
                    while (!lines.get(end).equals("```")) {
                        end++;
                    }
                    blocks.add(new CodeBlock(page, i + 2, lines.get(i).substring(3), lines.subList(i + 1, end)));
                    i = end;
                }
            }
        }
        return blocks;
    }

    static List<CodeBlock> in(String language) throws IOException {
        return all().stream().filter(block -> block.language().equals(language)).toList();
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    @Override
    public String toString() {
        return page.getFileName() + ":" + line;
    }
}
