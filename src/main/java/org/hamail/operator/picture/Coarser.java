package org.hamail.operator.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws no more than can be seen: what lies close together becomes one part, which says how many it stands for. */
final class Coarser {
    /** Nobody can tell more of them apart, and the page of a month stays small. */
    static final int MOST = 1000;

    private Coarser() {}

    static List<Bands.BandPart> of(List<Bands.BandPart> parts) {
        if (parts.size() <= MOST) {
            return parts;
        }
        List<Bands.BandPart> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingLong(Bands.BandPart::from));
        List<Bands.BandPart> merged = sorted;
        for (long gap = 1000; merged.size() > MOST; gap *= 2) {
            merged = merged(sorted, gap);
        }
        return merged;
    }

    private static List<Bands.BandPart> merged(List<Bands.BandPart> sorted, long gap) {
        List<Bands.BandPart> merged = new ArrayList<>();
        Bands.BandPart open = sorted.get(0);
        int count = 1;
        for (Bands.BandPart next : sorted.subList(1, sorted.size())) {
            if (next.from() - open.to() <= gap) {
                open = new Bands.BandPart(open.from(), Math.max(open.to(), next.to()), open.what());
                count++;
            } else {
                merged.add(told(open, count));
                open = next;
                count = 1;
            }
        }
        merged.add(told(open, count));
        return merged;
    }

    private static Bands.BandPart told(Bands.BandPart part, int count) {
        return count == 1 ? part : new Bands.BandPart(part.from(), part.to(), count + " times, first " + part.what());
    }
}
