package org.hamail.recovery.engine.pacemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is weak is sown into the configuration of a cluster that has a fencing device and prefers one of its nodes. */
class ClusterReviewTest {
    private static final String CIB = """
            <cib have-quorum="1"><configuration>
              <crm_config><cluster_property_set id="o">
                <nvpair id="o1" name="stonith-enabled" value="true"/>
              </cluster_property_set></crm_config>
              <nodes/>
              <resources>
                <primitive id="fence" class="stonith" type="external/ipmi"/>
                <group id="mail1-group">
                  <meta_attributes id="g"><nvpair id="g1" name="migration-threshold" value="5"/></meta_attributes>
                  <primitive id="ip" class="ocf" provider="heartbeat" type="IPaddr2"/>
                  <primitive id="imap" class="systemd" type="dovecot"/>
                </group>
                <primitive id="other" class="systemd" type="other">
                  <meta_attributes id="x"><nvpair id="x1" name="migration-threshold" value="1"/></meta_attributes>
                </primitive>
              </resources>
              <constraints>
                <rsc_location id="prefer" rsc="mail1-group" node="phys-a" score="50"/>
                <rsc_location id="elsewhere" rsc="other" node="phys-b" score="INFINITY"/>
                <rsc_location id="cli-prefer-other" rsc="other" node="phys-b" score="INFINITY"/>
              </constraints>
              <rsc_defaults><meta_attributes id="d">
                <nvpair id="d1" name="resource-stickiness" value="100"/>
              </meta_attributes></rsc_defaults>
            </configuration><status/></cib>
            """;

    private static List<ClusterReview.Weakness> weaknesses(String cib) throws Exception {
        return ClusterReview.of(cib, "mail1-group", 2, Instant.now());
    }

    @Test
    void nothingIsWeakWhereAllIsConfigured() throws Exception {
        assertEquals(List.of(), weaknesses(CIB));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            value="true" | value="false" | NO_FENCING | stonith-enabled is false
            name="stonith-enabled" value="true" | name="fencing-enabled" value="false" | NO_FENCING | fencing-enabled is false
            class="stonith" | class="ocf" | NO_FENCING | no fencing device is configured
            id="prefer" | id="cli-prefer-mail1-group" | LEFTOVER_CONSTRAINT | the constraint cli-prefer-mail1-group is in force
            id="prefer" rsc="mail1-group" | id="cli-ban-imap-on-phys-a" rsc="imap" | LEFTOVER_CONSTRAINT | the constraint cli-ban-imap-on-phys-a is in force
            name="migration-threshold" value="5" | name="migration-threshold" value="2" | MIGRATION_THRESHOLD | migration-threshold of ip is 2, and retry_count is 2
            score="50" | score="100" | STICKINESS | resource-stickiness of ip is 100, and the highest location score is 100
            score="50" | score="INFINITY" | STICKINESS | resource-stickiness of ip is 100, and the highest location score is 1000000
            name="resource-stickiness" | name="nothing" | STICKINESS | resource-stickiness of ip is 0, and the highest location score is 50
            """)
    void whatIsWeakIsFound(String from, String to, ClusterReview.ReviewKind kind, String fact) throws Exception {
        assertTrue(CIB.contains(from), from);
        assertEquals(List.of(new ClusterReview.Weakness(kind, fact)), weaknesses(CIB.replace(from, to)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            value="5" | value="3"
            value="5" | value="INFINITY"
            value="5" | value="0"
            score="50" | score="-INFINITY"
            score="50" | score="99"
            value="100" | value="INFINITY"
            have-quorum="1" | have-watchdog="true"
            """)
    void aNeighbourThatIsRightIsNot(String from, String to) throws Exception {
        assertTrue(CIB.contains(from), from);
        assertEquals(List.of(), weaknesses(CIB.replace(from, to)));
    }
}
