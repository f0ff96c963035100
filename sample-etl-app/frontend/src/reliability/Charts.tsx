import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { duration } from '../time/duration';
import { date } from '../time/ventana';
import type { Total } from './totals';

interface Props {
  days: readonly Total[];
  about: string;
}

const HEIGHT = 168;
const number = new Intl.NumberFormat('es');
const compact = new Intl.NumberFormat('es', { notation: 'compact' });
const percentage = new Intl.NumberFormat('es', { maximumFractionDigits: 1 });

/** Loaded on demand: the default export is what `lazy` asks for. */
export default function Charts({ days, about }: Props) {
  const data = days.map((day) => ({ ...day, dia: date(day.id) }));
  return (
    <div className="graficos">
      <Chart title="Tasa de éxito" about={about} days={days} value={({ exito }) => percent(exito)}>
        <LineChart data={data} margin={MARGIN} accessibilityLayer={false}>
          {axes([0, 100], (value) => `${value} %`)}
          <Tooltip {...TOOLTIP} formatter={(value) => [percent(Number(value)), 'éxito']} />
          <Line dataKey="exito" type="linear" connectNulls {...LINE} className="linea-exito" />
        </LineChart>
      </Chart>
      <Chart title="Duración media" about={about} days={days} value={({ duracion }) => duration(duracion)}>
        <LineChart data={data} margin={MARGIN} accessibilityLayer={false}>
          {axes([0, 'auto'], (value) => duration(value))}
          <Tooltip {...TOOLTIP} formatter={(value) => [duration(Number(value)), 'media']} />
          <Line dataKey="duracion" type="linear" connectNulls {...LINE} className="linea-duracion" />
        </LineChart>
      </Chart>
      <Chart
        title="Registros por día"
        about={about}
        days={days}
        value={({ registros }) => number.format(registros)}
      >
        <BarChart data={data} margin={MARGIN} accessibilityLayer={false}>
          {axes([0, 'auto'], (value) => compact.format(value))}
          <Tooltip
            {...TOOLTIP}
            cursor={{ fill: 'var(--realce)' }}
            formatter={(value) => [number.format(Number(value)), 'registros']}
          />
          <Bar dataKey="registros" fill="var(--dato)" maxBarSize={28} isAnimationActive={false} />
        </BarChart>
      </Chart>
    </div>
  );
}

const MARGIN = { top: 6, right: 10, bottom: 0, left: 0 };
const LINE = {
  stroke: 'var(--dato)',
  strokeWidth: 2,
  dot: { r: 2.5, fill: 'var(--dato)' },
  isAnimationActive: false,
} as const;
const TOOLTIP = {
  isAnimationActive: false,
  contentStyle: {
    background: 'var(--superficie)',
    border: '1px solid var(--borde)',
    borderRadius: 4,
    fontSize: 12,
  },
  itemStyle: { color: 'var(--tinta)' },
  labelStyle: { color: 'var(--tenue)' },
} as const;

function axes(domain: [number, number | 'auto'], format: (value: number) => string) {
  const tick = { fontSize: 11, fill: 'var(--tenue)' };
  return [
    <CartesianGrid key="rejilla" vertical={false} stroke="var(--linea)" />,
    <XAxis key="x" dataKey="dia" tick={tick} tickLine={false} stroke="var(--linea)" minTickGap={14} />,
    <YAxis
      key="y"
      domain={domain}
      tick={tick}
      tickLine={false}
      axisLine={false}
      width={58}
      tickFormatter={format}
      tickCount={5}
    />,
  ];
}

function percent(value: number | null): string {
  return value === null ? '—' : `${percentage.format(value)} %`;
}

interface ChartProps extends Props {
  title: string;
  value: (day: Total) => string;
  children: React.ReactElement;
}

/** A picture for the eye, and the same numbers as a table for everybody. */
function Chart({ title, about, days, value, children }: ChartProps) {
  return (
    <figure className="grafico">
      <figcaption>
        {title} <span className="tenue">· {about}</span>
      </figcaption>
      <div aria-hidden="true">
        <ResponsiveContainer width="100%" height={HEIGHT}>
          {children}
        </ResponsiveContainer>
      </div>
      <details>
        <summary>Ver {title.toLowerCase()} en tabla</summary>
        <table className="tabla">
          <thead>
            <tr>
              <th scope="col">Día</th>
              <th scope="col" className="numero">
                {title}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.id}>
                <th scope="row">{date(day.id)}</th>
                <td className="numero">{value(day)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
