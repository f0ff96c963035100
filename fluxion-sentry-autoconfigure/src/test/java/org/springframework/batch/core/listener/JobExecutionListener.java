package org.springframework.batch.core.listener;

/** Stands for Batch 6, by the name that a class of it has there. */
public interface JobExecutionListener {}
