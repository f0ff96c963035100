package ai.fluxion.crons.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What AWS takes: the models of its own SDK and the specification of its own CDK, made into JSON schemas. A member that
 * they do not know is refused, as AWS refuses it.
 */
final class AwsSchemas {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AwsSchemas() {}

    /** What {@code aws scheduler create-schedule --cli-input-json} has against a document. */
    static List<String> problemsOfSchedule(String json) throws IOException {
        return problems(ofRequest("scheduler-create-schedule"), MAPPER.readTree(json));
    }

    /** What {@code aws ecs register-task-definition --cli-input-json} has against a document. */
    static List<String> problemsOfTask(String json) throws IOException {
        return problems(ofRequest("ecs-register-task-definition"), MAPPER.readTree(json));
    }

    /** What CloudFormation has against the resources of a template. */
    static List<String> problemsOfStack(String json) throws IOException {
        JsonNode specification = read("cloudformation");
        JsonNode template = MAPPER.readTree(json);
        List<String> problems = new ArrayList<>();
        if (template.path("Resources").isEmpty()) {
            problems.add("no resources");
        }
        for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
            String type = resource.getValue().path("Type").asText();
            ObjectNode schema = ofProperties(specification, type, specification.at("/ResourceTypes/" + type));
            problems(schema, resource.getValue().path("Properties"))
                    .forEach(problem -> problems.add(resource.getKey() + problem));
        }
        return problems;
    }

    private static List<String> problems(JsonNode schema, JsonNode document) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema).validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream file = AwsSchemas.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return MAPPER.readTree(Objects.requireNonNull(file, name));
        }
    }

    private static ObjectNode ofRequest(String name) throws IOException {
        JsonNode model = read(name);
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$ref", "#/$defs/" + model.at("/metadata/root").asText());
        ObjectNode definitions = schema.putObject("$defs");
        model.path("shapes").properties().forEach(shape -> definitions.set(shape.getKey(), ofShape(shape.getValue())));
        return schema;
    }

    private static ObjectNode ofShape(JsonNode shape) {
        ObjectNode schema = MAPPER.createObjectNode();
        switch (shape.path("type").asText()) {
            case "structure" -> {
                schema.put("type", "object").put("additionalProperties", false);
                ObjectNode properties = schema.putObject("properties");
                shape.path("members")
                        .properties()
                        .forEach(member -> properties.set(member.getKey(), reference(member.getValue())));
                if (shape.has("required")) {
                    schema.set("required", shape.get("required"));
                }
            }
            case "list" -> schema.put("type", "array").set("items", reference(shape.path("member")));
            case "map" -> schema.put("type", "object").set("additionalProperties", reference(shape.path("value")));
            case "string" -> schema.put("type", "string");
            case "boolean" -> schema.put("type", "boolean");
            case "timestamp" -> schema.put("type", "string").put("format", "date-time");
            case "integer", "long" -> schema.put("type", "integer");
            case "double", "float" -> schema.put("type", "number");
            default -> throw new IllegalStateException("A shape of type " + shape.path("type"));
        }
        limits(shape, schema);
        return schema;
    }

    private static void limits(JsonNode shape, ObjectNode schema) {
        String suffix =
                switch (schema.path("type").asText()) {
                    case "string" -> "Length";
                    case "array" -> "Items";
                    case "object" -> "Properties";
                    default -> "imum";
                };
        for (String limit : List.of("min", "max")) {
            if (shape.has(limit)) {
                schema.set(limit + suffix, shape.get(limit));
            }
        }
        if (shape.has("pattern")) {
            schema.put("pattern", shape.get("pattern").asText());
        }
        if (shape.has("enum")) {
            schema.set("enum", shape.get("enum"));
        }
    }

    private static ObjectNode reference(JsonNode member) {
        return MAPPER.createObjectNode()
                .put("$ref", "#/$defs/" + member.path("shape").asText());
    }

    private static ObjectNode ofProperties(JsonNode specification, String type, JsonNode properties) {
        if (properties.isMissingNode()) {
            throw new IllegalStateException("The specification has no " + type);
        }
        ObjectNode schema = MAPPER.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode members = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Map.Entry<String, JsonNode> property :
                properties.path("Properties").properties()) {
            members.set(property.getKey(), orReference(ofProperty(specification, type, property.getValue())));
            if (property.getValue().path("Required").asBoolean()) {
                required.add(property.getKey());
            }
        }
        return schema;
    }

    private static ObjectNode ofProperty(JsonNode specification, String type, JsonNode property) {
        String resource = type.replaceAll("\\..*", "");
        if (property.has("PrimitiveType")) {
            return primitive(property.path("PrimitiveType").asText());
        }
        ObjectNode item = property.has("PrimitiveItemType")
                ? primitive(property.path("PrimitiveItemType").asText())
                : null;
        String named =
                property.path(property.has("ItemType") ? "ItemType" : "Type").asText();
        if (item == null) {
            String name = named.equals("Tag") ? named : resource + "." + named;
            item = named.equals("Tag")
                    ? MAPPER.createObjectNode()
                    : ofProperties(
                            specification,
                            name,
                            specification.path("PropertyTypes").path(name));
        }
        return switch (property.path("Type").asText()) {
            case "List" -> {
                ObjectNode list = MAPPER.createObjectNode().put("type", "array");
                list.set("items", item);
                yield list;
            }
            case "Map" -> {
                ObjectNode map = MAPPER.createObjectNode().put("type", "object");
                map.set("additionalProperties", item);
                yield map;
            }
            default -> item;
        };
    }

    private static ObjectNode primitive(String type) {
        String plain =
                switch (type) {
                    case "Json" -> "object";
                    case "Double" -> "number";
                    case "Long" -> "integer";
                    default -> type.toLowerCase(Locale.ROOT);
                };
        return MAPPER.createObjectNode().put("type", plain);
    }

    /** In the place of any value a template may refer to one. */
    private static ObjectNode orReference(ObjectNode schema) {
        ObjectNode either = MAPPER.createObjectNode();
        ArrayNode ways = either.putArray("anyOf");
        ways.add(schema);
        ObjectNode reference = ways.addObject().put("type", "object").put("additionalProperties", false);
        reference.putObject("properties").putObject("Ref").put("type", "string");
        reference.putArray("required").add("Ref");
        return either;
    }
}
