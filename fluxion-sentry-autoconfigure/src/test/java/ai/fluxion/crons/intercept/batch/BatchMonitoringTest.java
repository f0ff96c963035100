package ai.fluxion.crons.intercept.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.fluxion.crons.MonitorRun;
import ai.fluxion.crons.autoconfigure.BatchInterceptionAutoConfiguration;
import ai.fluxion.crons.autoconfigure.CronsAutoConfiguration;
import ai.fluxion.crons.autoconfigure.ScheduledInterceptionAutoConfiguration;
import ai.fluxion.crons.engine.MonitorRegistry;
import ai.fluxion.crons.engine.StateKeeper;
import ai.fluxion.crons.intercept.RecordingEngine;
import ai.fluxion.crons.monitor.CheckIn;
import ai.fluxion.crons.monitor.CheckInStatus;
import ai.fluxion.crons.monitor.MonitorDefinition;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobExecutionListener;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.support.ListItemReader;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.batch.BatchAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.PlatformTransactionManager;

@ExtendWith(OutputCaptureExtension.class)
class BatchMonitoringTest {

    private static final ApplicationContextRunner BATCH = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    BatchAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    ScheduledInterceptionAutoConfiguration.class,
                    BatchInterceptionAutoConfiguration.class))
            .withPropertyValues("spring.batch.job.enabled=false", "spring.datasource.generate-unique-name=true");

    private static final ApplicationContextRunner RECORDED =
            BATCH.withBean(RecordingEngine.class).withUserConfiguration(Jobs.class);

    @Test
    void aLaunchIsARunWithWhatItsStepsCounted() {
        RECORDED.run(context -> {
            assertThat(launch(context, "ventas", 1).getStatus()).isEqualTo(BatchStatus.COMPLETED);
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(engine.endedRunsOf("ventas")).singleElement().satisfies(run -> {
                assertThat(run.outcome()).isEqualTo("ok");
                assertThat(run.facts)
                        .containsEntry("cargar.read", 10L)
                        .containsEntry("cargar.written", 8L)
                        .containsEntry("cargar.skipped", 2L)
                        .containsEntry("paralelo.read", 6L)
                        .containsEntry("paralelo.written", 6L)
                        .containsEntry("dentro", "si");
            });
            assertThat(MonitorRun.current().name()).isEmpty();
        });
    }

    @Test
    void aRestartedExecutionIsANewRun() {
        RECORDED.run(context -> {
            context.getBean(Jobs.class).fails.set(true);
            JobExecution first = launch(context, "ventas", 7);
            assertThat(first.getStatus()).isEqualTo(BatchStatus.FAILED);
            context.getBean(Jobs.class).fails.set(false);
            JobExecution second = launch(context, "ventas", 7);
            assertThat(second.getJobInstance()).isEqualTo(first.getJobInstance());
            RecordingEngine engine = context.getBean(RecordingEngine.class);
            assertThat(engine.runsOf("ventas"))
                    .extracting(
                            run -> run.failure == null
                                    ? run.outcome()
                                    : NestedExceptionUtils.getMostSpecificCause(run.failure)
                                            .getMessage(),
                            run -> run.facts.get("batch.execution"))
                    .containsExactly(tuple("sin red", first.getId()), tuple("ok", second.getId()));
            assertThat(engine.jobs)
                    .filteredOn(job -> job.job().equals("batch.ventas"))
                    .hasSize(1);
        });
    }

    @Test
    void aJobBehindAProxyIsMonitoredAndOneThatAStopEndsHasFailed() {
        RECORDED.run(context -> {
            assertThat(launch(context, "detenido", 1).getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertThat(context.getBean(RecordingEngine.class).endedRunsOf("detenido"))
                    .singleElement()
                    .satisfies(run -> assertThat(run.outcome()).contains("JobInterruptedException"));
        });
    }

    @Test
    void theRunBeginsBeforeTheJobsOwnListenersAndEndsAfterThem() {
        RECORDED.run(context -> {
            launch(context, "detenido", 1);
            assertThat(context.getBean(Jobs.class).seenByListener)
                    .containsExactly("before in batch.detenido", "after in batch.detenido");
        });
    }

    @Test
    void aJobIsLocalUntilItIsGivenASchedule() {
        ApplicationContextRunner real = BATCH.withConfiguration(AutoConfigurations.of(CronsAutoConfiguration.class))
                .withUserConfiguration(Jobs.class);
        real.run(context -> {
            launch(context, "ventas", 1);
            MonitorDefinition monitor = context.getBean(MonitorRegistry.class).find("batch-ventas");
            assertThat(monitor.sent()).isFalse();
            assertThat(context.getBean(StateKeeper.class).history(monitor, 10))
                    .extracting(CheckIn::status)
                    .containsExactly(CheckInStatus.OK);
        });
        real.withPropertyValues(
                        "fluxion.crons.monitors.etl_ventas.method=batch.ventas",
                        "fluxion.crons.monitors.etl_ventas.schedule=0 2 * * *")
                .run(context -> {
                    MonitorDefinition monitor =
                            context.getBean(MonitorRegistry.class).find("etl-ventas");
                    assertThat(monitor.sent()).isTrue();
                    launch(context, "ventas", 1);
                    CheckIn run = context.getBean(StateKeeper.class)
                            .history(monitor, 1)
                            .get(0);
                    assertThat(run.report().metrics()).containsEntry("cargar.read", 10L);
                });
    }

    @Test
    void besideAnotherBatchItSaysSoAndDoesNothing(CapturedOutput output) {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(JobExecutionListener.class))
                .withConfiguration(AutoConfigurations.of(
                        ScheduledInterceptionAutoConfiguration.class, BatchInterceptionAutoConfiguration.class))
                .withBean(RecordingEngine.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BatchJobs.class));
        assertThat(output).containsOnlyOnce("Jobs of this version of Spring Batch are not monitored");
    }

    private static JobExecution launch(BeanFactory beans, String job, long run) throws Exception {
        JobParameters parameters =
                new JobParametersBuilder().addLong("run", run).toJobParameters();
        return beans.getBean(JobLauncher.class).run(beans.getBean(job, Job.class), parameters);
    }

    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        final AtomicBoolean fails = new AtomicBoolean();

        final List<String> seenByListener = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Bean
        Job ventas(JobRepository repository, PlatformTransactionManager transactions) {
            Step load = new StepBuilder("cargar", repository)
                    .<Integer, Integer>chunk(3, transactions)
                    .reader(new ListItemReader<>(IntStream.range(0, 10).boxed().toList()))
                    .writer(items -> {
                        MonitorRun.current().tag("dentro", "si");
                        if (this.fails.get()) {
                            throw new IllegalStateException("sin red");
                        }
                        if (items.getItems().contains(4) || items.getItems().contains(7)) {
                            throw new IllegalArgumentException("venta sin tienda");
                        }
                    })
                    .faultTolerant()
                    .skip(IllegalArgumentException.class)
                    .skipLimit(5)
                    .build();
            Step worker = new StepBuilder("trabajo", repository)
                    .<Integer, Integer>chunk(3, transactions)
                    .reader(new ListItemReader<>(List.of(1, 2, 3)) {
                        private int given;

                        @Override
                        public Integer read() {
                            return this.given++ % 4 < 3 ? this.given : null;
                        }
                    })
                    .writer(items -> {})
                    .build();
            Step parallel = new StepBuilder("paralelo", repository)
                    .partitioner(
                            "trabajo",
                            size -> java.util.Map.of(
                                    "a", new org.springframework.batch.item.ExecutionContext(),
                                    "b", new org.springframework.batch.item.ExecutionContext()))
                    .step(worker)
                    .build();
            return new JobBuilder("ventas", repository)
                    .start(load)
                    .next(parallel)
                    .build();
        }

        @Bean
        Job detenido(JobRepository repository, PlatformTransactionManager transactions) {
            Step stops = new StepBuilder("para", repository)
                    .tasklet(
                            (contribution, chunk) -> {
                                chunk.getStepContext().getStepExecution().setTerminateOnly();
                                return RepeatStatus.FINISHED;
                            },
                            transactions)
                    .build();
            Job job = new JobBuilder("detenido", repository)
                    .listener(new JobExecutionListener() {
                        @Override
                        public void beforeJob(JobExecution execution) {
                            Jobs.this.seenByListener.add(
                                    "before in " + MonitorRun.current().name());
                        }

                        @Override
                        public void afterJob(JobExecution execution) {
                            Jobs.this.seenByListener.add(
                                    "after in " + MonitorRun.current().name());
                        }
                    })
                    .start(stops)
                    .build();
            return (Job) new ProxyFactory(job).getProxy();
        }
    }
}
