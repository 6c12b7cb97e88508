package org.hamail.operator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.model.TimeSpan;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.event.Entry;

/** {@code --since}: only what is recorded from a time on. */
final class Since {
    static final OptionSpec OPTION = OptionSpec.value(
            "", "since", "TIME", "only from then on: 2h, 1d, or a time like 2026-11-22, 2026-11-22T08:00 or with Z");

    private static final List<Function<String, Instant>> SPELLINGS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(),
            text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

    private Since() {}

    /** The records that {@code arguments} ask for. A time without an offset is local. */
    static Predicate<Entry> of(Arguments arguments, Instant now) throws UsageException {
        Optional<String> text = arguments.text("since");
        if (text.isEmpty()) {
            return entry -> true;
        }
        Instant from = instant(text.get(), now)
                .orElseThrow(() -> new UsageException("--since: '" + ServerText.of(text.get(), 60)
                        + "' is neither a span like 2h nor a time like 2026-11-22T08:00:00Z"));
        return entry -> !entry.at().time().isBefore(from);
    }

    /** A span before {@code now}, or a time; empty where it is neither. */
    static Optional<Instant> instant(String text, Instant now) {
        return TimeSpan.parse(text).map(now::minus).or(() -> time(text));
    }

    private static Optional<Instant> time(String text) {
        for (Function<String, Instant> spelling : SPELLINGS) {
            try {
                return Optional.of(spelling.apply(text));
            } catch (DateTimeException e) {
                // the next spelling may be the one
            }
        }
        return Optional.empty();
    }
}
