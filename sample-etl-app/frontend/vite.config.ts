import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { simulado } from './simulado/vite.ts';

export default defineConfig(({ mode }) => ({
  // Relative: the application may be served below a context path.
  base: './',
  plugins: [react(), mode === 'simulado' && simulado()],
  build: {
    target: 'es2023',
    // Maven says where: the page is one of the application's static resources.
    outDir: process.env.PAGINA_DESTINO ?? 'dist',
    emptyOutDir: true,
    sourcemap: true,
    // Nothing as data: URLs: the content security policy allows none.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy:
      mode === 'simulado'
        ? {}
        : {
            '/api': 'http://localhost:8080',
            '/actuator': 'http://localhost:8080',
            '/pagina.json': 'http://localhost:8080',
          },
  },
  test: {
    environment: 'jsdom',
    globals: true,
    // One environment for all files: setting one up costs more than most of them.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 30_000,
    setupFiles: ['./src/prueba/preparar.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // The page's own zone must never be the machine's.
    env: { TZ: 'Asia/Tokyo' },
  },
}));
