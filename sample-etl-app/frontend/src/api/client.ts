import { ApiError, KeyRequired, type Problem, Unreachable } from './errors';
import { apiKey } from './key';

const TIMEOUT_MS = 30_000;
/** What a proxy says while the application behind it is away. */
const AWAY = new Set([502, 503, 504]);
const LOCKED = new Set([401, 403]);

export interface Call {
  /** Path with its variables, relative to the page: it may be served below a context path. */
  path: string;
  /** Path without its variables, for reports: `GET /actuator/monitors/{slug}`. */
  endpoint: string;
  method?: 'GET' | 'POST';
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Calls the API.
 *
 * @throws Unreachable, KeyRequired, ApiError; an AbortError when the caller gave up
 */
export async function call<T>(request: Call, accept: (body: unknown) => body is T): Promise<T> {
  const response = await send(request);
  if (LOCKED.has(response.status)) throw new KeyRequired(request.endpoint, response.status);
  if (AWAY.has(response.status)) throw new Unreachable(request.endpoint, response.status);
  const body = await parse(request, response);
  if (!response.ok) throw new ApiError(request.endpoint, response.status, problemOf(body));
  if (!accept(body)) {
    throw new ApiError(request.endpoint, response.status, { title: 'respuesta con una forma desconocida' });
  }
  return body;
}

async function send({ path, endpoint, method = 'GET', query = {}, body, signal }: Call): Promise<Response> {
  const url = new URL(path, document.baseURI);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  const key = apiKey();
  if (key) {
    try {
      headers.set('X-Api-Key', key);
    } catch {
      // It has a character that no header can carry: the wrong key, not a page that is broken.
      throw new KeyRequired(endpoint, 401);
    }
  }
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const patience = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Unreachable(endpoint, null, failure);
  }
}

async function parse({ endpoint, signal }: Call, response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (failure) {
    if (signal?.aborted) throw failure;
    // The connection broke in the middle of the answer.
    throw new Unreachable(endpoint, null, failure);
  }
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (failure) {
    if (!response.ok) return null;
    throw new ApiError(endpoint, response.status, { title: 'la respuesta no es JSON' }, failure);
  }
}

function problemOf(body: unknown): Problem {
  if (typeof body !== 'object' || body === null) return {};
  const { title, detail } = body as Record<string, unknown>;
  return {
    ...(typeof title === 'string' && { title }),
    ...(typeof detail === 'string' && { detail }),
  };
}
