package ai.fluxion.sample.etl.seguridad;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API key. Keeps its digest only. */
final class ApiKey {

    private static final Logger log = LoggerFactory.getLogger(ApiKey.class);

    private final byte @Nullable [] resumen;

    ApiKey(SeguridadProperties propiedades) {
        String clave = propiedades.apiKey();
        if (clave == null || clave.isBlank()) {
            if (propiedades.inventarClave()) {
                clave = inventar();
                log.info(
                        "Demo: no ETL_API_KEY is set; this one is good until the application stops. X-Api-Key: {}",
                        clave);
            } else {
                log.warn("ETL_API_KEY is not set: whatever needs the API key is refused");
            }
        }
        this.resumen = clave == null || clave.isBlank() ? null : resumen(clave);
    }

    /** Whether somebody has it. Takes the same time however much of it is right. */
    boolean es(String clave) {
        return resumen != null && MessageDigest.isEqual(resumen, resumen(clave));
    }

    private static String inventar() {
        byte[] azar = new byte[16];
        new SecureRandom().nextBytes(azar);
        return HexFormat.of().formatHex(azar);
    }

    private static byte[] resumen(String clave) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(clave.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
