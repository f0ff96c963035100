package ai.fluxion.sample.etl.seguridad;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The page and the health are open. Reads of the API and of the monitors are open to this machine while the server listens to nobody else.
 * All the rest needs the API key.
 *
 * <p>No CSRF tokens: there are no cookies and no sessions that a browser could send along, and a page elsewhere cannot
 * add the header. No CORS: no page elsewhere is let in.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SeguridadConfiguration {

    private static final String[] PAGINA = {
        "/",
        "/index.html",
        "/assets/**",
        "/pagina.json",
        "/favicon.ico",
        "/favicon.svg",
        "/actuator/health",
        "/actuator/health/**",
        "/error"
    };
    private static final String[] LECTURAS = {
        "/api/**",
        "/actuator/monitors",
        "/actuator/monitors/**",
        "/v3/api-docs/**",
        "/swagger-ui/**",
        "/swagger-ui.html"
    };

    @Bean
    SecurityFilterChain cadena(
            HttpSecurity http,
            SeguridadProperties propiedades,
            ServerProperties servidor,
            @Value("${etl.pagina.sentry-dsn:}") String dsn)
            throws Exception {
        Local local = new Local(servidor.getAddress());
        return http.authorizeHttpRequests(reglas -> reglas.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PAGINA)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, PAGINA)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, LECTURAS)
                        .access(aquiOConClave(local))
                        .requestMatchers(HttpMethod.HEAD, LECTURAS)
                        .access(aquiOConClave(local))
                        .anyRequest()
                        .hasRole("API"))
                .addFilterBefore(new ApiKeyFilter(new ApiKey(propiedades)), AnonymousAuthenticationFilter.class)
                .exceptionHandling(errores -> errores.authenticationEntryPoint(sinClave()))
                .headers(cabeceras -> cabeceras
                        .contentSecurityPolicy(politica -> politica.policyDirectives(Csp.para(dsn)))
                        .referrerPolicy(politica -> politica.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(
                                politica -> politica.policy("camera=(), geolocation=(), microphone=()")))
                .sessionManagement(sesiones -> sesiones.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> aquiOConClave(Local local) {
        return (quien, peticion) ->
                new AuthorizationDecision(local.matches(peticion.getRequest()) || tieneClave(quien.get()));
    }

    private static boolean tieneClave(org.springframework.security.core.Authentication quien) {
        return quien != null && quien.getAuthorities().stream().anyMatch(una -> "ROLE_API".equals(una.getAuthority()));
    }

    private static AuthenticationEntryPoint sinClave() {
        return (peticion, respuesta, error) -> {
            respuesta.setStatus(HttpStatus.UNAUTHORIZED.value());
            respuesta.setHeader("WWW-Authenticate", "ApiKey realm=\"fluxion-etl\"");
            respuesta.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            respuesta.setCharacterEncoding("UTF-8");
            respuesta
                    .getWriter()
                    .write("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                            + "\"detail\":\"falta la cabecera X-Api-Key, o no es la correcta\"}");
        };
    }
}
