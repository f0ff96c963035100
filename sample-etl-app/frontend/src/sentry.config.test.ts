import { sentryOptions, tracesSampleRate } from './sentry.config';

const built = (env: Partial<ImportMetaEnv>) => ({ MODE: 'production', ...env }) as ImportMetaEnv;

it('traces everything in development and a tenth in production', () => {
  expect(tracesSampleRate('development')).toBe(1);
  expect(tracesSampleRate('demo')).toBe(1);
  expect(tracesSampleRate('production')).toBe(0.1);
  expect(sentryOptions({}, built({ MODE: 'development' })).tracesSampleRate).toBe(1);
  expect(sentryOptions({}, built({})).tracesSampleRate).toBe(0.1);
});

it('sends where the server says, else where the build says, else nowhere', () => {
  const VITE_SENTRY_DSN = 'https://a@example.org/1';
  expect(sentryOptions({ sentryDsn: 'https://b@example.org/2' }, built({ VITE_SENTRY_DSN })).dsn).toBe(
    'https://b@example.org/2',
  );
  expect(sentryOptions({}, built({ VITE_SENTRY_DSN })).dsn).toBe(VITE_SENTRY_DSN);
  expect(sentryOptions({}, built({})).enabled).toBe(false);
});

it('takes the environment and release of the server', () => {
  expect(
    sentryOptions({ environment: 'production', release: '2.0' }, built({ MODE: 'development' })),
  ).toMatchObject({
    environment: 'production',
    release: '2.0',
    tracesSampleRate: 0.1,
  });
});
