import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { App } from './App';
import { mostrar } from './prueba/pagina';

it('has no serious violation of the rules that need no layout', async () => {
  const { container } = mostrar(<App />);
  await screen.findAllByRole('button', { name: /^Recuperar ventas/ });
  await screen.findAllByRole('rowheader');
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}, 20_000);
