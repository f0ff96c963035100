/** What RFC 9457 lets a server say about a failure. */
export interface Problem {
  title?: string;
  detail?: string;
}

/** The server answered, and the answer is a failure: worth a report, and worth showing. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly endpoint: string,
    readonly status: number,
    readonly problem: Problem = {},
    cause?: unknown,
  ) {
    super(`${endpoint}: ${problem.detail ?? problem.title ?? `HTTP ${status}`}`, { cause });
  }
}

/** Nobody answered, or only a proxy did: the server restarts, and the page waits for it. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(
    readonly endpoint: string,
    readonly status: number | null,
    cause?: unknown,
  ) {
    super(`${endpoint}: ${status === null ? 'no answer' : `HTTP ${status}`}`, { cause });
  }
}

/** The server wants a key, or another one than it was given. */
export class KeyRequired extends Error {
  override readonly name = 'KeyRequired';

  constructor(
    readonly endpoint: string,
    readonly status: number,
  ) {
    super(`${endpoint}: HTTP ${status}`);
  }
}
