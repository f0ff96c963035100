package ai.fluxion.sample.etl.simulador;

import ai.fluxion.sample.etl.tienda.Tienda;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** KLK's three resources, as answers to bodies that are read already. */
final class Api {

    private static final JsonFactory JSON = new JsonFactory();

    private final SimuladorProperties propiedades;
    private final List<Tienda> tiendas;
    private final Catalogo catalogo;
    private final Ventas ventas;
    private final Clock reloj;

    Api(SimuladorProperties propiedades, List<Tienda> tiendas, Clock reloj) {
        this.propiedades = propiedades;
        this.tiendas = tiendas;
        this.catalogo = new Catalogo(propiedades.semilla(), propiedades.articulos());
        this.ventas = propiedades.dataset() != null
                ? new VentasDataset(propiedades.dataset())
                : new VentasInventadas(
                        propiedades,
                        catalogo,
                        tiendas.stream().map(Tienda::sucursal).collect(java.util.stream.Collectors.toSet()));
        this.reloj = reloj;
    }

    Respuesta ventas(JsonNode cuerpo, Falla.@Nullable Tipo falla) {
        Peticion peticion = Peticion.leer(cuerpo);
        if (!ventas.conoce(peticion.sucursal())) {
            return error("sucursal " + peticion.sucursal() + " no existe");
        }
        UnaryOperator<Venta> forma = falla == Falla.Tipo.SIN_ARREGLOS
                ? venta -> venta.con(venta.linea() % 2 == 0 ? Venta.Rareza.SIN_CANTIDAD : Venta.Rareza.SIN_PRODUCTO)
                : UnaryOperator.identity();
        return salida -> {
            try (JsonGenerator json = JSON.createGenerator(salida)) {
                json.writeStartObject();
                meta(json, peticion);
                if (falla != Falla.Tipo.SIN_LISTA) {
                    json.writeArrayFieldStart("ventas");
                    EscritorVentas escritor = escritor(json, peticion);
                    cadaUna(peticion, venta -> escribir(escritor, forma.apply(venta)));
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
        };
    }

    private static void escribir(EscritorVentas escritor, Venta venta) {
        try {
            escritor.escribir(venta);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EscritorVentas escritor(JsonGenerator json, Peticion peticion) {
        Tienda tienda = tiendas.stream()
                .filter(t -> t.sucursal().equals(peticion.sucursal()))
                .findFirst()
                .orElse(null);
        String almacen = tienda == null ? "ALM-" + peticion.sucursal() : tienda.almacen();
        return new EscritorVentas(json, almacen, "PISO DE VENTA " + (tienda == null ? almacen : tienda.nombre()));
    }

    private void meta(JsonGenerator json, Peticion peticion) throws IOException {
        int[] total = {0};
        cadaUna(peticion, venta -> total[0]++);
        json.writeObjectFieldStart("meta");
        json.writeStringField("sucursal_codigo", peticion.sucursal());
        json.writeStringField("fecha_desde", peticion.fechaDesde().toString());
        json.writeStringField("fecha_hasta", peticion.fechaHasta().toString());
        json.writeStringField("hora_desde", Objects.toString(peticion.horaDesde(), null));
        json.writeStringField("hora_hasta", Objects.toString(peticion.horaHasta(), null));
        json.writeStringField("CodArticulo", peticion.articulo());
        json.writeStringField("almacen", peticion.almacen());
        json.writeNumberField("total_registros", total[0]);
        // Not the clock's time: the same question must get the same bytes.
        json.writeStringField(
                "fecha_generacion",
                peticion.fechaHasta().atTime(LocalTime.of(23, 59, 59)).toString());
        json.writeEndObject();
    }

    /** What the store has sold until now: nothing of the future. */
    private void cadaUna(Peticion peticion, Consumer<Venta> destino) {
        LocalDateTime ahora = LocalDateTime.now(reloj);
        LocalDate ultimo =
                peticion.fechaHasta().isAfter(ahora.toLocalDate()) ? ahora.toLocalDate() : peticion.fechaHasta();
        if (peticion.almacen() != null
                && tiendas.stream()
                        .noneMatch(t -> t.sucursal().equals(peticion.sucursal())
                                && t.almacen().equals(peticion.almacen()))) {
            return;
        }
        for (LocalDate dia = peticion.fechaDesde(); !dia.isAfter(ultimo); dia = dia.plusDays(1)) {
            ventas.delDia(peticion.sucursal(), dia, venta -> {
                if (peticion.incluye(venta) && !venta.fechaHora().isAfter(ahora)) {
                    destino.accept(venta);
                }
            });
        }
    }

    Respuesta articulos(JsonNode cuerpo, Falla.@Nullable Tipo falla) {
        List<String> almacenes = almacenes(cuerpo);
        if (almacenes.isEmpty()) {
            throw new IllegalArgumentException("falta Codigoalmacen");
        }
        LocalDate hoy = LocalDate.now(reloj);
        return salida -> {
            try (JsonGenerator json = JSON.createGenerator(salida)) {
                json.writeStartObject();
                json.writeObjectFieldStart("meta");
                json.writeStringField("almacences_filtrados", String.join(",", almacenes));
                json.writeNumberField(
                        "total_articulos", almacenes.size() * EscritorArticulos.cuantos(catalogo.articulos()));
                json.writeStringField("fecha_generacion", hoy.atStartOfDay().toString());
                json.writeEndObject();
                if (falla != Falla.Tipo.SIN_LISTA && falla != Falla.Tipo.SIN_ARREGLOS) {
                    json.writeArrayFieldStart("articulos");
                    EscritorArticulos escritor = new EscritorArticulos(json, propiedades.semilla());
                    for (String almacen : almacenes) {
                        escritor.escribir(catalogo.articulos(), almacen, hoy);
                    }
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
        };
    }

    static List<String> almacenes(JsonNode cuerpo) {
        JsonNode codigo = cuerpo.isArray() ? cuerpo : cuerpo.path("Codigoalmacen");
        List<String> almacenes = new ArrayList<>();
        if (codigo.isArray()) {
            codigo.forEach(uno ->
                    almacenes.add(uno.isObject() ? uno.path("Codigoalmacen").asText() : uno.asText()));
        } else if (!codigo.asText("").isBlank()) {
            almacenes.add(codigo.asText());
        }
        return almacenes;
    }

    Respuesta pisosDeVenta() {
        return salida -> {
            try (JsonGenerator json = JSON.createGenerator(salida)) {
                json.writeStartArray();
                for (Tienda tienda : tiendas) {
                    json.writeStartObject();
                    json.writeStringField("CodigoSucursal", tienda.sucursal());
                    json.writeStringField("NombreSucursal", tienda.nombre());
                    json.writeStringField("CodigoAlmacen", tienda.almacen());
                    json.writeStringField("NombreAlmacen", "PISO DE VENTA " + tienda.nombre());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        };
    }

    static Respuesta error(String mensaje) {
        return salida -> {
            try (JsonGenerator json = JSON.createGenerator(salida)) {
                json.writeStartObject();
                json.writeStringField("error", mensaje);
                json.writeEndObject();
            }
        };
    }
}
