package ai.fluxion.sample.etl.seguridad;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what.
 *
 * @param apiKey what {@code X-Api-Key} must be; {@code null}: nobody has one
 * @param inventarClave whether to invent one, and log it, if there is none: for the demo
 * @since 0.1.0
 */
@ConfigurationProperties("etl.seguridad")
public record SeguridadProperties(@Nullable String apiKey, @DefaultValue("false") boolean inventarClave) {}
