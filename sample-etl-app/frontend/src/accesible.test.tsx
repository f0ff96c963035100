import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { App } from './App';
import { mostrar } from './prueba/pagina';

it('has no serious violation of the rules that need no layout', async () => {
  const { container } = mostrar(<App />);
  await screen.findAllByLabelText(/^Recuperar ventas/);
  await screen.findByRole('grid');
  const { violations } = await axe.run(container, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}, 60_000);
