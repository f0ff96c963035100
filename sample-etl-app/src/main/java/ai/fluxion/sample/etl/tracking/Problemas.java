package ai.fluxion.sample.etl.tracking;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Every error of the API as an RFC 9457 problem. What we did wrong goes to Sentry, once; what others did, does not. */
@RestControllerAdvice
class Problemas extends ResponseEntityExceptionHandler {

    /** People know the fields by the names that they wrote. */
    private static final SnakeCaseStrategy JSON = new SnakeCaseStrategy();

    private static final Logger log = LoggerFactory.getLogger(Problemas.class);

    @ExceptionHandler(SolicitudInvalidaException.class)
    ProblemDetail invalida(SolicitudInvalidaException e) {
        return problema(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(TaskRejectedException.class)
    ProblemDetail ocupado(TaskRejectedException e) {
        return problema(HttpStatus.SERVICE_UNAVAILABLE, "demasiadas recuperaciones en espera");
    }

    /** {@code null}: nobody is left to be told, and nothing of ours is wrong. */
    @ExceptionHandler(Exception.class)
    @Nullable ProblemDetail inesperado(Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            log.debug("the client went away", e);
            return null;
        }
        log.error("a request failed", e);
        SentryEvent evento = new SentryEvent(e);
        evento.setLevel(SentryLevel.ERROR);
        Sentry.captureEvent(evento);
        return problema(HttpStatus.INTERNAL_SERVER_ERROR, "error interno");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detalle = e.getParameterValidationResults().stream()
                .flatMap(resultado -> resultado.getResolvableErrors().stream()
                        .map(error -> nombre(resultado.getMethodParameter()) + " " + error.getDefaultMessage()))
                .collect(Collectors.joining("; "));
        return handleExceptionInternal(e, problema(HttpStatus.BAD_REQUEST, detalle), headers, status, request);
    }

    private static String nombre(MethodParameter parametro) {
        RequestParam anotacion = parametro.getParameterAnnotation(RequestParam.class);
        String nombre = anotacion == null ? "" : anotacion.name();
        return nombre.isEmpty() ? String.valueOf(parametro.getParameterName()) : nombre;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, problema(HttpStatus.BAD_REQUEST, ilegible(e.getCause())), headers, status, request);
    }

    private static String ilegible(@Nullable Throwable causa) {
        if (causa instanceof JsonMappingException campo && !campo.getPath().isEmpty()) {
            String nombre = campo.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            return nombre + (causa instanceof InvalidFormatException e ? " '" + e.getValue() + "'" : "")
                    + " no es válido";
        }
        return "el cuerpo no es el objeto JSON que se espera";
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detalle = e.getFieldErrors().stream()
                .map(error -> JSON.translate(error.getField()) + " " + error.getDefaultMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return handleExceptionInternal(e, problema(HttpStatus.BAD_REQUEST, detalle), headers, status, request);
    }

    private static ProblemDetail problema(HttpStatus estado, String detalle) {
        return ProblemDetail.forStatusAndDetail(estado, detalle);
    }
}
