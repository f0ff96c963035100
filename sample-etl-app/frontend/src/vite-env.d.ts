/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the page's errors go, unless the server names another place at run time. */
  readonly VITE_SENTRY_DSN?: string;
}
