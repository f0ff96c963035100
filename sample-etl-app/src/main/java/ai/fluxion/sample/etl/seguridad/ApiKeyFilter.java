package ai.fluxion.sample.etl.seguridad;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who has the key in {@code X-Api-Key}. */
final class ApiKeyFilter extends OncePerRequestFilter {

    private final ApiKey apiKey;

    ApiKeyFilter(ApiKey apiKey) {
        this.apiKey = apiKey;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String clave = request.getHeader("X-Api-Key");
        if (clave != null && apiKey.es(clave)) {
            SecurityContext contexto = SecurityContextHolder.createEmptyContext();
            contexto.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    "api-key", null, AuthorityUtils.createAuthorityList("ROLE_API")));
            SecurityContextHolder.setContext(contexto);
        }
        chain.doFilter(request, response);
    }
}
