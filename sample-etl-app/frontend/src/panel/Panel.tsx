import { type ReactNode, useEffect, useRef } from 'react';
import { PanelBoundary } from './PanelBoundary';

interface Props {
  /** Also the name of the panel in reports, and its anchor. */
  id: string;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

export function Panel({ id, title, hint, children }: Props) {
  const section = useRef<HTMLElement>(null);

  // The browser looked for the address' anchor before there was any panel.
  useEffect(() => {
    if (section.current && globalThis.location.hash === `#${id}`) return keepInView(section.current);
  }, [id]);

  return (
    <section ref={section} className={`panel panel-${id}`} id={id} aria-labelledby={`${id}-titulo`}>
      <header className="panel-cabecera">
        <h2 id={`${id}-titulo`}>{title}</h2>
        {hint && <p className="tenue">{hint}</p>}
      </header>
      <PanelBoundary panel={id} title={title}>
        {children}
      </PanelBoundary>
    </section>
  );
}

const ARRIVING_MS = 10_000;

const HANDS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** While the panels above it get their data, and nobody scrolls. */
function keepInView(section: HTMLElement): () => void {
  const arriving = new ResizeObserver(() => section.scrollIntoView());
  arriving.observe(document.body);
  const arrived = () => {
    arriving.disconnect();
    clearTimeout(timer);
    for (const hand of HANDS) removeEventListener(hand, arrived);
  };
  const timer = setTimeout(arrived, ARRIVING_MS);
  for (const hand of HANDS) addEventListener(hand, arrived, { passive: true });
  return arrived;
}
