package org.hamail.directory;

import java.util.Optional;

/**
 * What is asked of a directory.
 *
 * @param bind the account to ask with; without one nobody logs in, which LDAPv3 allows
 * @param base of the search; without one the directory's own root entry is read, which every LDAPv3 server has
 * @param filter searched for below the base; without one the base itself must be there
 * @param transcript whether to keep what was said
 */
public record SearchRequest(Optional<Bind> bind, Optional<String> base, Optional<String> filter, boolean transcript) {
    /** Does it answer at all. */
    public static SearchRequest any() {
        return new SearchRequest(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    public SearchRequest {
        filter.ifPresent(Filter::encode); // not a filter: nobody may ask that
    }

    byte[] encodedFilter() {
        return filter.map(Filter::encode).orElseGet(Filter::anything);
    }

    /** The account of the probe; the password is never shown. */
    public record Bind(String dn, String password) {
        public Bind {
            if (dn.isEmpty() || password.isEmpty()) {
                throw new IllegalArgumentException(
                        "a bind without name or password proves nothing (RFC 4513 section 5.1.2)");
            }
        }

        @Override
        public String toString() {
            return "Bind[" + dn + "]";
        }
    }
}
