package ai.fluxion.sample.etl.simulador;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Invented sales: a supermarket's day, from a seed. */
final class VentasInventadas implements Ventas {

    /** How the invoices spread over the hours of a day: a peak before lunch, the higher one after work. */
    private static final int[] CURVA = {
        0, 0, 0, 0, 0, 0, 0, 20, 40, 60, 80, 100, 110, 80, 60, 60, 70, 100, 125, 95, 45, 10, 0, 0
    };

    private static final int[] LINEAS = {18, 20, 16, 12, 9, 7, 5, 4, 3, 2, 2, 1, 1};
    private static final double LINEAS_POR_FACTURA = 3.9;
    private static final long DECIMAS_DE_MICRO_POR_HORA = 36_000_000_000L;
    private static final LocalDate ORIGEN = LocalDate.of(2010, 1, 1);

    private final SimuladorProperties propiedades;
    private final Catalogo catalogo;
    private final Set<String> sucursales;

    VentasInventadas(SimuladorProperties propiedades, Catalogo catalogo, Set<String> sucursales) {
        this.propiedades = propiedades;
        this.catalogo = catalogo;
        this.sucursales = Set.copyOf(sucursales);
    }

    @Override
    public boolean conoce(String sucursal) {
        return sucursales.contains(sucursal);
    }

    @Override
    public void delDia(String sucursal, LocalDate dia, Consumer<Venta> destino) {
        Azar azar = Azar.de(propiedades.semilla(), sucursal, dia);
        double tamano = 0.7 + Azar.de(propiedades.semilla(), sucursal).hasta(600) / 1000.0;
        double semana =
                dia.getDayOfWeek() == DayOfWeek.SATURDAY ? 1.35 : dia.getDayOfWeek() == DayOfWeek.SUNDAY ? 0.8 : 1;
        int facturas = (int) Math.round(propiedades.lineasPorDia() * tamano * semana / LINEAS_POR_FACTURA);
        long[] momentos = new long[facturas];
        for (int i = 0; i < facturas; i++) {
            momentos[i] = azar.segun(CURVA) * DECIMAS_DE_MICRO_POR_HORA + azar.hasta(DECIMAS_DE_MICRO_POR_HORA);
        }
        Arrays.sort(momentos);
        for (int i = 0; i < facturas; i++) {
            LocalDateTime momento = dia.atStartOfDay().plusNanos(momentos[i] * 100);
            factura(azar, numero(sucursal, dia, i, azar), momento, destino);
        }
    }

    private static String numero(String sucursal, LocalDate dia, int i, Azar azar) {
        long correlativo = ChronoUnit.DAYS.between(ORIGEN, dia) * 10_000 + i;
        int serie = Math.floorMod(sucursal.hashCode(), 90) + 10;
        return "C%02d-%02d-%08d".formatted(serie, azar.entre(1, 12), correlativo);
    }

    private void factura(Azar azar, String numero, LocalDateTime momento, Consumer<Venta> destino) {
        int cuantas = azar.segun(LINEAS) + 1;
        List<Venta> lineas = new ArrayList<>(cuantas);
        BigDecimal total = BigDecimal.ZERO;
        for (int linea = 1; linea <= cuantas; linea++) {
            Venta venta = linea(azar, numero, linea, momento);
            total = total.add(venta.ventaUsd()).add(Moneda.impuesto(venta.ventaUsd(), venta.articulo()));
            lineas.add(venta);
        }
        for (Venta v : lineas) {
            destino.accept(new Venta(
                    v.factura(),
                    v.linea(),
                    v.fechaHora(),
                    v.articulo(),
                    v.cantidad(),
                    v.ventaUsd(),
                    v.descuentoUsd(),
                    total,
                    v.rareza()));
        }
    }

    private Venta linea(Azar azar, String numero, int linea, LocalDateTime momento) {
        Articulo articulo = catalogo.alguno(azar);
        BigDecimal cantidad = articulo.porKilo()
                ? BigDecimal.valueOf(azar.entre(120, 3200), 3)
                : BigDecimal.valueOf(1 + azar.segun(new int[] {70, 18, 6, 3, 1, 1}));
        BigDecimal bruto = cantidad.multiply(articulo.precio()).setScale(2, RoundingMode.HALF_UP);
        BigDecimal descuento = azar.conProbabilidad(0.08)
                ? bruto.multiply(new BigDecimal("0.10")).setScale(2, RoundingMode.HALF_UP)
                : BigDecimal.ZERO;
        return new Venta(
                numero,
                linea,
                momento,
                articulo,
                cantidad,
                bruto.subtract(descuento),
                descuento,
                BigDecimal.ZERO,
                rareza(azar));
    }

    private Venta.Rareza rareza(Azar azar) {
        if (azar.hasta(1_000_000) >= propiedades.rarezas()) {
            return Venta.Rareza.NINGUNA;
        }
        Venta.Rareza[] todas = Venta.Rareza.values();
        return todas[azar.entre(1, todas.length - 1)];
    }
}
