import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { createQueryClient } from './api/queries';
import { startSentry } from './sentry.config';
import './estilo/base.css';
import './estilo/marco.css';
import './estilo/cronologia.css';
import './estilo/tablas.css';
import './estilo/fiabilidad.css';

// First, so that nothing fails unheard.
await startSentry();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <NuqsAdapter>
          <App />
        </NuqsAdapter>
      </QueryClientProvider>
    </StrictMode>,
  );
}
