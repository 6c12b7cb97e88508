package org.hamail.operator.replay;

/** What a replay reads, and what nobody should take it for. */
public enum Origin {
    /** Logs of a monitoring core, decided anew. */
    LOG(
            "line",
            "A log does not tell what the gates engine, confirm, directory, sanity and target would have said: they are taken"
                    + " as open while the log shows a problem, and the fault as healed once it shows OK."),
    /** Journals, decided anew. */
    JOURNAL(
            "record",
            "A decision that differs asks the gates engine, confirm, directory, sanity and target at another time, for which"
                    + " the journal has no answer: they are taken as open while it shows a problem, and the fault as healed"
                    + " once it shows OK."),
    /** A journal with the decisions that it holds. */
    DECISIONS("record", "The decisions are those that the journal holds; nothing was decided anew.");

    private final String unit;
    private final String caution;

    Origin(String unit, String caution) {
        this.unit = unit;
        this.caution = caution;
    }

    /** What it is counted in. */
    String unit() {
        return unit;
    }

    /** For the end of what is told of it. */
    public String caution() {
        return caution;
    }
}
