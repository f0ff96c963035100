package ai.fluxion.crons.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block of HCL: what it is, its attributes that are plain values, and the blocks inside. */
final class HclBlock {

    private final String type;

    private final List<String> labels;

    private final Map<String, String> attributes = new LinkedHashMap<>();

    private final List<HclBlock> blocks = new ArrayList<>();

    HclBlock(String type, List<String> labels) {
        this.type = type;
        this.labels = List.copyOf(labels);
    }

    String type() {
        return this.type;
    }

    List<String> labels() {
        return this.labels;
    }

    List<HclBlock> blocks() {
        return this.blocks;
    }

    void put(String name, String value) {
        this.attributes.put(name, value);
    }

    /** An attribute that is a text or a number; {@code null} if there is none, or if it is an expression. */
    @Nullable String text(String name) {
        return this.attributes.get(name);
    }

    /** The first block of a type; an empty one if there is none. */
    HclBlock first(String wanted) {
        return this.blocks.stream()
                .filter(block -> block.type.equals(wanted))
                .findFirst()
                .orElseGet(() -> new HclBlock(wanted, List.of()));
    }
}
