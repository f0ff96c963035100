import type { Ejecucion, Gap, GapRequest } from '../src/api/types.ts';
import { type Situacion, situacion } from './datos.ts';

type Answer = { status: number; body: unknown };

/** Answers as the sample's API does, and fails on demand. */
export class ServidorSimulado {
  readonly datos: Situacion;
  /** Paths (their beginnings) and what they answer instead; `caido` makes everything unreachable. */
  readonly fallos = new Map<string, Answer>();
  readonly peticiones: { method: string; path: string; body: unknown; clave: string | null }[] = [];
  caido = false;
  /** When set, POST needs it. */
  clave: string | null = null;
  /** How long a recovery takes. */
  recuperacionMs = 3_000;
  private nextId = 9_001;

  constructor(private readonly now: () => number = Date.now) {
    this.datos = situacion(now());
  }

  private readonly retenidas = new Map<string, Promise<void>>();

  /** Lets questions of a path wait; what it returns lets them go on. */
  retener(path: string): () => void {
    let seguir = () => {};
    this.retenidas.set(path, new Promise((resolve) => (seguir = resolve)));
    return () => {
      this.retenidas.delete(path);
      seguir();
    };
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    init?.signal?.throwIfAborted();
    await this.retenidas.get(url.pathname);
    if (this.caido) throw new TypeError('Failed to fetch');
    const method = init?.method ?? 'GET';
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    const clave = new Headers(init?.headers).get('X-Api-Key');
    this.peticiones.push({ method, path: url.pathname + url.search, body, clave });
    const { status, body: answer } = this.answer(method, url, body, clave);
    return new Response(answer === undefined ? null : JSON.stringify(answer), {
      status,
      headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
    });
  };

  private answer(method: string, url: URL, body: unknown, clave: string | null): Answer {
    for (const [path, failure] of this.fallos) if (url.pathname.startsWith(path)) return failure;
    if (method === 'POST' && this.clave !== null && clave !== this.clave) {
      return { status: 401, body: { title: 'Unauthorized' } };
    }
    if (method === 'POST') return this.recuperar(body as GapRequest);
    const found = this.read(url);
    return found === undefined ? { status: 404, body: { title: 'Not Found' } } : { status: 200, body: found };
  }

  private read({ pathname, searchParams }: URL): unknown {
    const history = /^\/actuator\/monitors\/(.+)$/.exec(pathname)?.[1];
    if (history) {
      const slug = decodeURIComponent(history);
      const monitor = this.datos.lista.monitors.find((one) => one.slug === slug);
      return monitor && { ...monitor, history: this.datos.historias.get(slug) };
    }
    switch (pathname) {
      case '/actuator/monitors':
        return this.datos.lista;
      case '/api/etl/tracking/ejecuciones':
        return this.ejecuciones(searchParams);
      case '/api/etl/tracking/gaps':
        return this.datos.gaps;
      case '/api/etl/tracking/metricas':
        return this.datos.metricas;
      case '/api/etl/tracking/cron/status':
        return this.datos.cron;
      case '/api/etl/tracking/connectivity/klk':
        return { estado: 'disponible', latencia_ms: 42 };
      case '/pagina.json':
        return {};
    }
    return undefined;
  }

  private ejecuciones(query: URLSearchParams): Ejecucion[] {
    this.advance();
    const wanted = (['etl_tipo', 'ubicacion_id', 'modo', 'estado'] as const).filter((name) =>
      query.has(name),
    );
    return this.datos.ejecuciones
      .filter((one) => wanted.every((name) => one[name] === query.get(name)))
      .slice(0, Number(query.get('limite') ?? 20));
  }

  private recuperar(request: GapRequest): Answer {
    const { ejecuciones } = this.datos;
    const id = this.nextId++;
    ejecuciones.unshift({
      ...request,
      hora_desde: request.hora_desde ?? null,
      hora_hasta: request.hora_hasta ?? null,
      id,
      ubicacion_nombre: null,
      fecha_inicio: new Date(this.now()).toISOString(),
      fecha_fin: null,
      duracion_segundos: null,
      estado: 'en_proceso',
      registros_extraidos: null,
      registros_cargados: null,
      error_mensaje: null,
      error_tipo: null,
      modo: 'recuperacion',
      version_etl: '2.0',
      host: 'etl-1',
    });
    return { status: 202, body: { id } };
  }

  private advance(): void {
    for (const one of this.datos.ejecuciones) {
      const seconds = (this.now() - Date.parse(one.fecha_inicio)) / 1000;
      if (one.modo !== 'recuperacion' || one.estado !== 'en_proceso' || seconds * 1000 < this.recuperacionMs)
        continue;
      Object.assign(one, {
        estado: 'exitoso',
        fecha_fin: new Date(this.now()).toISOString(),
        duracion_segundos: seconds,
        registros_extraidos: 214,
        registros_cargados: 214,
      });
      const recovered = this.datos.gaps.findIndex((gap) => sameWindow(gap, one));
      if (recovered >= 0) this.datos.gaps.splice(recovered, 1);
    }
  }
}

function sameWindow(gap: Gap, one: Ejecucion): boolean {
  return (
    gap.ubicacion_id === one.ubicacion_id &&
    gap.fecha_desde === one.fecha_desde &&
    gap.hora_desde === one.hora_desde &&
    gap.hora_hasta === one.hora_hasta
  );
}
