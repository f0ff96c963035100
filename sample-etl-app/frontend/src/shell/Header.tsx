import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { monitorsQuery } from '../api/queries';
import { Overview } from '../overview/Overview';
import { ConnectionState } from './ConnectionState';
import { Delivery } from './Delivery';
import { askForKey } from './keyDialog';
import { chooseTheme, currentTheme, THEMES, type Theme } from './theme';

export function Header({ zone }: { zone: string }) {
  const { data } = useQuery({ ...monitorsQuery, throwOnError: false });
  return (
    <header className="cabecera">
      <div className="cabecera-titulo">
        <h1>ETL KLK</h1>
        {data && <span className="insignia">{data.environment}</span>}
        {data && <Delivery list={data} zone={zone} />}
      </div>
      <Overview />
      <div className="cabecera-mandos">
        <ConnectionState zone={zone} />
        <button type="button" className="discreto" onClick={askForKey}>
          Clave de API
        </button>
        <ThemeChoice />
      </div>
    </header>
  );
}

const LABELS: Record<Theme, string> = { auto: 'Automático', claro: 'Claro', oscuro: 'Oscuro' };

function ThemeChoice() {
  const [theme, setTheme] = useState(currentTheme);
  return (
    <label className="tema">
      <span className="oculto">Tema</span>
      <select
        value={theme}
        onChange={(event) => {
          const chosen = event.target.value as Theme;
          chooseTheme(chosen);
          setTheme(chosen);
        }}
      >
        {THEMES.map((value) => (
          <option key={value} value={value}>
            {LABELS[value]}
          </option>
        ))}
      </select>
    </label>
  );
}
