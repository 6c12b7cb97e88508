package org.hamail.recovery.policy;

import java.util.Map;
import org.hamail.model.ClusterView;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/**
 * What a worker asks outside before it acts; a situation has the answers.
 *
 * @param <T> the answer
 */
public final class Question<T> {
    /** Where the service runs and could run. */
    public static final Question<ClusterView> ENGINE = new Question<>("engine");

    /** What a probe of the worker's own finds now. */
    public static final Question<Confirmation> CONFIRM = new Question<>("confirm");

    /** Which other logical hosts were acted on; asked under the locks, with the decision itself. */
    public static final Question<Storm> STORM = new Question<>("storm");

    /** Whether the user/group directory answers. */
    public static final Question<Boolean> DIRECTORY = new Question<>("directory");

    /** Whether the monitoring host reaches something else. */
    public static final Question<Boolean> SANITY = new Question<>("sanity");

    private final String word;

    private Question(String word) {
        this.word = word;
    }

    /** Its answer among those {@code known}; {@link Reading.NotAsked} when there is none. */
    @SuppressWarnings("unchecked") // Answers.with lets in only what the question asks for
    Reading<T> answerIn(Map<Question<?>, Reading<?>> known) {
        return (Reading<T>) known.getOrDefault(this, new Reading.NotAsked<T>());
    }

    @Override
    public String toString() {
        return word;
    }
}
