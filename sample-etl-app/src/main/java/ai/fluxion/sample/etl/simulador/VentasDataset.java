package ai.fluxion.sample.etl.simulador;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Sales out of a gzipped CSV with the columns of Complete Journey: {@code store_id} is the sucursal, {@code basket_id}
 * the invoice, and the line's number is its place among the basket's lines in the file.
 */
final class VentasDataset implements Ventas {

    private static final DateTimeFormatter MOMENTO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> COLUMNAS = List.of(
            "basket_id", "transaction_timestamp", "store_id", "product_id", "quantity", "sales_value", "retail_disc");

    private record Fila(
            String factura,
            int linea,
            LocalDateTime momento,
            String producto,
            BigDecimal cantidad,
            BigDecimal venta,
            BigDecimal descuento) {}

    private final Map<String, Map<LocalDate, List<Fila>>> filas = new HashMap<>();
    private final Map<String, BigDecimal> totales = new HashMap<>();

    VentasDataset(Path archivo) {
        try (BufferedReader lector = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(archivo)), StandardCharsets.UTF_8))) {
            leer(lector, archivo);
        } catch (IOException e) {
            throw new UncheckedIOException("klk.simulador.dataset: cannot read " + archivo, e);
        }
    }

    private void leer(BufferedReader lector, Path archivo) throws IOException {
        String cabecera = lector.readLine();
        List<String> nombres = cabecera == null ? List.of() : Arrays.asList(cabecera.split(",", -1));
        if (!nombres.containsAll(COLUMNAS)) {
            throw new IOException(archivo + " lacks some of the columns " + COLUMNAS);
        }
        int[] lugar = COLUMNAS.stream().mapToInt(nombres::indexOf).toArray();
        Map<String, Integer> lineas = new HashMap<>();
        for (String texto = lector.readLine(); texto != null; texto = lector.readLine()) {
            String[] campos = texto.split(",", -1);
            String factura = campos[lugar[0]];
            LocalDateTime momento = LocalDateTime.parse(campos[lugar[1]], MOMENTO);
            BigDecimal venta = new BigDecimal(campos[lugar[5]]);
            totales.merge(factura, venta, BigDecimal::add);
            filas.computeIfAbsent(campos[lugar[2]], s -> new HashMap<>())
                    .computeIfAbsent(momento.toLocalDate(), d -> new ArrayList<>())
                    .add(new Fila(
                            factura,
                            lineas.merge(factura, 1, Integer::sum),
                            momento,
                            campos[lugar[3]],
                            new BigDecimal(campos[lugar[4]]),
                            venta,
                            new BigDecimal(campos[lugar[6]])));
        }
    }

    @Override
    public boolean conoce(String sucursal) {
        return filas.containsKey(sucursal);
    }

    @Override
    public void delDia(String sucursal, LocalDate dia, Consumer<Venta> destino) {
        for (Fila fila : filas.getOrDefault(sucursal, Map.of()).getOrDefault(dia, List.of())) {
            destino.accept(new Venta(
                    fila.factura(),
                    fila.linea(),
                    fila.momento(),
                    articulo(fila.producto()),
                    fila.cantidad(),
                    fila.venta(),
                    fila.descuento(),
                    totales.getOrDefault(fila.factura(), BigDecimal.ZERO),
                    Venta.Rareza.NINGUNA));
        }
    }

    private static Articulo articulo(String codigo) {
        return new Articulo(
                codigo,
                "PRODUCTO " + codigo,
                codigo,
                "N/A",
                "N/A",
                "N/A",
                "N/A",
                "N/A",
                "N/A",
                false,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }
}
