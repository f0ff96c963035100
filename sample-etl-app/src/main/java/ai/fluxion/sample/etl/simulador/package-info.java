/** A stand-in for KLK that serves the vendor's contract over HTTP: seeded, with faults on demand. */
@NullMarked
package ai.fluxion.sample.etl.simulador;

import org.jspecify.annotations.NullMarked;
