package ai.fluxion.sample.etl.tracking;

import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
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
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error of the API as an RFC 9457 problem. What we did wrong goes to Sentry, once; what others did, does not. */
@RestControllerAdvice
class Problemas extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problemas.class);

    @ExceptionHandler(SolicitudInvalidaException.class)
    ProblemDetail invalida(SolicitudInvalidaException e) {
        return problema(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(TaskRejectedException.class)
    ProblemDetail ocupado(TaskRejectedException e) {
        return problema(HttpStatus.SERVICE_UNAVAILABLE, "demasiadas recuperaciones en espera");
    }

    @ExceptionHandler(Exception.class)
    ProblemDetail inesperado(Exception e) {
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
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detalle = e.getFieldErrors().stream()
                .map(error -> error.getField() + " " + error.getDefaultMessage())
                .collect(Collectors.joining("; "));
        return handleExceptionInternal(e, problema(HttpStatus.BAD_REQUEST, detalle), headers, status, request);
    }

    private static ProblemDetail problema(HttpStatus estado, String detalle) {
        return ProblemDetail.forStatusAndDetail(estado, detalle);
    }
}
