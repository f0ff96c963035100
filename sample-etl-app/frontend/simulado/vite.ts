import type { IncomingMessage } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { ServidorSimulado } from './servidor.ts';

/** `npm run dev:simulado`: the page with a pretended API, for work on the page alone. */
export function simulado(): Plugin {
  const middleware = answering(new ServidorSimulado());
  return {
    name: 'api-simulada',
    configureServer: (server) => void server.middlewares.use(middleware),
    configurePreviewServer: (server) => void server.middlewares.use(middleware),
  };
}

function answering(servidor: ServidorSimulado): Connect.NextHandleFunction {
  return async (request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!/^\/(api|actuator)\/|^\/pagina\.json$/.test(url.pathname)) return next();
    const method = request.method ?? 'GET';
    const headers = new Headers();
    const clave = request.headers['x-api-key'];
    if (typeof clave === 'string') headers.set('X-Api-Key', clave);
    const answer = await servidor.fetch(url, {
      method,
      headers,
      ...(method === 'POST' && { body: await bodyOf(request) }),
    });
    response.statusCode = answer.status;
    response.setHeader('Content-Type', answer.headers.get('Content-Type') ?? 'application/json');
    response.end(await answer.text());
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
