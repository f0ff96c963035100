package ai.fluxion.crons.intercept;

import static ai.fluxion.crons.intercept.ScheduledMethodsTest.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.fluxion.crons.CronMonitor;
import ai.fluxion.crons.MonitorRun;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class MonitoredCallsTest {

    private static final ApplicationContextRunner CALLS = SCHEDULING.withUserConfiguration(Beans.class);

    @Test
    void aCallIsARunWithTheKeyOfItsArguments() {
        CALLS.run(context -> {
            Ventas ventas = context.getBean(Ventas.class);
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(ventas.porTienda("tienda_01", 3)).isEqualTo("ok 3");
            assertThat(ventas.porPosicion("tienda_02")).isEqualTo("etl");
            assertThatThrownBy(() -> ventas.falla("tienda_03"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("sin red");
            assertThat(engine.runs)
                    .extracting(run -> run.name() + " " + run.key + " " + run.outcome())
                    .containsExactly(
                            "etl_ventas_tienda tienda_01-3 ok",
                            "etl tienda_02 ok",
                            "etl_falla tienda_03 java.io.IOException: sin red");
            assertThat(engine.job("porTienda").scheduled()).isFalse();
            assertThat(engine.job("porTienda").bean()).isEqualTo("ventas");
            assertThat(MonitorRun.current().name()).isEmpty();
        });
    }

    @Test
    void aKeyThatCannotBeToldCostsTheRunItsKeyOnly(CapturedOutput output) {
        CALLS.run(context -> {
            assertThat(context.getBean(Ventas.class).porTienda(null, 1)).isEqualTo("ok 1");
            assertThat(context.getBean(Ventas.class).claveNula()).isEqualTo("x");
            assertThat(context.getBean(RecordingEngine.class).runsOf("claveNula"))
                    .singleElement()
                    .satisfies(run -> assertThat(run.key).isNull());
            assertThat(output).contains("The key of @CronMonitor on " + Ventas.class.getName() + ".claveNula");
        });
    }

    @Test
    void aKeyThatThrowsCostsTheRunItsKeyOnly(CapturedOutput output) {
        CALLS.withBean(Programada.class).run(context -> {
            Ventas ventas = context.getBean(Ventas.class);
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(ventas.claveQueFalla(new SinCodigo())).isEqualTo("x");
            assertThat(ventas.claveSinTexto(new SinCodigo())).isEqualTo("y");
            assertThat(engine.runsOf("claveQueFalla")).hasSize(1).allMatch(run -> run.ended && run.key == null);
            assertThat(engine.runsOf("claveSinTexto")).hasSize(1).allMatch(run -> run.ended && run.key == null);
            assertThat(output).contains(".claveQueFalla could not be told: NullPointerException", "sin codigo");
            await().until(() -> engine.endedRunsOf("programada").size() > 1);
            assertThat(engine.runsOf("programada")).allMatch(run -> run.key == null);
        });
    }

    @Test
    void aSubscriptionThatDiesOfAnErrorIsAFailedRun() {
        CALLS.run(context -> {
            Ventas ventas = context.getBean(Ventas.class);
            assertThatThrownBy(() -> ventas.muere().block()).isInstanceOf(NoClassDefFoundError.class);
            assertThatThrownBy(() -> ventas.muere().flux().as(ventas::fluye).blockLast())
                    .isInstanceOf(NoClassDefFoundError.class);
            assertThat(context.getBean(RecordingEngine.class).runs)
                    .extracting(RecordingEngine.Run::outcome)
                    .hasSize(3)
                    .containsOnly("java.lang.NoClassDefFoundError: com/klk/Venta");
        });
    }

    @Test
    void aRunEndsWhenWhatItReturnedCompletes() {
        CALLS.run(context -> {
            Ventas ventas = context.getBean(Ventas.class);
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            CompletableFuture<String> good = new CompletableFuture<>();
            CompletableFuture<String> bad = new CompletableFuture<>();
            CompletableFuture<String> cancelled = new CompletableFuture<>();
            assertThat(ventas.futuro(good)).isSameAs(good);
            ventas.futuro(bad);
            ventas.futuro(cancelled);
            assertThat(MonitorRun.current().name()).isEmpty();
            assertThat(engine.runs).hasSize(3).noneMatch(run -> run.ended);
            good.complete("x");
            bad.completeExceptionally(new IllegalStateException("tarde"));
            cancelled.cancel(true);
            assertThat(engine.runs)
                    .extracting(RecordingEngine.Run::outcome)
                    .containsExactly(
                            "ok",
                            "java.lang.IllegalStateException: tarde",
                            "java.util.concurrent.CancellationException");
        });
    }

    @Test
    void everySubscriptionOfWhatACallReturnsIsARun() {
        CALLS.run(context -> {
            Ventas ventas = context.getBean(Ventas.class);
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            Mono<String> mono = ventas.mono("a");
            assertThat(engine.runs).isEmpty();
            assertThat(mono.contextWrite(ctx -> ctx.put("quien", "yo")).block()).isEqualTo("yo");
            assertThatThrownBy(mono::block).hasMessage("nadie");
            assertThat(ventas.flux().take(1).collectList().block()).containsExactly(1);
            assertThat(engine.runs)
                    .extracting(run -> run.key + " " + run.outcome())
                    .containsExactly("a ok", "a java.lang.IllegalStateException: nadie", "null cancelled");
            assertThat(MonitorRun.current().name()).isEmpty();
        });
    }

    @Test
    void anAsynchronousCallIsARunOfTheThreadThatDoesIt() {
        CALLS.withUserConfiguration(AsyncBeans.class).run(context -> {
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            context.getBean(AsyncJobs.class).declared("k").join();
            await().until(() -> engine.endedRunsOf("declared").size() == 1
                    && engine.endedRunsOf("scheduledAndAsync").size() > 2);
            RecordingEngine.Run run = engine.runsOf("declared").get(0);
            assertThat(run.openedBy).isNotEqualTo(Thread.currentThread());
            assertThat(run.outcome()).isEqualTo("ok");
            assertThat(engine.endedRunsOf("scheduledAndAsync"))
                    .allMatch(one -> one.outcome().equals("java.lang.IllegalStateException: de verdad"));
            assertThat(engine.job("scheduledAndAsync").schedule()).isNotNull();
            assertThat(engine.jobs.stream().filter(job -> job.job().endsWith("scheduledAndAsync")))
                    .hasSize(1);
        });
    }

    @Test
    void aScheduledMethodIsNoRunPerCallAndNeedsNoProxy() {
        CALLS.run(context -> {
            assertThat(AopUtils.isAopProxy(context.getBean(OnlyScheduled.class)))
                    .isFalse();
            assertThat(AopUtils.isCglibProxy(context.getBean(Ventas.class))).isTrue();
        });
    }

    @Test
    void ourAdviceIsTheInnermost() {
        CALLS.withUserConfiguration(Transactions.class).run(context -> {
            context.getBean(InTransaction.class).run();
            assertThat(context.getBean(RecordingEngine.class).runsOf("run"))
                    .singleElement()
                    .satisfies(run -> assertThat(run.facts).containsEntry("transaction", true));
        });
    }

    @Test
    void beansBehindInterfacesStayBehindThem() {
        CALLS.withPropertyValues("spring.aop.proxy-target-class=false").run(context -> {
            Contract contract = context.getBean(Contract.class);
            assertThat(AopUtils.isJdkDynamicProxy(contract)).isTrue();
            contract.run();
            assertThat(context.getBean(RecordingEngine.class).runsOf("run")).hasSize(1);
        });
    }

    @Test
    void whatNoProxySeesIsNamedAndRuns(CapturedOutput output) {
        SCHEDULING.withUserConfiguration(Invisible.class).run(context -> {
            assertThat(context.getBean(Sealed.class).run()).isEqualTo("x");
            assertThat(context.getBean(Mixed.class).cerrado()).isEqualTo("y");
            assertThat(context.getBean(Mixed.class).abierto()).isEqualTo("y");
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(engine.runs)
                    .extracting(run -> run.job.job())
                    .containsExactly(Mixed.class.getName() + ".abierto");
            assertThat(engine.jobs).extracting(job -> job.job()).containsExactly(Mixed.class.getName() + ".abierto");
            assertThat(output)
                    .contains("[run] of the final class " + Sealed.class.getName())
                    .contains("[cerrado] of " + Mixed.class.getName());
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        Ventas ventas() {
            return new Ventas();
        }

        @Bean
        OnlyScheduled onlyScheduled() {
            return new OnlyScheduled();
        }

        @Bean
        Contract contract() {
            return new Implementation();
        }
    }

    static class Ventas {

        @CronMonitor(value = "etl_ventas_tienda", key = "#tiendaId + '-' + #p1")
        public String porTienda(String tiendaId, int n) {
            return "ok " + n;
        }

        @CronMonitor(value = "etl", key = "#a0")
        String porPosicion(String tienda) {
            return MonitorRun.current().name().isEmpty() ? "" : "etl";
        }

        @CronMonitor(value = "etl_falla", key = "#p0")
        protected String falla(String tienda) throws IOException {
            throw new IOException("sin red");
        }

        @CronMonitor(value = "etl_nula", key = "#nadie")
        public String claveNula() {
            return "x";
        }

        @CronMonitor(value = "etl_falla_clave", key = "#p0.codigo()")
        public String claveQueFalla(SinCodigo tienda) {
            return "x";
        }

        @CronMonitor(value = "etl_sin_texto", key = "#p0")
        public String claveSinTexto(SinCodigo tienda) {
            return "y";
        }

        @CronMonitor("etl_muere")
        public Mono<Object> muere() {
            return Mono.fromRunnable(() -> {
                throw new NoClassDefFoundError("com/klk/Venta");
            });
        }

        @CronMonitor("etl_fluye")
        public Flux<Object> fluye(Flux<Object> ventas) {
            return ventas;
        }

        @CronMonitor("etl_futuro")
        public CompletionStage<String> futuro(CompletableFuture<String> future) {
            return future;
        }

        @CronMonitor(value = "etl_mono", key = "#id")
        public Mono<String> mono(String id) {
            return Mono.deferContextual(context -> context.hasKey("quien")
                    ? Mono.just(context.get("quien"))
                    : Mono.error(new IllegalStateException("nadie")));
        }

        @CronMonitor("etl_flux")
        public Flux<Integer> flux() {
            return Flux.range(1, 10);
        }
    }

    static class Programada {

        @Scheduled(fixedDelay = 20)
        @CronMonitor(value = "etl_programada", key = "T(java.util.List).of().iterator().next()")
        void programada() {}
    }

    public static class SinCodigo {

        public String codigo() {
            throw new NullPointerException("sin codigo");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("sin texto");
        }
    }

    static class OnlyScheduled {

        @Scheduled(cron = "0 0 2 1 1 *")
        @CronMonitor("declarado")
        public void run() {}
    }

    interface Contract {
        void run();
    }

    static class Implementation implements Contract {

        @Override
        @CronMonitor("contrato")
        public void run() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class AsyncBeans {

        @Bean
        AsyncJobs asyncJobs() {
            return new AsyncJobs();
        }
    }

    static class AsyncJobs {

        @Async
        @CronMonitor(value = "declarado", key = "#k")
        public CompletableFuture<String> declared(String k) {
            return CompletableFuture.completedFuture(k);
        }

        @Async
        @Scheduled(fixedRate = 20)
        public void scheduledAndAsync() {
            throw new IllegalStateException("de verdad");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        @Bean
        PlatformTransactionManager transactionManager() {
            return new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:innermost"));
        }

        @Bean
        InTransaction transactional() {
            return new InTransaction();
        }
    }

    static class InTransaction {

        @Transactional
        @CronMonitor("con_transaccion")
        public void run() {
            MonitorRun.current().tag("transaction", TransactionSynchronizationManager.isActualTransactionActive());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Invisible {

        @Bean
        Sealed sealed() {
            return new Sealed();
        }

        @Bean
        Mixed mixed() {
            return new Mixed();
        }
    }

    static final class Sealed {

        @CronMonitor("cerrada")
        public String run() {
            return "x";
        }
    }

    static class Mixed {

        @CronMonitor("cerrado")
        public final String cerrado() {
            return "y";
        }

        @CronMonitor("abierto")
        public String abierto() {
            return "y";
        }
    }
}
